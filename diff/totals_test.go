package diff

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestTotals(t *testing.T) {
	s := newScene(t)
	guest := s.person(11, func(p *snapshot.CloudPrincipal) { p.UserType = new("Guest") })
	implicit := s.cloud(1, m365)
	s.join(implicit, guest, s.person(12), s.person(13, onPremises(13)))
	s.copyOf(101, implicit)
	s.cloud(2, m365, disabled)
	s.copyOf(102, s.cloud(3, m365, disabled))
	s.cloud(4, security, func(g *snapshot.CloudGroup) {
		g.Writeback = &snapshot.WritebackConfiguration{OnPremisesGroupType: new("UniversalSecurityGroup")}
	})
	s.cloud(5, synced, func(g *snapshot.CloudGroup) {
		g.Writeback = &snapshot.WritebackConfiguration{OnPremisesGroupType: new("universalSecurityGroup")}
	})
	s.cloud(6, m365, enabled(""), func(g *snapshot.CloudGroup) { g.Members.Status = snapshot.Absent })
	s.cloud(7, security, func(g *snapshot.CloudGroup) {
		g.Writeback = &snapshot.WritebackConfiguration{IsEnabled: new(true), OnPremisesGroupType: new("universalDistributionGroup")}
	})
	s.group(103, "stray")
	s.group(104, "context", in("CN=Users,DC=contoso,DC=com"))
	want := Totals{
		CloudGroups: 7, DirectoryGroups: new(3), Written: 2, Undecided: 1, Anchored: Exactly(2),
		M365: Exactly(4), M365Implicit: Exactly(1), M365Disabled: Exactly(2), M365DisabledAbsent: Exactly(1), TypeWithoutEnable: Exactly(1),
		DistributionExcluded: 1, DistributionExcludedPeople: 2, DistributionUndecided: 1,
		OUs: []OUCount{{writebackOU, 2}}, SplitOUs: new(0),
	}
	nested := cmpopts.IgnoreFields(Totals{}, "Configured", "Portal", "Names", "Copies", "CloudSync", "Observation", "Naming", "Mailing", "References", "Connect", "Governance")
	if d := cmp.Diff(want, s.load().Totals(), nested); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestTotalsThatCannotBeExactSaySo(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*scene)
		want   string
	}{
		{"everything read", func(*scene) {}, "directory anchored implicit disabled absent type ous"},
		{"cloud groups cut", func(s *scene) {
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, "directory anchored ous"},
		{"configuration not collected", func(s *scene) {
			s.groups = nil
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Properties = []string{"id"} })
		}, "directory anchored ous"},
		{"directory cut", func(s *scene) {
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		}, "implicit disabled type"},
		{"a group of unknown kind", func(s *scene) { s.cloud(9, unreadKind) }, "directory anchored ous"},
		{"a broken cloud group", func(s *scene) { s.cloud(9, unreadKind, makeUnreadable) }, "directory anchored ous"},
		{"engines unknown", func(s *scene) { s.sync = nil }, "directory anchored disabled absent type ous"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.cloud(1, m365)
			s.cloud(2, m365, disabled)
			c.change(s)
			totals := s.load().Totals()
			got := ""
			for _, one := range []struct {
				name  string
				value *int
			}{
				{"directory", totals.DirectoryGroups}, {"anchored", totals.Anchored.Exactly}, {"implicit", totals.M365Implicit.Exactly}, {"disabled", totals.M365Disabled.Exactly},
				{"absent", totals.M365DisabledAbsent.Exactly}, {"type", totals.TypeWithoutEnable.Exactly}, {"ous", totals.SplitOUs},
			} {
				if one.value != nil {
					got += " " + one.name
				}
			}
			if got != " "+c.want {
				t.Errorf("exact:%s, want: %s", got, c.want)
			}
		})
	}
}

// What was read and decided counts, whatever was not: nothing unread takes a group out of these counts.
func TestCountsKeepWhatWasRead(t *testing.T) {
	for claim, change := range map[string]func(*scene){
		"beside a group that was not read":    func(s *scene) { s.cloud(9, unreadKind, makeUnreadable) },
		"beside a group of unknown kind":      func(s *scene) { s.cloud(9, unreadKind) },
		"beside a configuration that was not": func(s *scene) { s.cloud(9, m365, func(g *snapshot.CloudGroup) { g.WritebackMissing = true }) },
		"where the list of cloud groups is cut": func(s *scene) {
			s.end(snapshot.StreamCloudGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
		},
	} {
		t.Run(claim, func(t *testing.T) {
			s := newScene(t)
			s.cloud(1, m365)
			s.cloud(2, m365, disabled)
			s.copyOf(103, s.cloud(3, m365, disabled))
			s.cloud(4, security, func(g *snapshot.CloudGroup) {
				g.Writeback = &snapshot.WritebackConfiguration{OnPremisesGroupType: new("universalSecurityGroup")}
			})
			change(s)
			got := s.load().Totals()
			for name, pair := range map[string][2]Count{
				"implicit": {got.M365Implicit, least(1)}, "disabled": {got.M365Disabled, least(2)}, "absent": {got.M365DisabledAbsent, least(1)},
				"type": {got.TypeWithoutEnable, least(1)},
			} {
				if d := cmp.Diff(pair[1], pair[0]); d != "" {
					t.Errorf("%s (-want +got)\n%s", name, d)
				}
			}
		})
	}
}

func TestSplitOUs(t *testing.T) {
	const root = "DC=contoso,DC=com"
	for _, c := range []struct {
		name  string
		where map[string]int
		both  bool
		ou    string
		want  *int
	}{
		{"one OU is no split", map[string]int{"OU=A," + root: 10}, false, "", new(1)},
		{"two OUs are a split", map[string]int{"OU=A," + root: 10, "OU=B," + root: 10}, false, "", new(2)},
		{"a few strays are none", map[string]int{"OU=A," + root: 100, "OU=B," + root: 2}, false, "", new(1)},
		{"less than 5 % are strays", map[string]int{"OU=A," + root: 100, "OU=B," + root: 5}, false, "", new(1)},
		{"an OU and its own parts are one", map[string]int{"OU=A," + root: 10, "OU=X,OU=A," + root: 10, "OU=Y,OU=A," + root: 10}, false, "", new(1)},
		{"parts of the configured OU are one", map[string]int{"OU=X,OU=A," + root: 10, "OU=Y,OU=A," + root: 10}, false, "OU=A," + root, new(1)},
		{"one stray above does not join two OUs", map[string]int{root: 1, "OU=A," + root: 10, "OU=B," + root: 10}, false, "", new(2)},
		{"copies that cloud sync may have written leave it open", map[string]int{"OU=A," + root: 10, "OU=B," + root: 10}, true, "", nil},
		{"but not while all of them lie in one OU", map[string]int{"OU=A," + root: 10, "OU=B," + root: 2}, true, "", new(0)},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			s.sync.UnifiedGroupContainer = nil
			s.choices.WritebackOU = c.ou
			delete(s.ended, snapshot.StreamSyncJobs)
			n := 0
			for ou, count := range c.where {
				for range count {
					n++
					id := s.cloud(n, security, enabled(""))
					change := []func(*snapshot.DirectoryGroup){in(ou)}
					if c.both {
						change = append(change, externalAnchor(id))
					}
					s.copyOf(1000+n, id, change...)
				}
			}
			if d := cmp.Diff(c.want, s.load().Totals().SplitOUs); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestBrokenChoicesAndSnapshotsAreRefused(t *testing.T) {
	s := newScene(t)
	s.choices.WritebackOU = "Writeback"
	_, err := Load(t.Context(), s.write(), s.choices)
	if want := `reading the writeback OU "Writeback": expected a DN such as OU=Writeback,DC=contoso,DC=com`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestNotesCountWhatHasNoPlaceElsewhere(t *testing.T) {
	s, id, g := pairScene(t)
	s.join(guid(70), guid(71))
	s.join(id, guid(71), guid(72))
	s.put(&snapshot.DirectoryGroup{GUID: guid(73)}, s.bare(11))
	s.put(g, s.bare(12))
	got := fmt.Sprint(s.load().Notes())
	want := "[1 cloud memberships belong to groups without a record and were left out" +
		" 1 directory memberships belong to groups without a record and were left out" +
		" 2 cloud members have no record of their own and count as unreadable]"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}
