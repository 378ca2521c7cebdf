package main

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/diff"
)

// directorySignIns are the ways to sign in to a domain controller.
var directorySignIns = []string{"simple", "ntlm", "kerberos", "certificate", "current"}

// directorySettings are those of the live directory.
func directorySettings() []setting {
	return []setting{
		{"directory.domains", "", areDomains, "domains to read, separated by semicolons, each with an optional =CONTROLLER and @ADDRESS to reach it by"},
		{"directory.sign_in", "", oneOf(append([]string{""}, directorySignIns...)...), "how to sign in to them: " + strings.Join(directorySignIns, ", ") + " (the Windows user who runs this)"},
		{"directory.user", "", nil, "name of the account: a principal name, a DN for simple, DOMAIN\\name for ntlm"},
		{"directory.password", "", isSource, "where its password is: env:NAME, file:PATH or stdin"},
		{"directory.keytab", "", nil, "Kerberos keytab of the account"},
		{"directory.ccache", "", nil, "Kerberos credential cache of the account"},
		{"directory.krb5_conf", "", nil, "Kerberos configuration (default: /etc/krb5.conf, or the domain controller)"},
		{"directory.certificate", "", nil, "PEM file with certificate and key to sign in with"},
		{"directory.ca_file", "", nil, "PEM file of authorities to trust for domain controllers beside the system's"},
		{"directory.start_tls", "false", isBool, "use StartTLS on port 389 instead of LDAPS on port 636"},
		{"directory.containers", "", isDNs, "DNs of further containers whose groups are read with their members, beside the writeback OU, separated by semicolons"},
		{"directory.accounts", "every", oneOf("every", "members"), "which accounts to read: every one, or only members of groups that are read"},
	}
}

// liveDirectory is Active Directory.
type liveDirectory struct{ *ldap.Source }

// askDirectory reaches the domains that the settings name; nil when they name none. It connects to
// nothing yet.
func askDirectory(c *config, t terminal) (directorySide, error) {
	if c.text("directory.domains") == "" {
		return nil, nil
	}
	if err := c.directoryNeeds(); err != nil {
		return nil, err
	}
	o := ldap.Options{Domains: domains(c.text("directory.domains")), TLS: ldap.TLS{StartTLS: c.flag("directory.start_tls")}}
	if ou := c.text("directory.writeback_ou"); ou != "" {
		o.OUs = []string{ou}
	}
	o.OUs = append(o.OUs, diff.SplitDNs(c.text("directory.containers"))...)
	if c.text("directory.accounts") == "members" {
		o.Accounts = ldap.MembersOnly
	}
	var err error
	if o.TLS.Roots, err = c.authorities("directory.ca_file"); err != nil {
		return nil, err
	}
	if path := c.place("directory.certificate"); path != "" {
		certificate, err := tls.LoadX509KeyPair(path, path)
		if err != nil {
			return nil, usage("%s: reading the certificate: %w", c.origin("directory.certificate"), err)
		}
		o.TLS.Certificate = &certificate
	}
	if o.Credential, err = c.directoryCredential(t); err != nil {
		return nil, err
	}
	return liveDirectory{ldap.NewSource(o)}, nil
}

// domains reads corp.example.com; emea.example.com=dc1.emea.example.com@127.0.0.1:6636.
func domains(text string) []ldap.Domain {
	var list []ldap.Domain
	for part := range strings.SplitSeq(text, ";") {
		name, server, _ := strings.Cut(strings.TrimSpace(part), "=")
		server, address, _ := strings.Cut(server, "@")
		if name != "" || server != "" {
			list = append(list, ldap.Domain{Name: name, Server: server, Address: address})
		}
	}
	return list
}

// areDomains accepts what domains reads.
func areDomains(text string) error {
	for _, d := range domains(text) {
		for _, part := range []string{d.Name, d.Server, d.Address} {
			if strings.ContainsAny(part, ", \t") {
				return fmt.Errorf("%q: expected one domain, with semicolons between several", part)
			}
		}
		if d.Address == "" {
			continue
		}
		if _, _, err := net.SplitHostPort(d.Address); err != nil {
			return fmt.Errorf("address %q: expected host:port, such as %s", d.Address, net.JoinHostPort(d.Address, "636"))
		}
	}
	return nil
}

// directoryNeeds refuses what is missing for the way to sign in to the domains, before anything is read that the
// settings name.
func (c *config) directoryNeeds() error {
	method, named := c.text("directory.sign_in"), func(key string) bool { return c.text(key) != "" }
	switch {
	case !named("directory.domains") || method == "current":
		return nil
	case method == "":
		return usage("directory.domains is set, so directory.sign_in must say how to sign in: %s", strings.Join(directorySignIns, ", "))
	case method == "certificate":
		if !named("directory.certificate") {
			return usage("directory.sign_in certificate needs directory.certificate: the file with certificate and key")
		}
		return nil
	case !named("directory.user"):
		return usage("directory.sign_in %s needs directory.user: the name of the account", method)
	case method == "kerberos" && !named("directory.password") && !named("directory.ccache") && !named("directory.keytab"):
		return usage("directory.sign_in kerberos needs directory.password: where the password is; or directory.keytab or directory.ccache")
	case method != "kerberos" && !named("directory.password"):
		return usage("directory.sign_in %s needs directory.password: where the password is", method)
	}
	if err := isAccount(method, c.text("directory.user")); err != nil {
		return usage("directory.user %q: %w", c.text("directory.user"), err)
	}
	return nil
}

// isAccount refuses a name that the way to sign in cannot take.
func isAccount(method, user string) error {
	if method == "ntlm" && !strings.Contains(user, `\`) {
		return errors.New(`ntlm expects DOMAIN\name`)
	}
	return nil
}

// directoryCredential reads what the way to sign in needs.
func (c *config) directoryCredential(t terminal) (ldap.Credential, error) {
	switch c.text("directory.sign_in") {
	case "current":
		return ldap.CurrentUser{}, nil
	case "certificate":
		return ldap.Certificate{}, nil
	}
	password, err := c.secret("directory.password", t.in)
	if err != nil {
		return nil, err
	}
	ways := ldap.Kerberos{CCache: c.place("directory.ccache"), Keytab: c.place("directory.keytab"), Password: password, Config: c.place("directory.krb5_conf")}
	return credentialOf(c.text("directory.sign_in"), c.text("directory.user"), ways), nil
}

func credentialOf(method, user string, ways ldap.Kerberos) ldap.Credential {
	switch method {
	case "simple":
		return ldap.Simple{Name: user, Password: ways.Password}
	case "ntlm":
		domain, name, _ := strings.Cut(user, `\`)
		return ldap.NTLM{Domain: domain, Name: name, Password: ways.Password}
	}
	ways.Name, ways.Realm, _ = strings.Cut(user, "@")
	ways.Realm = strings.ToUpper(ways.Realm)
	return ways
}

// Check says what the directory's own check found.
func (d liveDirectory) Check(ctx context.Context) []check {
	c := &checks{side: "Active Directory"}
	for _, found := range d.Source.Check(ctx) {
		name := found.Name
		if found.Domain != "" {
			name += " of " + found.Domain
		}
		switch p := found.Problem; {
		case p == nil:
			c.pass(name, "%s", found.Text)
		case found.Spared:
			c.skip(name, p.Remedy, "%s: %s", p.Doing, p.What)
		default:
			c.fail(name, p.Remedy, "%s: %s", p.Doing, p.What)
		}
	}
	return c.list
}
