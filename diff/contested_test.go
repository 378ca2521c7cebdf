package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A group that several directory groups claim counts where all of them would make it count, and is open where they differ.
func TestCountsOfAGroupThatSeveralDirectoryGroupsClaim(t *testing.T) {
	distribution := func(g *snapshot.DirectoryGroup) { g.GroupType = new(typeUniversalDistribution) }
	managed := func(g *snapshot.DirectoryGroup) { g.ManagedBy = new(userDN(1)) }
	plain := func(*snapshot.DirectoryGroup) {}
	m365Security := func(t *Totals) any { return t.Copies.M365Security }
	unmanaged := func(t *Totals) any { return t.Governance.Unmanaged }
	naming := func(t *Totals) any { return t.Naming.CopiesRead }
	for _, c := range []struct {
		claim    string
		one, two func(*snapshot.DirectoryGroup)
		count    func(*Totals) any
		want     any
	}{
		{"both are security copies of a Microsoft 365 group", plain, plain, m365Security, Exactly(1)},
		{"one of them is", plain, distribution, m365Security, least(0)},
		{"neither is", distribution, distribution, m365Security, Exactly(0)},
		{"neither has managedBy", plain, plain, unmanaged, Counted{Groups: Exactly(1)}},
		{"one of them has", plain, managed, unmanaged, Counted{Groups: least(0), Undecided: 1}},
		{"both have", managed, managed, unmanaged, Counted{Groups: Exactly(0)}},
		{"how the copy is called is not known", plain, plain, naming, false},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := sceneInForest(t)
			s.choices.Governance.Register = nil
			id := s.cloud(1, m365, enabled(string(UniversalSecurity)))
			s.copyOf(101, id, c.one)
			s.copyOf(102, id, c.two)
			s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Properties = append(e.Properties, "managedby") })
			if d := cmp.Diff(c.want, c.count(new(s.load().Totals()))); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestACopyThatNamesAnotherGroupTooIsOpen(t *testing.T) {
	s := sceneInForest(t)
	id, other := s.cloud(1, m365, enabled(string(UniversalSecurity))), s.cloud(2, security, enabled("false"))
	s.copyOf(101, id, func(g *snapshot.DirectoryGroup) { g.ExternalDirectoryObjectID = new("Group_" + other.String()) }, within(builtinAdmins))
	if got := s.subject(ofCloud(id)); len(got.Rivals) != 1 || got.Rivals[0].Governance.Path.Leads != Yes {
		t.Errorf("rivals %+v", got.Rivals)
	}
	if d := cmp.Diff(least(0), s.load().Totals().Copies.M365Security); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestAGroupThatSeveralDirectoryGroupsClaimIsKnownWithEach(t *testing.T) {
	s := sceneInForest(t)
	id := s.cloud(1, security, enabled(""))
	s.copyOf(101, id, within(builtinAdmins))
	s.copyOf(102, id)
	got := s.subject(ofCloud(id))
	if got.Directory != nil || len(got.Rivals) != 2 || got.DirectoryCandidates != 2 {
		t.Fatalf("copy %v, %d rivals, %d candidates", got.Directory, len(got.Rivals), got.DirectoryCandidates)
	}
	for i, want := range []Answer{No, Yes} {
		rival := &got.Rivals[i]
		if rival.Governance.Path.Leads != want || rival.Directory == nil || rival.DirectoryCandidates != 0 || rival.DirectoryAbsent != No {
			t.Errorf("rival %d leads %s, want %s: %+v", i, rival.Governance.Path.Leads, want, rival.Directory)
		}
	}
	s = sceneInForest(t)
	alone := s.cloud(1, security, enabled(""))
	s.copyOf(101, alone)
	if got := s.subject(ofCloud(alone)); got.Rivals != nil {
		t.Errorf("a group with one copy has %d rivals", len(got.Rivals))
	}
}
