package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"
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
