package ldap

import (
	"strings"
	"testing"
)

// The global catalog answers like a domain controller and holds less, so nothing but its port tells.
func TestTheGlobalCatalogIsRefused(t *testing.T) {
	for claim, tt := range map[string]struct {
		domain   Domain
		startTLS bool
		refused  bool
	}{
		"no port":                             {Domain{Server: "dc1.example.com"}, false, false},
		"the port of LDAPS":                   {Domain{Server: "dc1.example.com:636"}, false, false},
		"the port of LDAP, for StartTLS":      {Domain{Server: "dc1.example.com:389"}, true, false},
		"another port, of a tunnel":           {Domain{Server: "dc1.example.com", Address: "127.0.0.1:13269"}, false, false},
		"the port of the catalog":             {Domain{Server: "dc1.example.com:3269"}, false, true},
		"its other one":                       {Domain{Server: "dc1.example.com:3268"}, true, true},
		"an address that leads to it":         {Domain{Server: "dc1.example.com", Address: "192.0.2.1:3269"}, false, true},
		"a server of it, whatever the tunnel": {Domain{Server: "dc1.example.com:3269", Address: "127.0.0.1:636"}, false, true},
	} {
		err := NewSource(Options{Domains: []Domain{tt.domain}, TLS: TLS{StartTLS: tt.startTLS}}).o.Domains[0].catalog(tt.startTLS)
		if (err != nil) != tt.refused || err != nil && (!strings.Contains(err.Error(), "global catalog") || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s: %v, want refused: %v", claim, err, tt.refused)
		}
	}
	found := NewSource(Options{Domains: []Domain{{Server: "dc1.example.com:3269"}}}).Check(t.Context())
	if len(found) != 1 || found[0].Problem == nil || !strings.Contains(found[0].Problem.Error(), "port 636") {
		t.Errorf("a check finds %+v", found)
	}
}
