package changes_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// streamOf returns how the comparison of a list ended.
func streamOf(t *testing.T, c *changes.Comparison, name snapshot.Stream) changes.Stream {
	t.Helper()
	i := slices.IndexFunc(c.Streams, func(s changes.Stream) bool { return s.Name == name })
	if i < 0 {
		t.Fatalf("nothing is told of %s", name)
	}
	return c.Streams[i]
}

func TestAListThatOneSideDidNotReadIsNotCompared(t *testing.T) {
	for stream := range newWorld().records {
		t.Run(string(stream), func(t *testing.T) {
			w := newWorld()
			w.records[stream] = nilOf(w.records[stream])
			w.without(stream)
			w.ended = map[snapshot.Stream]snapshot.Ended{stream: {Status: snapshot.Absent, Reason: "Graph answered 403"}}
			whole, without := newWorld().stored(t), w.stored(t)
			for who, c := range map[string]*changes.Comparison{"later": compared(t, whole, without), "earlier": compared(t, without, whole)} {
				s := streamOf(t, c, stream)
				if s.Compared != changes.Not || s.Objects != 0 || s.Reason != "the "+who+" snapshot did not read it: Graph answered 403" {
					t.Errorf("%+v", s)
				}
				for _, x := range c.Changes {
					if x.Stream == stream {
						t.Errorf("a change of what was not read: %+v", x)
					}
				}
			}
		})
	}
}

func TestWhatAPartialListLacksNeitherCameNorWent(t *testing.T) {
	for stream, record := range newWorld().records {
		if _, list := map[snapshot.Stream]bool{snapshot.StreamOrganization: true, snapshot.StreamSyncConfiguration: true, snapshot.StreamDirectoryFacts: true}[stream]; list {
			continue // one object is whole or not there
		}
		t.Run(string(stream), func(t *testing.T) {
			w := newWorld()
			w.records[stream] = nilOf(record)
			w.without(stream)
			w.ended = map[snapshot.Stream]snapshot.Ended{stream: {Status: snapshot.Partial, Reason: "page 2 is missing", Properties: everyProperty}}
			c := compared(t, newWorld().stored(t), w.stored(t))
			s := streamOf(t, c, stream)
			if s.Compared != changes.Partly || !strings.Contains(s.Reason, "the later snapshot did not read all of it: page 2 is missing") || s.NotCompared == 0 {
				t.Errorf("%+v", s)
			}
			i := slices.IndexFunc(c.Changes, func(x changes.Change) bool { return x.Stream == stream })
			if i < 0 || c.Changes[i].Kind != changes.NotCompared || len(c.Changes[i].Gaps) == 0 {
				t.Errorf("%+v", c.Changes)
			}
		})
	}
}

func TestAnAttributeThatWasNotCollectedIsNotCompared(t *testing.T) {
	w := newWorld()
	g := w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup)
	g.Visibility, g.Mail = nil, ptr("other@contoso.com")
	w.ended = map[snapshot.Stream]snapshot.Ended{snapshot.StreamCloudGroups: {Status: snapshot.Complete,
		Properties: slices.DeleteFunc(slices.Clone(everyProperty), func(p string) bool { return p == "visibility" || p == "writebackConfiguration" })}}
	c := compared(t, newWorld().stored(t), w.stored(t))
	s := streamOf(t, c, snapshot.StreamCloudGroups)
	if want := "not collected in the later snapshot: visibility, isEnabled, onPremisesGroupType"; s.Compared != changes.Partly || s.Reason != want {
		t.Errorf("%s: %q, want %q", s.Compared, s.Reason, want)
	}
	if len(c.Changes) != 1 || !c.Changes[0].Has("mail") || len(c.Changes[0].Attributes) != 1 {
		t.Errorf("%+v", c.Changes)
	}
}

func TestAnAttributeThatWasComparedOfNoGroupIsToldOfTheTenantAndOfEachChange(t *testing.T) {
	lacking := func(stream snapshot.Stream, names ...string) func(*world) {
		return func(w *world) {
			w.ended = map[snapshot.Stream]snapshot.Ended{stream: {Status: snapshot.Complete,
				Properties: slices.DeleteFunc(slices.Clone(everyProperty), func(p string) bool { return slices.Contains(names, p) })}}
		}
	}
	groups, copies := snapshot.StreamCloudGroups, snapshot.StreamDirectoryGroups
	for _, c := range []struct {
		claim         string
		before, after func(*world)
		tenant, group []string
	}{
		{"two whole snapshots compare every name", nil, nil, nil, nil},
		{"names that the earlier one lacks", lacking(groups, "displayName"), nil, []string{"displayName of cloud groups"}, []string{"displayName"}},
		{"names that the later one lacks", nil, lacking(groups, "displayName"), []string{"displayName of cloud groups"}, []string{"displayName"}},
		{"names that both lack", lacking(groups, "displayName"), lacking(groups, "displayName"), []string{"displayName of cloud groups"}, []string{"displayName"}},
		{"what no control looks at", lacking(groups, "visibility"), nil, nil, nil},
		{"descriptions of copies that one lacks", lacking(copies, "description"), nil, []string{"description of directory groups"}, nil},
		{"those that nobody may have set", lacking(copies, "description"), lacking(copies, "description"), nil, nil},
	} {
		t.Run(c.claim, func(t *testing.T) {
			before, after := newWorld(), newWorld()
			after.records[groups].(*snapshot.CloudGroup).Mail = ptr("other@contoso.com")
			if c.before != nil {
				c.before(before)
			}
			if c.after != nil {
				c.after(after)
			}
			f, err := changes.Load(t.Context(), before.stored(t), after.stored(t), diff.DefaultChoices(), nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			if got := f.Tenant().NotCompared; !slices.Equal(got, c.tenant) {
				t.Errorf("of the tenant %q, want %q", got, c.tenant)
			}
			for s, err := range f.Subjects(t.Context()) {
				if err != nil || s.Object == changes.ObjectGroup && !slices.Equal(s.NotCompared, c.group) {
					t.Errorf("of the group %q (%v), want %q", s.NotCompared, err, c.group)
				}
			}
		})
	}
}

// TestOneGroupsGapIsItsOwn holds the smallest grain: what could not be read of one group leaves all else
// compared.
func TestOneGroupsGapIsItsOwn(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(*world)
		stream snapshot.Stream
		want   string
	}{
		"members of a cloud group": {func(w *world) {
			w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup).Members = snapshot.Coverage{Status: snapshot.Absent, Reason: "hidden"}
			w.members = nil
		}, snapshot.StreamCloudGroups, "members: not read completely in the later snapshot: hidden"},
		"members of a directory group": {func(w *world) {
			w.records[snapshot.StreamDirectoryGroups].(*snapshot.DirectoryGroup).Members = snapshot.Coverage{Status: snapshot.Partial}
			w.accounts = w.accounts[:1]
		}, snapshot.StreamDirectoryGroups, "members: not read completely in the later snapshot: partial"},
		"a group that could not be read": {func(w *world) {
			w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup).Unreadable = "throttled"
		}, snapshot.StreamCloudGroups, "everything of it: the later snapshot could not read it: throttled"},
		"a configuration that the answer lacked": {func(w *world) {
			g := w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup)
			g.Writeback, g.WritebackMissing = nil, true
		}, snapshot.StreamCloudGroups, "writebackConfiguration: the answer did not hold it in the later snapshot"},
		"a property that the answer lacked": {func(w *world) {
			g := w.records[snapshot.StreamCloudGroups].(*snapshot.CloudGroup)
			g.Mail, g.Missing = nil, append(slices.Clone(g.Missing), "mail")
		}, snapshot.StreamCloudGroups, "mail: the answer did not hold it in the later snapshot"},
		"an attribute that one search did not ask for": {func(w *world) {
			g := w.records[snapshot.StreamDirectoryGroups].(*snapshot.DirectoryGroup)
			g.AdminDescription, g.Missing = nil, append(slices.Clone(g.Missing), "adminDescription")
		}, snapshot.StreamDirectoryGroups, "adminDescription: not read in the later snapshot"},
		"an attribute of an account that one search did not ask for": {func(w *world) {
			a := w.records[snapshot.StreamDirectoryPrincipals].(*snapshot.DirectoryPrincipal)
			a.AdminCount, a.Missing = nil, append(slices.Clone(a.Missing), "adminCount")
		}, snapshot.StreamDirectoryPrincipals, "adminCount: not read in the later snapshot"},
		"an attribute of a deleted group that one search did not ask for": {func(w *world) {
			g := w.records[snapshot.StreamDirectoryDeleted].(*snapshot.DirectoryDeletedGroup)
			g.LastKnownParent, g.Missing = nil, append(slices.Clone(g.Missing), "lastKnownParent")
		}, snapshot.StreamDirectoryDeleted, "lastKnownParent: not read in the later snapshot"},
		"an account that was met as a member only": {func(w *world) {
			a := w.records[snapshot.StreamDirectoryPrincipals].(*snapshot.DirectoryPrincipal)
			*a = snapshot.DirectoryPrincipal{DN: a.DN, FoldedDN: a.FoldedDN, GUID: a.GUID, SID: a.SID, Class: a.Class}
		}, snapshot.StreamDirectoryPrincipals, "attributes: the later snapshot met the account as a member only"},
		"a person of whom Graph told next to nothing": {func(w *world) {
			p := w.records[snapshot.StreamCloudPrincipals].(*snapshot.CloudPrincipal)
			*p = snapshot.CloudPrincipal{ID: p.ID, Type: p.Type, Limited: true}
		}, snapshot.StreamCloudPrincipals, "everything of it: the later snapshot could not read it: Graph told its id and type only"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld()
			tt.change(w)
			c := compared(t, newWorld().stored(t), w.stored(t))
			if len(c.Changes) != 1 || c.Changes[0].Stream != tt.stream || c.Changes[0].Kind != changes.NotCompared || c.Differences() != 0 || c.NotCompared() != 1 {
				t.Fatalf("%d differences: %+v", c.Differences(), c.Changes)
			}
			if g := c.Changes[0].Gaps[0]; g.What+": "+g.Reason != tt.want {
				t.Errorf("%s: %s, want %s", g.What, g.Reason, tt.want)
			}
		})
	}
}

func ptr[T any](v T) *T { return &v }

func TestTheGuardAgainstMassDeletionIsCompared(t *testing.T) {
	kept, off := "enabledForCount", "disabled"
	of := func(prevention *string) *snapshot.Reader {
		w := newWorld()
		w.records[snapshot.StreamSyncConfiguration] = &snapshot.SyncConfiguration{ID: snapshot.GUID{1}, DeletionPrevention: prevention}
		return w.stored(t)
	}
	for name, c := range map[string]struct {
		before, after       *string
		changed, uncompared bool
	}{
		"switched off":         {&kept, &off, true, false},
		"the same":             {&kept, &kept, false, false},
		"kept by one of two":   {nil, &kept, false, true},
		"kept by none of both": {nil, nil, false, false},
	} {
		var changed, uncompared bool
		for _, x := range compared(t, of(c.before), of(c.after)).Changes {
			changed = changed || slices.ContainsFunc(x.Attributes, func(a changes.Attribute) bool {
				return a.Name == "synchronizationPreventionType" && *a.From == "enabledForCount" && *a.To == "disabled"
			})
			uncompared = uncompared || slices.ContainsFunc(x.Gaps, func(g changes.Gap) bool { return g.What == "synchronizationPreventionType" })
		}
		if changed != c.changed || uncompared != c.uncompared {
			t.Errorf("%s: changed %t, not compared %t", name, changed, uncompared)
		}
	}
}

// searching is a world whose directory groups were looked for in some containers only.
func searching(anchored bool, in ...snapshot.Searched) *world {
	w := newWorld()
	if !anchored {
		d := w.records[snapshot.StreamDirectoryGroups].(*snapshot.DirectoryGroup)
		d.AdminDescription, d.ExternalDirectoryObjectID = nil, nil
	}
	w.ended = map[snapshot.Stream]snapshot.Ended{snapshot.StreamDirectoryGroups: {Status: snapshot.Complete, Properties: everyProperty, Searched: in}}
	return w
}

func TestAGroupIsGoneOnlyWhereItWasSearchedFor(t *testing.T) {
	domain := snapshot.Searched{Base: "dc=contoso,dc=com", Subtree: true}
	anchors := snapshot.Searched{Base: "dc=contoso,dc=com", Subtree: true, Anchored: true}
	other := snapshot.Searched{Base: "ou=other,dc=contoso,dc=com", Subtree: true}
	head := snapshot.Searched{Base: "dc=contoso,dc=com"}
	for claim, row := range map[string]struct {
		anchored bool
		searched []snapshot.Searched
		want     changes.Kind
	}{
		"nobody tells where was searched":            {true, nil, changes.Removed},
		"its domain was searched":                    {false, []snapshot.Searched{domain}, changes.Removed},
		"another OU was searched":                    {true, []snapshot.Searched{other}, changes.NotCompared},
		"one level was searched and it lies deeper":  {true, []snapshot.Searched{head}, changes.NotCompared},
		"anchors were searched for, and it has one":  {true, []snapshot.Searched{other, anchors}, changes.Removed},
		"anchors were searched for, and it has none": {false, []snapshot.Searched{other, anchors}, changes.NotCompared},
	} {
		t.Run(claim, func(t *testing.T) {
			without := searching(row.anchored, row.searched...)
			without.records[snapshot.StreamDirectoryGroups] = nilOf(without.records[snapshot.StreamDirectoryGroups])
			without.without(snapshot.StreamDirectoryGroups)
			c := compared(t, searching(row.anchored).stored(t), without.stored(t))
			i := slices.IndexFunc(c.Changes, func(x changes.Change) bool { return x.Stream == snapshot.StreamDirectoryGroups })
			if i < 0 || c.Changes[i].Kind != row.want {
				t.Fatalf("want %s, found %+v", row.want, c.Changes)
			}
			if told := len(c.Changes[i].Gaps) > 0; told != (row.want == changes.NotCompared) {
				t.Errorf("gaps %v", c.Changes[i].Gaps)
			}
		})
	}
}
