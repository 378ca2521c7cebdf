package diff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// containers replaces what the connector to the forest says of its scope.
func containers(list ...snapshot.ConnectContainer) func(*exportedServer) {
	return func(x *exportedServer) { x.connectors[1].Containers = list }
}

func include(dn string) snapshot.ConnectContainer {
	return snapshot.ConnectContainer{Partition: "DC=contoso,DC=com", DN: dn, Included: true}
}

func exclude(dn string) snapshot.ConnectContainer {
	return snapshot.ConnectContainer{Partition: "DC=contoso,DC=com", DN: dn}
}

func TestOUInScope(t *testing.T) {
	partition := func(change func(*snapshot.ConnectPartition)) func(*exportedServer) {
		return func(x *exportedServer) { change(&x.connectors[1].Partitions[0]) }
	}
	for _, c := range []struct {
		claim  string
		change func(*exportedServer)
		want   Answer
	}{
		{"the whole domain holds it", func(*exportedServer) {}, Yes},
		{"the OU itself", containers(include(writebackOU)), Yes},
		{"an OU above it", containers(exclude("DC=contoso,DC=com"), include("ou=writeback,dc=Contoso,dc=com")), Yes},
		{"another OU only", containers(include("OU=People,DC=contoso,DC=com")), No},
		{"the nearest container decides", containers(include("DC=contoso,DC=com"), exclude(writebackOU)), No},
		{"a partition that is not selected holds nothing", partition(func(p *snapshot.ConnectPartition) { p.Selected = new(false) }), No},
		{"a scope that was not told is not known", partition(func(p *snapshot.ConnectPartition) { p.Scoped = false }), Unknown},
		{"a partition that may be selected may hold it", partition(func(p *snapshot.ConnectPartition) { p.Selected = nil }), Unknown},
		{"another OU holds nothing, be it selected or not", func(x *exportedServer) {
			partition(func(p *snapshot.ConnectPartition) { p.Selected = nil })(x)
			containers(include("OU=People,DC=contoso,DC=com"))(x)
		}, No},
		{"another domain tells nothing", partition(func(p *snapshot.ConnectPartition) { p.DN = "DC=fabrikam,DC=com" }), Unknown},
		{"what leads to the cloud tells nothing", func(x *exportedServer) { x.connectors = x.connectors[:1] }, Unknown},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.exported("SYNC1", c.change)
			s.exported("SYNC2", inStaging, containers())
			if got := s.load().tenant.Connect; got.OUInScope != c.want || got.Servers[0].OUInScope != c.want {
				t.Errorf("%s, of the server %s; want %s", got.OUInScope, got.Servers[0].OUInScope, c.want)
			}
		})
	}
}

func TestForeignMemberOutOfScope(t *testing.T) {
	for _, c := range []struct {
		claim   string
		change  func(*scene)
		inside  int
		outside []OutOfScope
	}{
		{"an account in a container that Connect does not read", func(s *scene) {
			s.exported("SYNC1", containers(include(writebackOU)))
		}, 1, []OutOfScope{{"OU=People,DC=contoso,DC=com", keyOf("ou=people,dc=contoso,dc=com"), 1, 1}}},
		{"in the scope it is an ordinary stranger", func(s *scene) { s.exported("SYNC1") }, 0, []OutOfScope{}},
		{"without an export nothing is known", func(*scene) {}, 0, []OutOfScope{}},
		{"the operator's choice wins", func(s *scene) {
			s.exported("SYNC1")
			s.choices.SyncOUs = writebackOU
		}, 1, []OutOfScope{{"OU=People,DC=contoso,DC=com", keyOf("ou=people,dc=contoso,dc=com"), 1, 1}}},
		{"it works without an export", func(s *scene) { s.choices.SyncOUs = " ; OU=People,DC=contoso,DC=com; OU=A\\;B,DC=contoso,DC=com" }, 0, []OutOfScope{}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			c.change(s)
			g := s.cloud(1, security, enabled("universalSecurityGroup"))
			known := s.person(11, onPremises(11))
			s.join(g, known)
			s.put(s.copyOf(101, g), s.account(11), s.account(12))
			f := s.load()
			subject := subjectOf(t, f, ofCloud(g))
			if got := subject.Members.ForeignClasses; got.Plain != 1 || got.OutOfScope != c.inside {
				t.Errorf("classes %+v, want %d out of scope", got, c.inside)
			}
			if diff := cmp.Diff(c.outside, f.Totals().Connect.OutOfScope); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			reason := subject.Details.Differences[0].Reason
			if strings.Contains(reason, "outside the scope") != (c.inside == 1) {
				t.Errorf("reason %q", reason)
			}
		})
	}
}

func TestForeignMemberOutsideThatTheCloudKnowsIsNoneOfThese(t *testing.T) {
	s := newScene(t)
	s.exported("SYNC1", containers(include(writebackOU)))
	g := s.cloud(1, security, enabled("universalSecurityGroup"))
	s.person(12, onPremises(12))
	s.put(s.copyOf(101, g), s.account(12))
	if got := s.subject(ofCloud(g)).Members.ForeignClasses; got.Known != 1 || got.OutOfScope != 0 {
		t.Errorf("classes %+v", got)
	}
}
