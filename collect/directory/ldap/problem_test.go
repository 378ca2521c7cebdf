//go:build linux

package ldap_test

import (
	"crypto/tls"
	"errors"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
)

// badBindings is what Active Directory says when it enforces channel binding.
const badBindings = "80090346: LdapErr: DSID-0C090702, comment: AcceptSecurityContext error, data 80090346, v4563"

// refusing answers every bind.
func refusing(code int, text string) adtest.FrontOptions {
	return adtest.FrontOptions{Before: func(r adtest.Request) *adtest.Answer {
		if r.Operation != 0 {
			return nil
		}
		return &adtest.Answer{Code: code, Text: text}
	}}
}

// keeping answers each search that begins at base with a code, and lets everything else through.
func keeping(base string, code int, text string) adtest.FrontOptions {
	return adtest.FrontOptions{Before: func(r adtest.Request) *adtest.Answer {
		if r.Operation != 3 || !strings.EqualFold(r.Base, base) {
			return nil
		}
		return &adtest.Answer{Code: code, Text: text}
	}}
}

func acceptError(data string) string {
	return "80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data " + data + ", v4563"
}

func TestEveryProblemHasItsOwnLineWithTheRemedy(t *testing.T) {
	c := contoso.Get(t)
	behind := func(f adtest.FrontOptions) func(o *ldap.Options) {
		return func(o *ldap.Options) { o.Domains[0].Address = front(t, c, f).Address() }
	}
	shown := func(until time.Time, names ...string) adtest.FrontOptions {
		certificate, err := c.Authority.Issue(until, names...)
		check(t, err)
		return adtest.FrontOptions{Certificate: &certificate}
	}
	for name, test := range map[string]struct {
		change func(o *ldap.Options)
		want   []string
	}{
		"wrong password": {func(o *ldap.Options) {
			o.Credential = ldap.Simple{Name: "administrator@corp.contoso.com", Password: "wrong"}
		}, []string{"the password is wrong", "check name and password"}},
		"wrong password with NTLM": {func(o *ldap.Options) {
			o.Credential = ldap.NTLM{Domain: "CORP", Name: "administrator", Password: "wrong"}
		}, []string{"wrong", "check name and password"}},
		"wrong password with Kerberos": {func(o *ldap.Options) {
			o.Credential = ldap.Kerberos{Name: "administrator", Password: "wrong", KDC: c.Address + ":88"}
		}, []string{"the password or the key of the keytab is wrong"}},
		"unknown account with Kerberos": {func(o *ldap.Options) {
			o.Credential = ldap.Kerberos{Name: "nobody", Password: "x", KDC: c.Address + ":88"}
		}, []string{"the realm does not know the account"}},
		"no KDC": {func(o *ldap.Options) {
			o.Credential = ldap.Kerberos{Name: "administrator", Password: "x", KDC: "127.0.0.1:1"}
		}, []string{"no server that gives out Kerberos tickets answers", "port 88"}},
		"no password":                       {func(o *ldap.Options) { o.Credential = ldap.Simple{Name: "administrator@corp.contoso.com"} }, []string{"there is no password"}},
		"expired password":                  {behind(refusing(49, acceptError("532"))), []string{"the password has expired"}},
		"disabled account":                  {behind(refusing(49, acceptError("533"))), []string{"the account is disabled"}},
		"locked account":                    {behind(refusing(49, acceptError("775"))), []string{"locked out"}},
		"channel binding":                   {behind(refusing(49, badBindings)), []string{"channel binding", "simple bind"}},
		"strong authentication":             {behind(refusing(8, "00002028: LdapErr: DSID-0C090202, comment: The server requires binds to turn on integrity checking")), []string{"Strong Auth Required", "simple bind"}},
		"busy":                              {behind(refusing(51, "busy")), []string{"does not take a sign-in now", "try again later"}},
		"unwilling":                         {behind(refusing(53, "unwilling")), []string{"does not take a sign-in now", "another domain controller"}},
		"unknown method":                    {behind(refusing(7, "not supported")), []string{"does not offer this way of signing in"}},
		"expired certificate":               {behind(shown(time.Now().Add(-time.Hour), c.Host)), []string{"the certificate expired on", "renew"}},
		"certificate that is not yet valid": {behind(shown(time.Now().Add(1000*time.Hour), c.Host)), []string{"valid from", "clock"}},
		"certificate for another name":      {behind(shown(time.Now().Add(time.Hour), "dc9.fabrikam.com")), []string{"the certificate is for dc9.fabrikam.com", "use one of those names"}},
		"unknown authority":                 {func(o *ldap.Options) { o.TLS.Roots = nil }, []string{"an authority that is not trusted here", "set directory.ca_file"}},
		"TLS 1.1":                           {behind(adtest.FrontOptions{TLS: tls.VersionTLS11}), []string{"TLS 1.2"}},
		"LDAPS on the port of StartTLS":     {func(o *ldap.Options) { o.Domains[0].Address = c.Address + ":389" }, []string{"port 636"}},
		"nothing listens":                   {func(o *ldap.Options) { o.Domains[0].Address = "127.0.0.1:1" }, []string{"nothing listens there", "636"}},
		"unknown name":                      {func(o *ldap.Options) { o.Domains[0] = ldap.Domain{Server: "dc1.corp.invalid"} }, []string{"the name is not known to DNS"}},
		"no domain controller in DNS":       {func(o *ldap.Options) { o.Domains[0] = ldap.Domain{Name: "corp.invalid"} }, []string{"_ldap._tcp.dc._msdcs.corp.invalid"}},
		"silent server":                     {behind(adtest.FrontOptions{Silent: true}), []string{"says nothing"}},
		"silent after TLS":                  {behind(adtest.FrontOptions{Delay: time.Hour}), []string{"the server does not answer"}},
		"current user elsewhere":            {func(o *ldap.Options) { o.Credential = ldap.CurrentUser{} }, []string{"Windows"}},
		"container that does not exist":     {func(o *ldap.Options) { o.OUs = []string{"OU=Gone,OU=Also Gone,OU=Writeback,DC=corp,DC=contoso,DC=com"} }, []string{"does not exist", "the nearest above it that does is OU=Writeback,DC=corp,DC=contoso,DC=com"}},
		"container without its domain":      {func(o *ldap.Options) { o.OUs = []string{"OU=Writeback"} }, []string{"does not say in which domain", "down to the domain"}},
		"container in another domain":       {func(o *ldap.Options) { o.OUs = []string{"OU=Writeback,DC=fabrikam,DC=com"} }, []string{"it lies in no domain that is read", "fabrikam.com"}},
		"container that is no name":         {func(o *ldap.Options) { o.OUs = []string{"Writeback"} }, []string{"Writeback", "distinguished name"}},
		"container that may not be read":    {behind(keeping(contosoOU, 50, "00002098: SecErr: DSID-0315, problem 4003 (INSUFF_ACCESS_RIGHTS)")), []string{"reading " + contosoOU + ": the account may not read it: let the account read it"}},
		"container beyond a limit":          {behind(keeping(contosoOU, 11, "")), []string{"reading " + contosoOU + ": the server ended it at a limit of its policy: read with smaller pages"}},
		"container and an unknown answer":   {behind(keeping(contosoOU, 80, "")), []string{`reading ` + contosoOU + `: LDAP Result Code 80 "Other": collect again, or name another domain controller`}},
		"no domain":                         {func(o *ldap.Options) { o.Domains = nil }, []string{"no domain is named"}},
	} {
		t.Run(name, func(t *testing.T) {
			o := options(c)
			o.Limits.Silence = 2 * time.Second
			test.change(&o)
			began := time.Now()
			_, err := collect(t, o)
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range test.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("%v: expected %q in it", err, want)
				}
			}
			if strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("%q has more than one line", err)
			}
			if took := time.Since(began); took > time.Minute {
				t.Errorf("it took %v to say so", took)
			}
		})
	}
}

// A password must never reach a server in the clear: a server that refuses StartTLS gets none.
func TestNothingIsSentBeforeTLS(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	check(t, err)
	defer l.Close()
	got := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		seen := make([]byte, 4096)
		n, _ := c.Read(seen)
		// protocolError is what a server without TLS answers.
		_, _ = c.Write([]byte("\x30\x0c\x02\x01\x01\x78\x07\x0a\x01\x02\x04\x00\x04\x00"))
		more, _ := c.Read(seen[n:])
		got <- string(seen[:n+more])
	}()
	_, err = collect(t, ldap.Options{
		Domains:    []ldap.Domain{{Server: "dc1.corp.contoso.com", Address: l.Addr().String()}},
		Credential: ldap.Simple{Name: "auditor", Password: "secret"}, TLS: ldap.TLS{StartTLS: true},
	})
	var p *ldap.Problem
	if !errors.As(err, &p) || !strings.Contains(err.Error(), "no connection without TLS") {
		t.Errorf("got %v", err)
	}
	if text := <-got; strings.Contains(text, "secret") || strings.Contains(text, "auditor") {
		t.Errorf("the server was sent %q", text)
	}
}
