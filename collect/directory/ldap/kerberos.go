package ldap

import (
	"fmt"
	"net"
	"os"
	"strings"

	"github.com/go-ldap/ldap/v3/gssapi"
	"github.com/jcmturner/gokrb5/v8/client"
	"github.com/jcmturner/gokrb5/v8/config"
	"github.com/jcmturner/gokrb5/v8/credentials"
	"github.com/jcmturner/gokrb5/v8/keytab"
)

func (c Kerberos) bind(s *session) error {
	config, err := c.config(s.domain)
	if err != nil {
		return err
	}
	signed, err := c.client(config, c.realm(s.domain))
	if err != nil {
		return err
	}
	bound, err := binding(s.tls.ConnectionState())
	if err != nil {
		return err
	}
	g := boundClient{&gssapi.Client{Client: signed}, bound}
	defer g.Close()
	return s.library().GSSAPIBind(g, "ldap/"+s.domain.host(), "")
}

// realm is the realm of the account.
func (c Kerberos) realm(d Domain) string {
	if c.Realm != "" {
		return c.Realm
	}
	name := d.Name
	if name == "" {
		_, name, _ = strings.Cut(d.host(), ".")
	}
	return strings.ToUpper(name)
}

// client makes the client of the first credential that is there.
func (c Kerberos) client(config *config.Config, realm string) (*client.Client, error) {
	// Active Directory does not answer the extension that this would ask for.
	noFAST := client.DisablePAFXFAST(true)
	switch {
	case c.CCache != "":
		cache, err := credentials.LoadCCache(c.CCache)
		if err != nil {
			return nil, fmt.Errorf("reading the credential cache %s: %w", c.CCache, err)
		}
		return client.NewFromCCache(cache, config, noFAST)
	case c.Keytab != "":
		table, err := keytab.Load(c.Keytab)
		if err != nil {
			return nil, fmt.Errorf("reading the keytab %s: %w", c.Keytab, err)
		}
		return client.NewWithKeytab(c.Name, realm, table, config, noFAST), nil
	case c.Password != "":
		return client.NewWithPassword(c.Name, realm, c.Password, config, noFAST), nil
	}
	return nil, errNoPassword
}

const systemConfig = "/etc/krb5.conf"

// config reads the operator's configuration, or makes one in which the domain controller itself
// gives out tickets, as every one of Active Directory does.
func (c Kerberos) config(d Domain) (*config.Config, error) {
	realm := c.realm(d)
	if c.Config != "" {
		read, err := config.Load(c.Config)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", c.Config, err)
		}
		return read, nil
	}
	if c.KDC == "" {
		if text, err := os.ReadFile(systemConfig); err == nil && strings.Contains(string(text), realm) {
			if read, err := config.NewFromString(string(text)); err == nil {
				return read, nil
			}
		}
	}
	servers := ""
	for _, kdc := range c.kdcs(d) {
		servers += "  kdc = " + kdc + "\n"
	}
	domain := strings.ToLower(realm)
	return config.NewFromString(fmt.Sprintf(`[libdefaults]
 default_realm = %[1]s
 dns_lookup_kdc = false
 dns_lookup_realm = false
 udp_preference_limit = 1
[realms]
 %[1]s = {
%[2]s }
[domain_realm]
 .%[3]s = %[1]s
 %[3]s = %[1]s
`, realm, servers, domain))
}

// kdcs are the servers to ask for tickets where no configuration names any: the domain controller, where its address
// leads and under its own name. A tunnel to LDAP need not lead to port 88, nor need the name be known here.
func (c Kerberos) kdcs(d Domain) (all []string) {
	const port = "88"
	if c.KDC != "" {
		return []string{c.KDC}
	}
	if host, _, err := net.SplitHostPort(d.Address); err == nil {
		all = append(all, net.JoinHostPort(host, port))
	}
	return append(all, net.JoinHostPort(d.host(), port))
}
