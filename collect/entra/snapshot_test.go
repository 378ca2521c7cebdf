package entra

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// TestAnExportBecomesASnapshot goes through the real writer and reader.
func TestAnExportBecomesASnapshot(t *testing.T) {
	files := map[string]string{
		"members/" + g2 + ".json":        `{"@odata.count":1,"value":[` + user(u1) + `]}`,
		"owners/" + g2 + ".json":         `{"value":[` + user(u3) + `]}`,
		"groups.json":                    `{"@odata.count":2,"value":[` + full + `,{"id":"` + g2 + `","displayName":7}]}`,
		"members/" + g1 + ".json":        `{"@odata.count":2,"value":[` + user(u1) + `,` + user(u2) + `]}`,
		"owners/" + g1 + ".json":         `{"value":[` + user(u3) + `]}`,
		"settings.json":                  `{"value":[` + unified + `]}`,
		"organization.json":              organizationBody,
		"onPremisesSynchronization.json": strings.Replace(syncBody, "12cce4b4-4ab8-40b7-be4d-f5d7742ec185", "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4", 1),
		"synchronizationJobs.json":       jobBody,
		"directoryAudits.json":           `[{"id":"a","x":[1,2]}]`,
		"deletedGroups.json":             `[{"id":"` + u1 + `","displayName":"Gone"}]`,
		"appRoleAssignedTo.json":         `[{"resourceId":"` + g1 + `","principalId":"` + g2 + `","appRoleId":"` + u1 + `","principalType":"Group"}]`,
		"subscribedSkus.json":            `[{"skuPartNumber":"P","servicePlans":[{"servicePlanId":"x"}]}]`,
	}
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := NewSource(folderOf(files), Options{}).Collect(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.Open(os.DirFS(dir))
	if err != nil {
		t.Fatal(err)
	}
	statuses := map[snapshot.Stream]snapshot.Status{}
	for _, stream := range snapshot.Streams()[:14] {
		statuses[stream] = r.State(stream).Status
	}
	want := map[snapshot.Stream]snapshot.Status{
		snapshot.StreamCloudGroups: snapshot.Complete, snapshot.StreamCloudPrincipals: snapshot.Complete, snapshot.StreamCloudMemberships: snapshot.Complete,
		snapshot.StreamCloudOwners: snapshot.Complete, snapshot.StreamCloudDeletedGroups: snapshot.Complete, snapshot.StreamTenantSettings: snapshot.Complete,
		snapshot.StreamOrganization: snapshot.Complete, snapshot.StreamSyncConfiguration: snapshot.Complete, snapshot.StreamLicences: snapshot.Complete,
		snapshot.StreamSyncJobs: snapshot.Complete, snapshot.StreamAppRoleAssignments: snapshot.Complete, snapshot.StreamAccessReviews: snapshot.Absent,
		snapshot.StreamDirectoryAudits: snapshot.Complete, snapshot.StreamPrivilegedAssignments: snapshot.Absent,
	}
	if diff := cmp.Diff(want, statuses); diff != "" {
		t.Errorf("statuses (-want +got)\n%s", diff)
	}
	var names []string
	for g, err := range r.CloudGroups() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, g.ID.String()+" "+orEmpty(g.DisplayName)+" "+g.Unreadable)
	}
	if diff := cmp.Diff([]string{g1 + " " + *fullGroup().DisplayName + " ", g2 + "  displayName: expected text, found a number"}, names); diff != "" {
		t.Errorf("groups (-want +got)\n%s", diff)
	}
	if got := r.State(snapshot.StreamCloudPrincipals).Records; got != 3 {
		t.Errorf("%d principals, want 3", got)
	}
	if got := r.Manifest().Tenant; got != "45b7d2e7-b882-4a80-ba97-10b7a63b8fa4" {
		t.Errorf("tenant %q", got)
	}
}
