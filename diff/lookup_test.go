package diff

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestMemberEdges(t *testing.T) {
	type edge struct {
		Key, Difference      string
		InCloud, InDirectory bool
	}
	s, id, g := pairScene(t)
	lone := s.cloud(2, security, enabled(""))
	cut := s.cloud(3, security, enabled(""))
	stray := s.group(102, "stray")
	partial := s.copyOf(103, cut)
	partial.Members.Status = "partial"
	person := s.person(11, onPremises(11))
	s.join(lone, person)
	who := s.account(11)
	s.put(g, who)
	s.put(stray, who)
	s.put(partial, who)
	views := s.load().Member(userDN(11))
	if len(views) != 1 {
		t.Fatalf("%d views, want 1", len(views))
	}
	var got []edge
	for _, e := range views[0].Edges {
		got = append(got, edge{e.Key, e.Difference, e.InCloud, e.InDirectory})
	}
	want := []edge{
		{ofCloud(lone), "", true, false},
		{ofCloud(id), DifferenceForeign, false, true},
		{ofCloud(cut), "", false, true},
		{ofDirectory(stray.GUID), "", false, true},
	}
	byKey := func(list []edge) map[string]edge {
		m := map[string]edge{}
		for _, e := range list {
			m[e.Key] = e
		}
		return m
	}
	if d := cmp.Diff(byKey(want), byKey(got)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestAnAccountWithoutACloudObjectIsFoundByItsDN(t *testing.T) {
	s, id, g := pairScene(t)
	s.put(g, s.account(12))
	views := s.load().Member("cn=USER " + guid(12).String()[28:] + ",ou=people,dc=contoso,dc=com")
	if len(views) != 1 || views[0].Class != ClassForeignAD || views[0].CloudID != "" || len(views[0].Edges) != 1 ||
		views[0].Edges[0].Key != ofCloud(id) || views[0].Edges[0].Difference != DifferenceForeign {
		t.Errorf("got %+v", views)
	}
}

func TestWhetherAMemberIsInTheCopyIsSaidOnlyWhereItWasRead(t *testing.T) {
	unread := func(g *snapshot.DirectoryGroup) { g.Members = snapshot.Coverage{Status: snapshot.Absent} }
	disputed := func(g *snapshot.DirectoryGroup) { g.ExternalDirectoryObjectID = new("Group_" + guid(2).String()) }
	cut := func(s *scene) {
		s.end(snapshot.StreamDirectoryGroups, func(e *snapshot.Ended) { e.Status, e.Reason = snapshot.Partial, "cut" })
	}
	type claim struct {
		disputed bool
		in       Answer
	}
	for _, c := range []struct {
		name  string
		build func(s *scene, id snapshot.GUID, who string)
		in    Answer
		want  []claim
	}{
		{"no copy, and every group was read", func(*scene, snapshot.GUID, string) {}, No, nil},
		{"no copy found, and not every group was read", func(s *scene, _ snapshot.GUID, _ string) { cut(s) }, Unknown, nil},
		{"in the copy, of which not every member was read", func(s *scene, id snapshot.GUID, who string) {
			s.put(s.copyOf(101, id, unread), who)
		}, Yes, nil},
		{"not in what was read of the copy", func(s *scene, id snapshot.GUID, _ string) { s.copyOf(101, id, unread) }, Unknown, nil},
		{"not in the copy", func(s *scene, id snapshot.GUID, _ string) { s.copyOf(101, id) }, No, nil},
		{"in both groups that claim to be the copy", func(s *scene, id snapshot.GUID, who string) {
			s.put(s.copyOf(101, id), who)
			s.put(s.copyOf(102, id), who)
		}, Yes, []claim{{in: Yes}, {in: Yes}}},
		{"in one of two", func(s *scene, id snapshot.GUID, who string) {
			s.copyOf(101, id)
			s.put(s.copyOf(102, id), who)
		}, Unknown, []claim{{in: Yes}, {in: No}}},
		{"in none of two", func(s *scene, id snapshot.GUID, _ string) {
			s.copyOf(101, id)
			s.copyOf(102, id)
		}, No, []claim{{in: No}, {in: No}}},
		{"in none of two that was read", func(s *scene, id snapshot.GUID, _ string) {
			s.copyOf(101, id, unread)
			s.copyOf(102, id)
		}, Unknown, []claim{{in: No}, {in: Unknown}}},
		{"in the one whose anchors disagree", func(s *scene, id snapshot.GUID, who string) {
			s.put(s.copyOf(101, id, disputed), who)
		}, Unknown, []claim{{disputed: true, in: Yes}}},
		{"not in the one whose anchors disagree", func(s *scene, id snapshot.GUID, _ string) {
			s.copyOf(101, id, disputed)
		}, No, []claim{{disputed: true, in: No}}},
		{"not in the one whose anchors disagree, and not every group was read", func(s *scene, id snapshot.GUID, _ string) {
			cut(s)
			s.copyOf(101, id, disputed)
		}, Unknown, []claim{{disputed: true, in: No}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newScene(t)
			id := s.cloud(1, security, enabled(""))
			s.join(id, s.person(11, onPremises(11)))
			c.build(s, id, s.account(11))
			for _, e := range s.load().Member(userDN(11))[0].Edges {
				if e.Key != ofCloud(id) {
					continue
				}
				var got []claim
				for _, one := range e.Claims {
					got = append(got, claim{one.Disputed, one.In})
				}
				if d := cmp.Diff(c.want, got, cmp.AllowUnexported(claim{})); d != "" || e.InCopy != c.in {
					t.Errorf("in the copy: %s, want %s; claims (-want +got)\n%s", e.InCopy, c.in, d)
				}
				return
			}
			t.Error("the group is not among those of the person")
		})
	}
}

func TestACopyIsAMemberWhicheverOfSeveralItIs(t *testing.T) {
	for _, in := range []int{101, 102} {
		s := newScene(t)
		inner, outer := s.cloud(1, security, enabled("")), s.cloud(2, security, enabled(""))
		s.join(outer, inner)
		above := s.copyOf(103, outer)
		for _, n := range []int{101, 102} {
			if child := s.asMember(s.group(n, fmt.Sprint("copy ", n), adminAnchor(inner))); n == in {
				s.put(above, child)
			}
		}
		edges := s.load().Member(inner.String())[0].Edges
		if len(edges) != 1 || edges[0].Key != ofCloud(outer) || !edges[0].InDirectory || edges[0].InCopy != Yes {
			t.Errorf("copy %d of the inner group was not found in that of the outer one: %+v", in, edges)
		}
	}
}

// Nobody is said to be outside a copy that is the account's primary group: member does not list such people.
func TestWhoHasTheCopyAsPrimaryGroupIsInIt(t *testing.T) {
	s, id, g := pairScene(t)
	g.SID = new(sidText(7001))
	s.join(id, s.person(12, onPremises(12)), s.person(15, onPremises(15)))
	s.facts.PrimaryGroups = map[string]int32{s.account(12): 7001, s.account(13): 7001, s.account(14): 7002}
	s.account(15)
	facts := s.load()
	for _, c := range []struct {
		claim   string
		account int
		inCloud bool
		inCopy  Answer
		primary bool
	}{
		{"a member of the cloud group with the copy as primary group", 12, true, Yes, true},
		{"somebody who is in the copy by it alone", 13, false, Yes, true},
		{"a member of the cloud group with the usual primary group", 15, true, No, false},
	} {
		views := facts.Member(userDN(c.account))
		if len(views) != 1 || len(views[0].Edges) != 1 {
			t.Fatalf("%s: %+v", c.claim, views)
		}
		e := views[0].Edges[0]
		if e.InCloud != c.inCloud || e.InCopy != c.inCopy || e.ByPrimary != c.primary || e.InDirectory || (e.Reason == reasonPrimary) != c.primary {
			t.Errorf("%s: %+v", c.claim, e)
		}
	}
	if views := facts.Member(userDN(14)); len(views) != 1 || len(views[0].Edges) != 0 {
		t.Errorf("another primary group makes nobody a member: %+v", views)
	}
}
