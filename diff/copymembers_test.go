package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestWhoIsInACopy(t *testing.T) {
	for _, c := range []struct {
		claim string
		fill  func(s *scene, id snapshot.GUID, copied *snapshot.DirectoryGroup)
		want  []CopyMember
		whole bool
	}{
		{"a person with a cloud object goes by its id", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			s.person(1, onPremises(1))
			s.put(copied, s.account(1))
		}, []CopyMember{{Key: guid(1).String(), Name: "User", DN: userDN(1), Direct: true}}, true},
		{"one without goes by the DN", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			s.put(copied, s.account(2))
		}, []CopyMember{{Key: userDN(2), DN: userDN(2), Direct: true}}, true},
		{"people in groups inside count once, loops end", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			inner := s.group(300, "Inner")
			one, two := s.account(3), s.account(4)
			s.put(copied, one, s.asMember(inner))
			s.put(inner, one, two, s.asMember(copied))
		}, []CopyMember{{Key: userDN(3), DN: userDN(3), Direct: true}, {Key: userDN(4), DN: userDN(4)}}, true},
		{"computers are no people", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			s.put(copied, s.account(5, func(p *snapshot.DirectoryPrincipal) { p.Class = "computer" }))
		}, nil, true},
		{"a list that was cut may hold more", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			copied.Members = snapshot.Coverage{Status: snapshot.Partial}
			s.put(copied, s.account(6))
		}, []CopyMember{{Key: userDN(6), DN: userDN(6), Direct: true}}, false},
		{"a group whose members were not read may hold more", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			s.put(copied, s.account(7, func(p *snapshot.DirectoryPrincipal) { p.Class = "group" }))
		}, nil, false},
		{"a member that was not read may be a group", func(s *scene, _ snapshot.GUID, copied *snapshot.DirectoryGroup) {
			s.put(copied, s.bare(8))
		}, []CopyMember{{Key: userDN(8), DN: userDN(8), Direct: true}}, false},
		{"all that claim to be the copy count", func(s *scene, id snapshot.GUID, copied *snapshot.DirectoryGroup) {
			second := s.group(301, "Second", adminAnchor(id))
			s.put(second, s.account(9))
			s.put(copied, s.account(10))
		}, []CopyMember{{Key: userDN(9), DN: userDN(9), Direct: true}, {Key: userDN(10), DN: userDN(10), Direct: true}}, true},
	} {
		s := newScene(t)
		id := s.cloud(500, security, enabled(""))
		c.fill(s, id, s.copyOf(501, id))
		f := s.load()
		i, _ := f.Position("c:" + id.String())
		got, whole := f.CopyMembers(i)
		ignoreNames := cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Name" }, cmp.Ignore())
		if d := cmp.Diff(c.want, got, ignoreNames); d != "" || whole != c.whole {
			t.Errorf("%s: whole %t, want %t; members (-want +got):\n%s", c.claim, whole, c.whole, d)
		}
	}
}

func TestWhatASubjectStandsOn(t *testing.T) {
	s := newScene(t)
	written, absent := s.cloud(1, security, enabled("")), s.cloud(2, m365)
	s.copyOf(11, written)
	s.group(12, "Unclaimed")
	f := s.load()
	got := map[string]Footing{}
	for i := range f.Len() {
		footing := f.Footing(i)
		got[footing.Key] = footing
	}
	want := map[string]Footing{
		"c:" + written.String():  {CloudID: written, Kind: KindSecurity, HasCopy: Yes, DN: "CN=Group_" + written.String() + "," + writebackOU, Category: CategorySecurity, Anchor: AnchorAdminDescription},
		"c:" + absent.String():   {CloudID: absent, Kind: KindM365, HasCopy: No},
		"d:" + guid(12).String(): {Kind: KindUnknown, HasCopy: Yes, DN: "CN=Unclaimed," + writebackOU, Category: CategorySecurity, Anchor: AnchorNone},
	}
	for key, w := range want {
		w.Key, w.Name = key, got[key].Name
		if d := cmp.Diff(w, got[key]); d != "" || w.Name == "" {
			t.Errorf("%s (-want +got):\n%s", key, d)
		}
	}
}
