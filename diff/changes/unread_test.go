package changes_test

import (
	"slices"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff/changes"
)

// record returns a record of a world.
func record[T any](w *world, stream snapshot.Stream) *T { return w.records[stream].(*T) }

// drop takes the record of a stream away.
func (w *world) drop(stream snapshot.Stream) { w.records[stream] = nilOf(w.records[stream]) }

// TestWhatOneSideDidNotReadIsNoDifference takes something away from one side, whichever it is.
func TestWhatOneSideDidNotReadIsNoDifference(t *testing.T) {
	for claim, row := range map[string]struct {
		take   func(*world)
		stream snapshot.Stream
		what   string
	}{
		"a person may stand in a list of members that was not read": {func(w *world) {
			record[snapshot.CloudGroup](w, snapshot.StreamCloudGroups).Members = snapshot.Coverage{Status: snapshot.Absent, Reason: "no file"}
			w.members = nil
			w.drop(snapshot.StreamCloudPrincipals)
		}, snapshot.StreamCloudPrincipals, "whether it came or went"},
		"a person may stand in a list of owners that was read in part": {func(w *world) {
			record[snapshot.CloudGroup](w, snapshot.StreamCloudGroups).Owners = snapshot.Coverage{Status: snapshot.Partial, Reason: "page 2 is missing"}
			w.owners = nil
			w.drop(snapshot.StreamCloudPrincipals)
		}, snapshot.StreamCloudPrincipals, "whether it came or went"},
		"an account may stand in a list of members that was not read": {func(w *world) {
			record[snapshot.DirectoryGroup](w, snapshot.StreamDirectoryGroups).Members = snapshot.Coverage{Status: snapshot.Absent, Reason: "not asked for"}
			w.accounts = nil
			w.drop(snapshot.StreamDirectoryPrincipals)
		}, snapshot.StreamDirectoryPrincipals, "whether it came or went"},
		"a deleted group of a domain whose deleted objects were not read": {func(w *world) {
			record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts).DeletedDomains = []string{"fabrikam.com"}
			w.drop(snapshot.StreamDirectoryDeleted)
		}, snapshot.StreamDirectoryDeleted, "whether it came or went"},
		"a server whose folder was not handed over": {func(w *world) {
			w.drop(snapshot.StreamConnectSettings)
			w.drop(snapshot.StreamConnectScheduler)
			w.drop(snapshot.StreamConnectConnectors)
		}, snapshot.StreamConnectConnectors, "whether it came or went"},
		"an access list": {func(w *world) {
			record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts).Descriptors = nil
		}, snapshot.StreamDirectoryFacts, "nTSecurityDescriptor"},
		"a container that nobody looked for": {func(w *world) {
			record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts).Containers = nil
			w.ended = map[snapshot.Stream]snapshot.Ended{snapshot.StreamDirectoryFacts: {Status: snapshot.Complete, Properties: everyProperty}}
		}, snapshot.StreamDirectoryFacts, "containers"},
		"the domains": {func(w *world) {
			record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts).Domains = nil
		}, snapshot.StreamDirectoryFacts, "domains"},
		"the Recycle Bin": {func(w *world) {
			record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts).RecycleBin = nil
		}, snapshot.StreamDirectoryFacts, "recycle_bin"},
		"primary groups of a domain that was not searched for them": {func(w *world) {
			f := record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts)
			f.PrimaryGroups, f.PrimaryGroupDomains = nil, nil
		}, snapshot.StreamDirectoryFacts, "primaryGroupID"},
		"the type of a group, which every group has": {func(w *world) {
			record[snapshot.DirectoryGroup](w, snapshot.StreamDirectoryGroups).GroupType = nil
		}, snapshot.StreamDirectoryGroups, "groupType"},
		"whether a group is security-enabled, which every group says": {func(w *world) {
			record[snapshot.CloudGroup](w, snapshot.StreamCloudGroups).SecurityEnabled = nil
		}, snapshot.StreamCloudGroups, "securityEnabled"},
		"a property that only some bodies of members carried": {func(w *world) {
			record[snapshot.CloudPrincipal](w, snapshot.StreamCloudPrincipals).DistinguishedName = nil
			w.ended = map[snapshot.Stream]snapshot.Ended{snapshot.StreamCloudPrincipals: {
				Status: snapshot.Complete, Properties: everyProperty, Uneven: []string{"onPremisesDistinguishedName"}}}
		}, snapshot.StreamCloudPrincipals, "onPremisesDistinguishedName"},
		"a feature that the answer does not name": {func(w *world) {
			record[snapshot.SyncConfiguration](w, snapshot.StreamSyncConfiguration).Features = nil
		}, snapshot.StreamSyncConfiguration, "features.key"},
		"a key that the body of a rule lacks": {func(w *world) {
			record[snapshot.ConnectRule](w, snapshot.StreamConnectRules).Body = []byte(`{"key":{}}`)
		}, snapshot.StreamConnectRules, "key.list"},
		"a part of a flow that the export lacks": {func(w *world) {
			record[snapshot.ConnectRule](w, snapshot.StreamConnectRules).Flows[0].Merge = nil
		}, snapshot.StreamConnectRules, "flows"},
	} {
		t.Run(claim, func(t *testing.T) {
			w := newWorld()
			row.take(w)
			whole, less := newWorld().stored(t), w.stored(t)
			for direction, c := range map[string]*changes.Comparison{"lost": compared(t, whole, less), "found": compared(t, less, whole)} {
				if c.Differences() != 0 {
					t.Errorf("%s: %d differences: %+v", direction, c.Differences(), c.Changes)
				}
				told := slices.ContainsFunc(c.Changes, func(x changes.Change) bool {
					return x.Stream == row.stream && slices.ContainsFunc(x.Gaps, func(g changes.Gap) bool { return g.What == row.what })
				})
				if s := streamOf(t, c, row.stream); !told || s.Compared != changes.Partly || s.NotCompared != 1 || s.Added+s.Removed+s.Changed != 0 {
					t.Errorf("%s: %+v, %+v", direction, s, c.Changes)
				}
			}
		})
	}
}

// TestWhatBothDidNotReadHidesNoDifference holds the reverse: a list that neither snapshot read says nothing of either.
func TestWhatBothDidNotReadHidesNoDifference(t *testing.T) {
	hidden := func() *world {
		w := newWorld()
		record[snapshot.CloudGroup](w, snapshot.StreamCloudGroups).Members = snapshot.Coverage{Status: snapshot.Absent, Reason: "hidden"}
		w.members = nil
		return w
	}
	without := hidden()
	without.owners = nil
	without.drop(snapshot.StreamCloudPrincipals)
	c := compared(t, hidden().stored(t), without.stored(t))
	if s := streamOf(t, c, snapshot.StreamCloudPrincipals); s.Removed != 1 {
		t.Errorf("the owner who is gone does not show: %+v, %+v", s, c.Changes)
	}
}

// TestAContainerIsGoneOnlyWhereItWouldHaveCome takes a container and its access list out of one snapshot.
func TestAContainerIsGoneOnlyWhereItWouldHaveCome(t *testing.T) {
	domain := snapshot.Searched{Base: "dc=contoso,dc=com", Subtree: true}
	with := func(container string) *world {
		w := newWorld()
		f := record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts)
		f.Containers, f.Descriptors = []string{container}, map[string][]byte{container: []byte("octets")}
		return w
	}
	for claim, row := range map[string]struct {
		container string
		searched  []snapshot.Searched
		gone      bool
	}{
		"an empty unit where all were searched for":         {"ou=empty,dc=contoso,dc=com", []snapshot.Searched{domain}, true},
		"an empty unit that no search asked for":            {"ou=empty,dc=contoso,dc=com", nil, false},
		"an empty unit elsewhere":                           {"ou=empty,dc=fabrikam,dc=com", []snapshot.Searched{domain}, false},
		"an empty unit deeper than the search":              {"ou=empty,ou=a,dc=contoso,dc=com", []snapshot.Searched{{Base: domain.Base}}, false},
		"a unit in which a group lies":                      {"ou=writeback,dc=contoso,dc=com", []snapshot.Searched{domain}, false},
		"a container of which no search is known":           {"cn=users,dc=contoso,dc=com", []snapshot.Searched{domain}, false},
		"the container of the partitions":                   {"cn=partitions,cn=configuration,dc=contoso,dc=com", []snapshot.Searched{domain}, false},
		"the head of a domain, in which all groups lie":     {"dc=contoso,dc=com", []snapshot.Searched{domain}, false},
		"the head of a domain below, in which nothing lies": {"dc=emea,dc=contoso,dc=com", []snapshot.Searched{domain}, false},
	} {
		t.Run(claim, func(t *testing.T) {
			w := with(row.container)
			f := record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts)
			f.Containers, f.Descriptors = []string{}, map[string][]byte{}
			w.ended = map[snapshot.Stream]snapshot.Ended{snapshot.StreamDirectoryFacts: {Status: snapshot.Complete, Properties: everyProperty, Searched: row.searched}}
			whole, less := with(row.container).stored(t), w.stored(t)
			for direction, c := range map[string]*changes.Comparison{"gone": compared(t, whole, less), "new": compared(t, less, whole)} {
				var got []string
				for _, x := range c.Changes {
					for _, a := range x.Attributes {
						got = append(got, a.Name)
					}
				}
				if want := []string{"containers", "nTSecurityDescriptor"}; row.gone != slices.Equal(got, want) || !row.gone && len(got) > 0 {
					t.Errorf("%s: changed are %q, want %v", direction, got, row.gone)
				}
				if told := c.NotCompared() == 1; told == row.gone {
					t.Errorf("%s: not compared: %+v", direction, c.Changes)
				}
			}
		})
	}
}

// TestADomainInWhichObjectsLieIsNotGone takes one of two domains out of one snapshot.
func TestADomainInWhichObjectsLieIsNotGone(t *testing.T) {
	with := func(names ...string) *snapshot.Reader {
		w := newWorld()
		f := record[snapshot.DirectoryFacts](w, snapshot.StreamDirectoryFacts)
		f.Domains = nil
		for _, name := range names {
			f.Domains = append(f.Domains, snapshot.Domain{DN: name})
		}
		return w.stored(t)
	}
	const contoso, fabrikam = "DC=contoso,DC=com", "DC=fabrikam,DC=com"
	for gone, want := range map[string]int{contoso: 0, fabrikam: 1} {
		left := map[string]string{contoso: fabrikam, fabrikam: contoso}[gone]
		for direction, c := range map[string]*changes.Comparison{
			"gone": compared(t, with(contoso, fabrikam), with(left)), "new": compared(t, with(left), with(contoso, fabrikam)),
		} {
			if c.Differences() != want {
				t.Errorf("%s %s: %d differences, want %d: %+v", direction, gone, c.Differences(), want, c.Changes)
			}
		}
	}
}
