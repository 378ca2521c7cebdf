package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// linkedTo returns the folded DN of the account that is cloud principal id, "" without one.
func linkedTo(f *Facts, id snapshot.GUID) string {
	for n, own := range f.people.ids {
		if own == id && f.people.account[n] != none {
			_, dn := f.accountName(uint32(f.people.account[n]))
			return dn
		}
	}
	return ""
}

func TestOfTwoAccountsWithOneAnchorTheOneAtTheKnownDNIsThePerson(t *testing.T) {
	octets := guid(42).DirectoryOctets()
	clone := func(p *snapshot.DirectoryPrincipal) { p.ConsistencyGUID = octets[:] }
	for _, at := range []int{11, 12} {
		s, id, g := pairScene(t)
		person := s.person(13, func(p *snapshot.CloudPrincipal) {
			p.ImmutableID, p.DistinguishedName = immutable(guid(42)), new(userDN(at))
		})
		s.join(id, person)
		s.put(g, s.account(11, clone), s.account(12, clone))
		if got := linkedTo(s.load(), person); got != userDN(at) {
			t.Errorf("linked to %q, want %q", got, userDN(at))
		}
	}
}

func TestADisplacedAccountMayStillBeAnotherPerson(t *testing.T) {
	s, id, g := pairScene(t)
	octets := guid(42).DirectoryOctets()
	clone := func(p *snapshot.DirectoryPrincipal) { p.ConsistencyGUID = octets[:] }
	first := s.person(13, func(p *snapshot.CloudPrincipal) {
		p.ImmutableID, p.DistinguishedName = immutable(guid(42)), new(userDN(12))
	})
	second := s.person(14, func(p *snapshot.CloudPrincipal) { p.ObjectIdentifier = new(guid(1_000_011).String()) })
	s.join(id, first, second)
	s.put(g, s.account(11, clone), s.account(12, clone))
	f := s.load()
	want := []string{userDN(12), userDN(11)}
	if d := cmp.Diff(want, []string{linkedTo(f, first), linkedTo(f, second)}); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestAStaleDNIsOverruledByASurerKey(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*snapshot.DirectoryPrincipal)
		want   string
	}{
		{"nothing but the DN was read", func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID, p.Class = nil, nil, "" }, userDN(11)},
		{"the SID differs", func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID = new(sidText(500)), nil }, ""},
		{"objectGUID differs", func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID = nil, new(guid(500)) }, ""},
		{"it is a group now", func(p *snapshot.DirectoryPrincipal) { p.SID, p.GUID, p.Class = nil, nil, "group" }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, id, g := pairScene(t)
			person := s.person(11, onPremises(11), func(p *snapshot.CloudPrincipal) { p.ObjectIdentifier = new(guid(1_000_011).String()) })
			s.join(id, person)
			s.put(g, s.account(11, c.change))
			if got := linkedTo(s.load(), person); got != c.want {
				t.Errorf("linked to %q, want %q", got, c.want)
			}
		})
	}
}

func TestAMemberGroupIsRecognisedByItsDN(t *testing.T) {
	s, id, g := pairScene(t)
	child := s.cloud(2, security, enabled(""))
	s.join(id, child)
	s.put(g, s.object(s.copyOf(102, child).DN))
	got := s.subject(ofCloud(id))
	if d := cmp.Diff(counts{Expected: 1, Matched: 1}, countsOf(&got.Members)); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}

func TestOnlyGroupsAreChildren(t *testing.T) {
	s, id, _ := pairScene(t)
	s.join(id, s.cloud(2, security, enabled("")), s.person(11), s.person(12))
	got := s.subject(ofCloud(id)).Nesting
	if got.Children != 1 {
		t.Errorf("%d children, want 1 beside two people", got.Children)
	}
}
