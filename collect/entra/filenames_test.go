package entra

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestFilesAreFoundInAnyCase(t *testing.T) {
	const body = `{"value": [{"id": "` + g1 + `", "displayName": "A", "securityEnabled": true, "mailEnabled": false, "groupTypes": []}]}`
	const people = `{"value": [{"@odata.type": "#microsoft.graph.user", "id": "` + u1 + `"}]}`
	for claim, files := range map[string]map[string]string{
		"as they are called": {"groups.json": body, "members/" + g1 + ".json": people, "owners/" + g1 + ".json": people, "deletedGroups.json": `[]`},
		"in another case":    {"Groups.JSON": body, "Members/" + g1 + ".Json": people, "OWNERS/" + g1 + ".json": people, "deletedgroups.json": `[]`},
	} {
		t.Run(claim, func(t *testing.T) {
			r := collected(t, Options{}, files)
			if diff := cmp.Diff([]string{"a1>b1"}, r.members); diff != "" {
				t.Errorf("members (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff([]string{"a1>b1"}, r.owners); diff != "" {
				t.Errorf("owners (-want +got):\n%s", diff)
			}
			for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudDeletedGroups} {
				if got := r.ended[stream]; got.Status == snapshot.Absent {
					t.Errorf("%s is absent: %s", stream, got.Reason)
				}
			}
		})
	}
}

// Graph calls the settings of groups so too, and they are no groups.
func TestSettingsOfGroupsAreNoGroups(t *testing.T) {
	for _, name := range []string{"groupSettings.json", "groupsettings-2.json", "GroupSettings.json"} {
		r := collected(t, Options{}, map[string]string{"groups.json": `[]`, name: `{"value": []}`})
		want := "cloud/" + name + " was not read: no file of an export is called so"
		if !slices.Contains(r.notes, want) {
			t.Errorf("notes %q lack %q", r.notes, want)
		}
	}
}

func TestNamesAreOrderedAsPeopleNumberThem(t *testing.T) {
	want := []string{"Groups.json", "groups-1.json", "Groups-2.json", "groups-10.json"}
	got := slices.Clone(want)
	slices.Sort(got)
	slices.SortFunc(got, compareNames)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order (-want +got):\n%s", diff)
	}
}

func TestFilesThatDifferInTheirNumbersAloneAreOfOneList(t *testing.T) {
	for _, c := range []struct {
		a, b string
		one  bool
	}{
		{"cloud/groups.json", "cloud/Groups-2.JSON", true},
		{"cloud/groups-1of3.json", "cloud/groups-2of3.json", true},
		{"cloud/groups-corp.json", "cloud/groups-emea.json", false},
		{"cloud/appRoleAssignedTo-0001-" + u1 + ".json", "cloud/appRoleAssignedTo-0002-" + u1 + ".json", true},
		{"cloud/appRoleAssignedTo-" + u1 + ".json", "cloud/appRoleAssignedTo-" + u1 + "-2.json", true},
		{"cloud/appRoleAssignedTo-" + u1 + ".json", "cloud/appRoleAssignedTo-" + u2 + ".json", false},
		{"cloud/appRoleAssignedTo.json", "cloud/appRoleAssignedTo-" + u2 + ".json", false},
	} {
		if got := listOf(c.a) == listOf(c.b); got != c.one {
			t.Errorf("%s and %s are of one list: %t", c.a, c.b, got)
		}
	}
}
