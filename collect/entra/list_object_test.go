package entra

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// TestPagesOfEachObjectAreCountedOnTheirOwn: Graph gives some lists of one object at a time, and an end or a count that
// lacks of one is not another's to give.
func TestPagesOfEachObjectAreCountedOnTheirOwn(t *testing.T) {
	assignment := func(resource, principal string) string {
		return `{"id":"x","resourceId":"` + resource + `","principalId":"` + principal + `","appRoleId":"` + u3 + `","principalType":"Group"}`
	}
	const next = `"@odata.nextLink":"https://x",`
	const open = "the last page has a nextLink, so more pages exist"
	scope, jobs, rights := snapshot.StreamAppRoleAssignments, snapshot.StreamSyncJobs, snapshot.StreamPrivilegedAssignments
	none := map[string]string{"organization.json": `{"id":"` + g1 + `"}`}
	tests := []struct {
		claim  string
		stream snapshot.Stream
		files  map[string]string
		reason string
		count  *int64
	}{
		{"two whole lists with counts are whole, and their counts add up", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{"@odata.count":1,"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"@odata.count":1,"value":[` + assignment(u2, g1) + `]}`,
		}, "", of(int64(2))},
		{"one list without a count leaves the whole without", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{"@odata.count":1,"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"value":[]}`,
		}, "", nil},
		{"the first has more pages, and the second is none of them", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{` + next + `"value":[]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"value":[` + assignment(u2, g1) + `]}`,
		}, "cloud/appRoleAssignedTo-" + u1 + ".json: " + open, nil},
		{"the last has more pages", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{"@odata.count":1,"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"@odata.count":2,` + next + `"value":[]}`,
		}, "cloud/appRoleAssignedTo-" + u2 + ".json: " + open + "; the source counts 2, 0 arrived", of(int64(3))},
		{"each has more pages", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{` + next + `"value":[]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{` + next + `"value":[]}`,
		}, "cloud/appRoleAssignedTo-" + u1 + ".json: " + open + "; cloud/appRoleAssignedTo-" + u2 + ".json: " + open, nil},
		{"a list that is too short is not made up for by one that is too long", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{"@odata.count":2,"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"@odata.count":1,"value":[` + assignment(u2, g1) + `,` + assignment(u2, g2) + `]}`,
		}, "cloud/appRoleAssignedTo-" + u1 + ".json: the source counts 2, 1 arrived; cloud/appRoleAssignedTo-" + u2 + ".json: the source counts 1, 2 arrived", of(int64(3))},
		{"what comes twice in the list of one object stands for another that did not come", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + ".json": `{"@odata.count":2,"value":[` + assignment(u1, g1) + `,` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"@odata.count":0,"value":[]}`,
		}, "cloud/appRoleAssignedTo-" + u1 + ".json: the source counts 2, 1 arrived", of(int64(2))},
		{"the pages of two objects, numbered before the id as a collection keeps them, are two lists", scope, map[string]string{
			"appRoleAssignedTo-0001-" + u1 + ".json": `{` + next + `"@odata.count":2,"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-0002-" + u1 + ".json": `{"value":[` + assignment(u1, g2) + `]}`,
			"appRoleAssignedTo-0001-" + u2 + ".json": `{` + next + `"@odata.count":2,"value":[` + assignment(u2, g1) + `]}`,
			"appRoleAssignedTo-0002-" + u2 + ".json": `{"value":[` + assignment(u2, g2) + `]}`,
		}, "", of(int64(4))},
		{"the pages of two objects, numbered behind the id, are two lists", scope, map[string]string{
			"appRoleAssignedTo-" + u1 + "-1.json": `{` + next + `"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u1 + "-2.json": `{` + next + `"value":[` + assignment(u1, g2) + `]}`,
			"appRoleAssignedTo-" + u2 + "-1.json": `{` + next + `"value":[` + assignment(u2, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + "-2.json": `{"value":[` + assignment(u2, g2) + `]}`,
		}, "cloud/appRoleAssignedTo-" + u1 + "-2.json: " + open, nil},
		{"a file of one object does not go on with one of none", scope, map[string]string{
			"appRoleAssignedTo.json":            `{` + next + `"value":[` + assignment(u1, g1) + `]}`,
			"appRoleAssignedTo-" + u2 + ".json": `{"value":[]}`,
		}, "cloud/appRoleAssignedTo.json: " + open, nil},
		{"the lists of two in one file are told apart by their context", scope, map[string]string{
			"appRoleAssignedTo.json": `{"@odata.context":"https://g/beta/$metadata#servicePrincipals('` + u1 + `')/appRoleAssignedTo",` + next + `"value":[` + assignment(u1, g1) + `]}` +
				`{"@odata.context":"https://g/beta/$metadata#servicePrincipals('` + u2 + `')/appRoleAssignedTo","value":[]}`,
		}, open, nil},
		{"the jobs of a second service principal do not go on with those of the first", jobs, map[string]string{
			"synchronizationJobs-" + u1 + ".json": `{` + next + `"value":[{"id":"j"}]}`,
			"synchronizationJobs-" + u2 + ".json": `{"value":[{"id":"k"}]}`,
		}, "cloud/synchronizationJobs-" + u1 + ".json: " + open, nil},
		{"nor do those of one that a file calls by its name", jobs, map[string]string{
			"synchronizationJobs-payroll.json": `{` + next + `"value":[{"id":"j"}]}`,
			"synchronizationJobs-shop.json":    `{"value":[{"id":"k"}]}`,
		}, "cloud/synchronizationJobs-payroll.json: " + open, nil},
		{"a schema is no page of the jobs before it", jobs, map[string]string{
			"synchronizationJobs.json": `{"@odata.count":2,` + next + `"value":[{"id":"j"}]}{"synchronizationRules":[]}`,
		}, open + "; the source counts 2, 1 arrived", of(int64(2))},
		{"a schema has no count to lack", jobs, map[string]string{
			"synchronizationJobs.json": `{"@odata.count":1,"value":[{"id":"j"}]}{"synchronizationRules":[]}`,
		}, "", of(int64(1))},
		{"the assignments of a second group do not go on with those of the first", rights, map[string]string{
			"privilegedAssignments-" + g1 + ".json": `{` + next + `"value":[{"id":"a"}]}`,
			"privilegedAssignments-" + g2 + ".json": `{"value":[{"id":"b"}]}`,
		}, "cloud/privilegedAssignments-" + g1 + ".json: " + open, nil},
		{"reviews that two files call differently are two lists", snapshot.StreamAccessReviews, map[string]string{
			"accessReviews-corp.json": `{"@odata.count":1,` + next + `"value":[{"id":"a"}]}`,
			"accessReviews-emea.json": `{"@odata.count":1,"value":[{"id":"b"}]}`,
		}, "cloud/accessReviews-corp.json: " + open, of(int64(2))},
		{"settings of a second object do not go on with those of the first", snapshot.StreamTenantSettings, map[string]string{
			"settings-" + g1 + ".json": `{` + next + `"value":[` + unified + `]}`,
			"settings-" + g2 + ".json": `{"value":[]}`,
		}, "cloud/settings-" + g1 + ".json: " + open, nil},
		{"principals of a second list do not go on with those of the first", snapshot.StreamCloudPrincipals, map[string]string{
			"principals-" + g1 + ".json": `{"@odata.count":2,` + next + `"value":[` + user(u1) + `]}`,
			"principals-" + g2 + ".json": `{"value":[` + user(u2) + `]}`,
		}, "cloud/principals-" + g1 + ".json: " + open + "; the source counts 2, 1 arrived", nil},
	}
	for _, test := range tests {
		t.Run(test.claim, func(t *testing.T) {
			files := maps.Clone(none)
			maps.Copy(files, test.files)
			got := collected(t, Options{}, files).ended[test.stream]
			if got.Reason != test.reason || (got.Status == snapshot.Complete) != (test.reason == "") {
				t.Errorf("ended %s %q\nwant  %q", got.Status, got.Reason, test.reason)
			}
			if diff := cmp.Diff(test.count, got.SourceCount); diff != "" {
				t.Errorf("source count (-want +got)\n%s", diff)
			}
		})
	}
}

func TestMembersByTypeAreListsOfTheirOwn(t *testing.T) {
	got := collected(t, Options{}, map[string]string{
		"groups.json":                     "[" + group(g1, "") + "]",
		"members/" + g1 + "-devices.json": `{"@odata.nextLink":"https://x","value":[]}`,
		"members/" + g1 + "-users.json":   `{"value":[` + user(u1) + `]}`,
	}).groups[g1].Members
	want := snapshot.Coverage{Status: snapshot.Partial, Received: 1, Reason: "cloud/members/" + g1 + "-devices.json: the last page has a nextLink, so more pages exist"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestAJobOnSeveralPagesKeepsItsServicePrincipal(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"synchronizationJobs-" + u1 + "-1.json": `{"@odata.nextLink":"https://x","value":[{"id":"j"}]}`,
		"synchronizationJobs-" + u1 + "-2.json": `{"value":[{"id":"k"}]}`,
	})
	want := []any{snapshot.SyncJob{ID: "j", ServicePrincipalID: of(u1)}, snapshot.SyncJob{ID: "k", ServicePrincipalID: of(u1)}}
	if diff := cmp.Diff(want, r.others); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
