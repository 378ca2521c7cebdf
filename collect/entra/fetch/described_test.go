package fetch_test

import (
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
)

// description is Microsoft's own description of the paths, beside the repository where it is present.
const description = "../../../../shared/data/graph-beta-subset.yaml"

// Requests of a whole collection and the answers of the simulation are held against a description that
// nobody here wrote: unknown properties and parameters are errors in it.
func TestRequestsAndAnswersHoldAgainstTheDescriptionOfGraph(t *testing.T) {
	for _, name := range []string{"contoso", "fabrikam", "tailspin", "woodgrove"} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, story(name), simulate.Options{})
			transport := b.client.HTTP.Transport.(*fetch.Transport)
			described, err := fetchtest.Describe(description, transport.Base)
			if errors.Is(err, fs.ErrNotExist) {
				t.Skip("the folder shared/data is not beside the repository")
			}
			if err != nil {
				t.Fatal(err)
			}
			transport.Base = described
			if _, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, Owners: true, Governance: true, SyncBehavior: true, People: []string{"S-1-5-21-1-2-3-1601"}}); err != nil {
				t.Fatal(err)
			}
			faults, checked, unlisted := described.Checked()
			slices.Sort(faults)
			for _, fault := range slices.Compact(faults) {
				t.Error(fault)
			}
			want := []string{"/directory/onPremisesSynchronization", "/groups", "/groups/{group-id}/members", "/groups/{group-id}/owners", "/organization", "/settings", "/subscribedSkus", "/users"}
			if diff := cmp.Diff(want, slices.Sorted(maps.Keys(checked))); diff != "" {
				t.Errorf("other paths were checked (-want +got):\n%s", diff)
			}
			for path := range unlisted {
				if !slices.Contains(notDescribed, path) && !strings.HasSuffix(path, "/schema") {
					t.Errorf("%s is not in the description, nor known to be missing there", path)
				}
			}
		})
	}
}

// notDescribed are the paths that the description does not have.
var notDescribed = []string{
	"/directory/deletedItems/microsoft.graph.group", "/groups/{id}/onPremisesSyncBehavior", "/servicePrincipals",
	"/servicePrincipals/{id}/appRoleAssignedTo", "/servicePrincipals/{id}/synchronization/jobs",
	"/identityGovernance/accessReviews/definitions", "/auditLogs/directoryAudits",
	"/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
}
