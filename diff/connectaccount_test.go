package diff

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func TestConnectorAccounts(t *testing.T) {
	named := func(sam string) func(*snapshot.DirectoryPrincipal) {
		return func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = &sam }
	}
	login := func(text string) func(*exportedServer) {
		return func(x *exportedServer) { x.connectors[1].Account = &text }
	}
	found := []ConnectorAccount{{sidText(11)}}
	for _, c := range []struct {
		claim  string
		change func(*exportedServer)
		scene  func(*scene)
		want   []ConnectorAccount
	}{
		{"by its login name", login(`CONTOSO\svc-writer`), func(s *scene) { s.account(11, named("SVC-Writer")) }, found},
		{"by its principal name", login("svc-writer@contoso.com"), func(s *scene) { s.account(11, named("svc-writer")) }, found},
		{"by the NetBIOS name of the domain", login(`CORP\svc-writer`), func(s *scene) {
			s.facts.Domains = []snapshot.Domain{{DN: "DC=contoso,DC=com", DNSName: "contoso.com", NetBIOSName: "CORP"}}
			s.account(11, named("svc-writer"))
		}, found},
		{"not of another domain", login(`FABRIKAM\svc-writer`), func(s *scene) { s.account(11, named("svc-writer")) }, []ConnectorAccount{{}}},
		{"no record was read", login(`CONTOSO\svc-writer`), func(*scene) {}, []ConnectorAccount{{}}},
		{"two accounts fit", login(`CONTOSO\svc-writer`), func(s *scene) {
			s.account(11, named("svc-writer"))
			s.account(12, named("svc-writer"))
		}, []ConnectorAccount{{}}},
		{"a server in staging mode names none", inStaging, func(s *scene) { s.account(11, named("MSOL_0f1e2d3c4b5a")) }, []ConnectorAccount{}},
		{"a connector to another domain names none", func(x *exportedServer) {
			x.connectors[1].Partitions[0].DN = "DC=fabrikam,DC=com"
		}, func(*scene) {}, []ConnectorAccount{}},
		{"a connector to another forest names none", func(x *exportedServer) {
			x.connectors[1].Partitions, x.connectors[1].Forest = nil, new("fabrikam.com")
		}, func(*scene) {}, []ConnectorAccount{}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			s := newScene(t)
			s.exported("SYNC1", c.change)
			c.scene(s)
			if diff := cmp.Diff(c.want, s.load().estate.access.Connectors); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

func TestConnectorAccountIsATrusteeOfThatKind(t *testing.T) {
	s := newScene(t)
	name := "svc-writer"
	s.exported("SYNC1", func(x *exportedServer) { x.connectors[1].Account = new(`CONTOSO\svc-writer`) })
	s.account(11, func(p *snapshot.DirectoryPrincipal) { p.SAMAccountName = &name })
	folded, err := snapshot.FoldDN(writebackOU)
	s.must(err)
	s.facts.Descriptors = map[string][]byte{folded: descriptor(t, "S-1-5-18", allow(t, snapshot.AccessEntry{Trustee: sidText(11), Mask: snapshot.RightCreateChild}))}
	for _, trustee := range s.load().estate.access.OU.Trustees {
		if trustee.SID == sidText(11) && trustee.Kind == TrusteeConnector {
			return
		}
	}
	t.Error("the account that Connect names is no connector")
}
