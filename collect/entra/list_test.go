package entra

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func group(id, rest string) string {
	if rest != "" {
		rest = "," + rest
	}
	return `{"id":"` + id + `","visibility":"Private","groupTypes":[]` + rest + `}`
}

func user(id string) string {
	return `{"@odata.type":"#microsoft.graph.user","id":"` + id + `","displayName":"Megan","onPremisesSyncEnabled":true}`
}

func users(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = user(fmt.Sprintf("00000000-0000-4000-8000-%012x", 0xc000+i))
	}
	return strings.Join(list, ",")
}

// TestMembersOfAGroupAreNeverMoreWholeThanTheirFiles has one group and its members files.
func TestMembersOfAGroupAreNeverMoreWholeThanTheirFiles(t *testing.T) {
	one := map[string]string{"groups.json": "[" + group(g1, "") + "]"}
	tests := []struct {
		name  string
		files map[string]string
		want  snapshot.Coverage
	}{
		{"a page without nextLink is complete",
			map[string]string{"members/" + g1 + ".json": `{"value":[` + user(u1) + `,` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"an empty list is complete",
			map[string]string{"members/" + g1 + ".json": `{"value":[]}`},
			snapshot.Coverage{Status: snapshot.Complete}},
		{"an empty array is complete",
			map[string]string{"members/" + g1 + ".json": `[]`},
			snapshot.Coverage{Status: snapshot.Complete}},
		{"an equal count is complete and kept",
			map[string]string{"members/" + g1 + ".json": `{"@odata.count":2,"value":[` + user(u1) + `,` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2, SourceCount: of(int64(2))}},
		{"a count written as text counts",
			map[string]string{"members/" + g1 + ".json": `{"@odata.count":"1","value":[` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 1, SourceCount: of(int64(1))}},
		{"a last page with a nextLink is partial",
			map[string]string{"members/" + g1 + ".json": `{"@odata.nextLink":"https://graph.microsoft.com/beta/x","value":[` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "the last page has a nextLink, so more pages exist", Received: 1}},
		{"a nextLink after the values is seen as well",
			map[string]string{"members/" + g1 + ".json": `{"value":[` + user(u1) + `],"@odata.nextLink":"https://graph.microsoft.com/beta/x"}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "the last page has a nextLink, so more pages exist", Received: 1}},
		{"pages of several files are one list",
			map[string]string{
				"members/" + g1 + "-1.json": `{"@odata.count":2,"@odata.nextLink":"https://x","value":[` + user(u1) + `]}`,
				"members/" + g1 + "-2.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2, SourceCount: of(int64(2))}},
		{"pages of one file are one list",
			map[string]string{"members/" + g1 + ".json": `{"@odata.nextLink":"https://x","value":[` + user(u1) + `]}` + "\n\ufeff" + `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"page 10 comes after page 9",
			map[string]string{
				"members/" + g1 + "-9.json":  `{"@odata.count":2,"@odata.nextLink":"https://x","value":[` + user(u1) + `]}`,
				"members/" + g1 + "-10.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2, SourceCount: of(int64(2))}},
		{"a second page without the first makes it partial",
			map[string]string{"members/" + g1 + "-2.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "cloud/members/" + g1 + "-2.json has no count, and the page before it is not there: the first pages are missing", Received: 1}},
		{"a list without the count that other lists have is partial",
			map[string]string{
				"members/" + g1 + ".json": `{"value":[` + user(u2) + `]}`,
				"members/" + g2 + ".json": `{"@odata.count":0,"value":[]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "it has no count, which other lists have: its first page may be missing; export it again with $count=true", Received: 1}},
		{"the file without a number comes first",
			map[string]string{
				"members/" + g1 + ".json":   `{"@odata.nextLink":"https://x","value":[` + user(u1) + `]}`,
				"members/" + g1 + "-2.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"a page left over from an earlier export makes it partial",
			map[string]string{
				"members/" + g1 + "-0001.json": `{"@odata.count":1,"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-0002.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "cloud/members/" + g1 + "-0002.json stands behind the last page, cloud/members/" + g1 + "-0001.json: an earlier export left it; empty the folder and export again", Received: 2}},
		{"pages left over in a row are told of once",
			map[string]string{
				"members/" + g1 + "-0001.json": `{"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-0002.json": `{"@odata.nextLink":"https://x","value":[` + user(u2) + `]}`,
				"members/" + g1 + "-0003.json": `{"value":[]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "cloud/members/" + g1 + "-0002.json stands behind the last page, cloud/members/" + g1 + "-0001.json: an earlier export left it; empty the folder and export again", Received: 2}},
		{"a page that is missing between two makes it partial",
			map[string]string{
				"members/" + g1 + "-0001.json": `{"@odata.nextLink":"https://x","value":[` + user(u1) + `]}`,
				"members/" + g1 + "-0003.json": `{"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "between cloud/members/" + g1 + "-0001.json and cloud/members/" + g1 + "-0003.json pages are missing", Received: 2}},
		{"numbered lists with counts of their own are several lists",
			map[string]string{
				"members/" + g1 + "-1.json": `{"@odata.count":1,"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-2.json": `{"@odata.count":1,"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2, SourceCount: of(int64(2))}},
		{"numbered arrays are parts of one list",
			map[string]string{"members/" + g1 + "-1.json": `[` + user(u1) + `]`, "members/" + g1 + "-2.json": `[` + user(u2) + `]`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"fewer than the source counts is partial and names both numbers",
			map[string]string{"members/" + g1 + ".json": `{"@odata.count":7,"value":[` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "the source counts 7, 1 arrived", Received: 1, SourceCount: of(int64(7))}},
		{"a member that comes twice stands for one that did not come",
			map[string]string{"members/" + g1 + ".json": `{"@odata.count":2,"value":[` + user(u1) + `,` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "the source counts 2, 1 arrived", Received: 1, SourceCount: of(int64(2))}},
		{"two whole lists with a member in common are complete without a count",
			map[string]string{
				"members/" + g1 + "-a.json": `{"@odata.count":1,"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-b.json": `{"@odata.count":2,"value":[` + user(u1) + `,` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"two whole lists with a member in common are complete though other lists have a count",
			map[string]string{
				"members/" + g1 + "-a.json": `{"@odata.count":1,"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-b.json": `{"@odata.count":2,"value":[` + user(u1) + `,` + user(u2) + `]}`,
				"members/" + g2 + ".json":   `{"@odata.count":0,"value":[]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"one of two lists being short is partial",
			map[string]string{
				"members/" + g1 + "-a.json": `{"@odata.count":3,"value":[` + user(u1) + `]}`,
				"members/" + g1 + "-b.json": `{"@odata.count":1,"value":[` + user(u2) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "cloud/members/" + g1 + "-a.json: the source counts 3, 1 arrived", Received: 2, SourceCount: of(int64(4))}},
		{"a list of one type of member is partial",
			map[string]string{"members/" + g1 + ".json": `{"@odata.context":"https://graph.microsoft.com/beta/$metadata#users(id,displayName)","value":[` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "only members that are users were asked for", Received: 1}},
		{"a member without an id makes the list partial",
			map[string]string{"members/" + g1 + ".json": `{"value":[` + user(u1) + `,{"displayName":"nobody"}]}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "1 could not be taken (an object without an id)", Received: 1}},
		{"an answer of a delta query is partial",
			map[string]string{"members/" + g1 + ".json": `{"value":[` + user(u1) + `],"@odata.deltaLink":"https://x"}`},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "it is the answer of a delta query, which lists changes", Received: 1}},
		{"no file is absent, never no members",
			map[string]string{},
			snapshot.Coverage{Status: snapshot.Absent, Reason: "the export has no file for this group"}},
		{"what $expand brought is partial",
			map[string]string{"groups.json": group(g1, `"members":[`+user(u1)+`]`)},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "they came with $expand, which gives at most 20", Received: 1}},
		{"what $expand brought with a nextLink is partial",
			map[string]string{"groups.json": group(g1, `"members":[`+user(u1)+`],"members@odata.nextLink":"https://x"`)},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "they came with $expand, which gives at most 20 and says that more exist", Received: 1}},
		{"an empty expansion is no proof",
			map[string]string{"groups.json": group(g1, `"members":[]`)},
			snapshot.Coverage{Status: snapshot.Partial, Reason: "they came with $expand, which gives at most 20"}},
		{"the empty list of a typed object was not asked for",
			map[string]string{"groups.json": `{"Id":"` + g1 + `","Members":[]}`},
			snapshot.Coverage{Status: snapshot.Absent, Reason: "the export has no file for this group"}},
		{"a members file wins over an expansion",
			map[string]string{"groups.json": group(g1, `"members":[`+user(u1)+`]`), "members/" + g1 + ".json": `[` + user(u1) + `,` + user(u2) + `]`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 2}},
		{"no members of a hidden membership is absent",
			map[string]string{"groups.json": `{"id":"` + g1 + `","visibility":"HiddenMembership"}`, "members/" + g1 + ".json": `{"value":[]}`},
			snapshot.Coverage{Status: snapshot.Absent, Reason: "hidden membership: Graph shows members only with Member.Read.Hidden"}},
		{"members of a hidden membership that were seen count",
			map[string]string{"groups.json": `{"id":"` + g1 + `","visibility":"HiddenMembership"}`, "members/" + g1 + ".json": `{"value":[` + user(u1) + `]}`},
			snapshot.Coverage{Status: snapshot.Complete, Received: 1}},
		{"no members of a Microsoft 365 group of unknown visibility is absent",
			map[string]string{"groups.json": `{"id":"` + g1 + `","groupTypes":["Unified"]}`, "members/" + g1 + ".json": `{"value":[]}`},
			snapshot.Coverage{Status: snapshot.Absent, Reason: "visibility was not collected, so the members may be hidden"}},
		{"no members of a security group of unknown visibility is complete",
			map[string]string{"groups.json": `{"id":"` + g1 + `","groupTypes":[]}`, "members/" + g1 + ".json": `{"value":[]}`},
			snapshot.Coverage{Status: snapshot.Complete}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{}
			for _, from := range []map[string]string{one, test.files} {
				for name, text := range from {
					files[name] = text
				}
			}
			r := collected(t, Options{}, files)
			if diff := cmp.Diff(test.want, r.groups[g1].Members); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if got := int64(len(r.members)); got != test.want.Received {
				t.Errorf("%d rows, want %d", got, test.want.Received)
			}
		})
	}
}

// TestAGapInOneGroupMakesTheListPartialForItAlone: the group says what lacks, the list of how many.
func TestAGapInOneGroupMakesTheListPartialForItAlone(t *testing.T) {
	r := collected(t, Options{}, map[string]string{
		"groups.json":             "[" + group(g1, "") + "," + group(g2, "") + "]",
		"members/" + g1 + ".json": `{"@odata.nextLink":"https://x","value":[` + user(u1) + `]}`,
	})
	if got := r.ended[snapshot.StreamCloudMemberships]; got.Status != snapshot.Partial || !got.PerGroup || got.SourceCount != nil ||
		got.Reason != "members of 2 of 2 groups: 1 not read (the export has no file for this group), 1 not whole (the last page has a nextLink, so more pages exist)" {
		t.Errorf("memberships ended %+v", got)
	}
	if got := r.ended[snapshot.StreamCloudOwners]; got.Status != snapshot.Absent || !strings.Contains(got.Reason, "cloud/owners") {
		t.Errorf("owners ended %+v", got)
	}
	if got := r.groups[g1].Owners; got.Status != snapshot.Absent {
		t.Errorf("owners %+v", got)
	}
	if got := r.groups[g2].Members; got.Status != snapshot.Absent {
		t.Errorf("members of the group without a file %+v", got)
	}
	if !r.noted("no file for 1 of 2 groups", g2) {
		t.Errorf("no note in %q", r.notes)
	}
}

// TestGroupsListIsNeverMoreWholeThanItsFiles has groups files only.
func TestGroupsListIsNeverMoreWholeThanItsFiles(t *testing.T) {
	tests := []struct {
		name   string
		files  map[string]string
		status snapshot.Status
		reason string
		count  *int64
	}{
		{"no groups file is absent", map[string]string{"settings.json": `{"value":[]}`}, snapshot.Absent, "the export has no cloud/groups*.json", nil},
		{"a whole page is complete", map[string]string{"groups.json": `{"@odata.count":1,"value":[` + group(g1, "") + `]}`}, snapshot.Complete, "", of(int64(1))},
		{"entities one after the other are complete", map[string]string{"groups.json": group(g1, "") + "\n" + group(g2, "")}, snapshot.Complete, "", nil},
		{"a last page with a nextLink is partial", map[string]string{"groups.json": `{"value":[` + group(g1, "") + `],"@odata.nextLink":"https://x"}`}, snapshot.Partial, "the last page has a nextLink, so more pages exist", nil},
		{"a page of groups left over from an earlier export makes it partial", map[string]string{"groups-1.json": `{"value":[` + group(g1, "") + `]}`, "groups-2.json": `{"value":[` + group(g2, "") + `]}`}, snapshot.Partial, "cloud/groups-2.json stands behind the last page, cloud/groups-1.json: an earlier export left it; empty the folder and export again", nil},
		{"a second page without the first is partial", map[string]string{"groups-2.json": `{"value":[` + group(g2, "") + `]}`}, snapshot.Partial, "cloud/groups-2.json has no count, and the page before it is not there: the first pages are missing", nil},
		{"lists of two days are two lists", map[string]string{"groups-20261120.json": `{"value":[` + group(g1, "") + `]}`, "groups-20261121.json": `{"value":[` + group(g2, "") + `]}`}, snapshot.Complete, "", nil},
		{"a list of too few is partial", map[string]string{"groups.json": `{"@odata.count":3,"value":[` + group(g1, "") + `]}`}, snapshot.Partial, "the source counts 3, 1 arrived", of(int64(3))},
		{"a group without a good id makes it partial", map[string]string{"groups.json": `[` + group(g1, "") + `,{"id":"id-value"}]`}, snapshot.Partial, "1 could not be taken (id: expected a GUID, found id-value)", nil},
		{"an element that is no object makes it partial", map[string]string{"groups.json": `[` + group(g1, "") + `,17]`}, snapshot.Partial, "1 could not be taken (found a number, expected an object)", nil},
		{"a delta query's deletion makes it partial", map[string]string{"groups.json": `{"value":[` + group(g1, "") + `,{"id":"` + g2 + `","@removed":{"reason":"changed"}}]}`}, snapshot.Partial, "1 could not be taken (a deletion of a delta query, expected a group)", nil},
		{"the same group twice with equal content counts once", map[string]string{"groups-1.json": group(g1, `"displayName":"A\u00e9"`), "groups-2.json": ` { "displayName" : "Aé", "groupTypes": [ ], "visibility":"Private","ID":"` + strings.ToUpper(g1) + `"}`}, snapshot.Complete, "", nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := collected(t, Options{}, test.files)
			got := r.ended[snapshot.StreamCloudGroups]
			if got.Status != test.status || got.Reason != test.reason {
				t.Errorf("ended %s %q, want %s %q", got.Status, got.Reason, test.status, test.reason)
			}
			if diff := cmp.Diff(test.count, got.SourceCount); diff != "" {
				t.Errorf("source count (-want +got)\n%s", diff)
			}
		})
	}
}

// What nobody wants is no gap: members of a group that comes from the directory need no file.
func TestAGroupThatNoEngineCanWriteNeedsNoMembersFile(t *testing.T) {
	members := map[string]string{"members/" + g1 + ".json": `{"@odata.count":1,"value":[` + user(u1) + `]}`}
	for name, kind := range map[string]string{
		"synced": `"onPremisesSyncEnabled":true`, "a distribution list": `"mailEnabled":true,"securityEnabled":false,"groupTypes":[]`,
	} {
		members["groups.json"] = "[" + group(g1, "") + "," + group(g2, kind) + "]"
		if got := collected(t, Options{}, members).ended[snapshot.StreamCloudMemberships]; got.Status != snapshot.Complete {
			t.Errorf("%s: memberships ended %+v", name, got)
		}
	}
}
