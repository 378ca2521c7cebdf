//go:build linux

package ldap_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
)

// Every way of signing in reads the same, directly and through the front end, by LDAPS and StartTLS.
func TestEveryWayOfSigningInReadsTheGroups(t *testing.T) {
	c := contoso.Get(t)
	keytab, ccache := tickets(t, c)
	kdc := c.Address + ":88"
	for name, credential := range map[string]ldap.Credential{
		"simple with a user principal name": ldap.Simple{Name: "administrator@" + c.Realm, Password: c.Password},
		"simple with a DN":                  ldap.Simple{Name: "CN=Administrator,CN=Users," + c.Base, Password: c.Password},
		"simple with a domain":              ldap.Simple{Name: `CORP\administrator`, Password: c.Password},
		"NTLM":                              ldap.NTLM{Domain: "CORP", Name: "administrator", Password: c.Password},
		"Kerberos with a password":          ldap.Kerberos{Name: "administrator", Password: c.Password, KDC: kdc},
		"Kerberos with a keytab":            ldap.Kerberos{Name: "administrator", Keytab: keytab, KDC: kdc},
		"Kerberos with a credential cache":  ldap.Kerberos{CCache: ccache, KDC: kdc},
	} {
		for place, reach := range map[string]func(o *ldap.Options){
			"LDAPS":    func(*ldap.Options) {},
			"StartTLS": func(o *ldap.Options) { o.TLS.StartTLS, o.Domains[0].Address = true, c.Address+":389" },
			"through front end": func(o *ldap.Options) {
				o.Domains[0].Address = front(t, c, adtest.FrontOptions{Limits: adtest.Usual}).Address()
			},
		} {
			t.Run(name+" "+place, func(t *testing.T) {
				o := options(c)
				o.Credential = credential
				reach(&o)
				reads(t, o)
			})
		}
	}
}

// Neither a configuration nor DNS knows the domain controller here.
func TestKerberosFindsTheServerOfTicketsByTheAddressOfTheDomain(t *testing.T) {
	c := contoso.Get(t)
	o := options(c)
	o.Credential = ldap.Kerberos{Name: "administrator", Password: c.Password}
	reads(t, o)
}

func TestClientCertificateSignsIn(t *testing.T) {
	c := contoso.Get(t)
	for name, plain := range map[string]bool{"LDAPS": false, "StartTLS": true} {
		t.Run(name, func(t *testing.T) {
			certificate, err := c.Authority.Issue(time.Now().Add(time.Hour), "auditor.contoso.com")
			check(t, err)
			o := server{front(t, c, adtest.FrontOptions{Certificates: true, Plain: plain})}.options(c)
			o.Credential, o.TLS.Certificate, o.TLS.StartTLS = ldap.Certificate{}, &certificate, plain
			reads(t, o)
		})
	}
}

// reads collects and expects the story's groups.
func reads(t *testing.T, o ldap.Options) {
	t.Helper()
	r, err := collect(t, o)
	check(t, err)
	if gaps := incomplete(r); gaps != "" {
		t.Error(gaps)
	}
	if got := len(read(t, r).memberships); got < 600 {
		t.Errorf("%d memberships: expected those of the story", got)
	}
}

// tickets makes a keytab and a credential cache of the administrator.
func tickets(t *testing.T, c *adtest.Controller) (keytab, ccache string) {
	t.Helper()
	dir := t.TempDir()
	keytab, ccache = filepath.Join(dir, "keytab"), filepath.Join(dir, "ccache")
	check(t, c.Keytab(t.Context(), keytab, "administrator"))
	check(t, c.CredentialCache(t.Context(), ccache, "administrator", c.Password))
	return keytab, ccache
}
