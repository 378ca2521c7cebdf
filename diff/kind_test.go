package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestKindOf(t *testing.T) {
	cases := []struct {
		name  string
		group *snapshot.CloudGroup
		want  GroupKind
	}{
		{"Unified is a Microsoft 365 group", m365(), KindM365},
		{"Unified in another case is one too", newGroup(true, true, "unified"), KindM365},
		{"security and not mail", security(), KindSecurity},
		{"security and mail", mailEnabledSecurity(), KindMailEnabledSecurity},
		{"mail and not security", distribution(), KindDistribution},
		{"neither", other(), KindOther},
		{"synced comes before all kinds", synced(), KindSynced},
		{"a converted group that still says synced is managed in the cloud", with(synced, makeConverted)(), KindSecurity},
		{"formerly synced is of the cloud", with(security, makeFormer)(), KindSecurity},
		{"unread flags are not false", unreadKind(), KindUnknown},
		{"an unread list of types may hide a Microsoft 365 group", with(distribution, noTypes)(), KindUnknown},
		{"without mail an unread list of types hides none", with(security, noTypes)(), KindSecurity},
		{"an unreadable record has no kind", with(m365, makeUnreadable)(), KindUnknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := KindOf(c.group); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func noTypes(g *snapshot.CloudGroup) { g.GroupTypes = nil }

func TestSOAConverted(t *testing.T) {
	cases := []struct {
		name  string
		group *snapshot.CloudGroup
		want  string
	}{
		{"managed in the cloud, as read", with(security, makeConverted)(), SOAYes},
		{"not managed in the cloud, as read", with(with(security, makeLikely), func(g *snapshot.CloudGroup) { g.IsCloudManaged = new(false) })(), SOANo},
		{"a synced group cannot be converted", synced(), SOANo},
		{"a rolled back group says false", with(with(security, makeLikely), makeFormer)(), SOANo},
		{"a directory SID on a group that was never synced gives it away", with(security, makeLikely)(), SOALikely},
		{"an empty SID is none", with(security, func(g *snapshot.CloudGroup) { g.SecurityIdentifier = new("") })(), SOAUnknown},
		{"nothing tells", security(), SOAUnknown},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := soaConverted(c.group); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestOverlays(t *testing.T) {
	overlays := func(g *snapshot.CloudGroup) []bool { return []bool{dynamic(g), roleAssignable(g), wasSynced(g)} }
	for _, c := range []struct {
		group *snapshot.CloudGroup
		want  []bool
	}{
		{security(), []bool{false, false, false}},
		{with(m365, makeDynamic)(), []bool{true, false, false}},
		{with(security, makeRoleAssignable)(), []bool{false, true, false}},
		{with(security, makeFormer)(), []bool{false, false, true}},
		{synced(), []bool{false, false, false}},
	} {
		if diff := cmp.Diff(c.want, overlays(c.group)); diff != "" {
			t.Errorf("dynamic, role-assignable, formerly synced (-want +got)\n%s", diff)
		}
	}
}
