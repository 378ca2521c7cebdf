package ldap

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWhichServersAreAskedForTickets(t *testing.T) {
	const dc = "dc1.corp.contoso.com"
	for _, c := range []struct {
		claim  string
		from   Kerberos
		domain Domain
		want   []string
	}{
		{"the domain controller", Kerberos{}, Domain{Server: dc}, []string{dc + ":88"}},
		{"whatever the port of LDAP is", Kerberos{}, Domain{Server: dc + ":636"}, []string{dc + ":88"}},
		{"where its address leads, too", Kerberos{}, Domain{Server: dc, Address: "192.0.2.7:6636"}, []string{"192.0.2.7:88", dc + ":88"}},
		{"only the one that is named", Kerberos{KDC: "kdc.contoso.com:8888"}, Domain{Server: dc, Address: "192.0.2.7:6636"}, []string{"kdc.contoso.com:8888"}},
	} {
		if diff := cmp.Diff(c.want, c.from.kdcs(c.domain)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.claim, diff)
		}
		made, err := c.from.config(c.domain)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, made.Realms[0].KDC); diff != "" {
			t.Errorf("%s, in the configuration (-want +got):\n%s", c.claim, diff)
		}
	}
}
