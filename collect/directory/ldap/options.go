package ldap

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Options say what is read, as whom, and how patiently.
type Options struct {
	// Domains are read one after the other; at least one. What concerns the whole forest is asked of
	// the first.
	Domains []Domain
	// OUs are the DNs of the writeback containers, each in one of Domains. Without any, groups that
	// have no anchor are read without their members.
	OUs []string
	// Credential says who binds.
	Credential Credential
	TLS        TLS
	Accounts   Accounts
	Limits     Limits
	// Progress is told how many objects were read so far; nil tells nobody.
	Progress func(objects int)
	// Clock tells the time; nil is time.Now.
	Clock func() time.Time
}

// Domain names a domain and, if the operator wants a certain one, its domain controller.
type Domain struct {
	// Name is the DNS name of the domain, such as corp.contoso.com. It may be "" where Server is given.
	Name string
	// Server is the DNS name of the domain controller, with a port or without; its certificate must
	// be for that name. "" looks one up in DNS.
	Server string
	// Address is where to connect to instead of what Server resolves to, host:port, for a tunnel; the
	// certificate must be for Server all the same. "" is the usual case.
	Address string
}

// TLS says how the connection is made safe. There is no connection without TLS.
type TLS struct {
	// StartTLS upgrades a connection to port 389; without it LDAPS on port 636 is used.
	StartTLS bool
	// Roots are the authorities to trust instead of the system's; nil for the system's.
	Roots *x509.CertPool
	// Certificate is shown to the server; nil for none.
	Certificate *tls.Certificate
}

// Accounts says of which accounts records are read.
type Accounts int

const (
	// EveryAccount reads every account and every group of each domain, in pages.
	EveryAccount Accounts = iota
	// MembersOnly reads the accounts and groups that are members of a group that was read. What is
	// judged by other accounts, such as a cloud member that is missing from a group, then cannot be
	// judged, and the lists say so.
	MembersOnly
)

// Limits bound the work; a zero field takes its default.
type Limits struct {
	// Page is the number of objects in a page; 1000, Active Directory's MaxPageSize, when it is 0.
	Page uint32
	// Silence is how long a server may say nothing before it counts as unreachable; 30 s when it is 0.
	Silence time.Duration
	// Attempts is how often a search is made when connections break; 3 when it is 0.
	Attempts int
}

func (l Limits) page() uint32 {
	if l.Page == 0 {
		return 1000
	}
	return l.Page
}

func (l Limits) silence() time.Duration {
	if l.Silence == 0 {
		return 30 * time.Second
	}
	return l.Silence
}

func (l Limits) attempts() int {
	if l.Attempts == 0 {
		return 3
	}
	return l.Attempts
}

// host is the name of the domain controller, which its certificate must be for.
func (d Domain) host() string {
	if host, _, err := net.SplitHostPort(d.Server); err == nil {
		return host
	}
	return d.Server
}

// answeredBy refuses a domain controller of another domain: what it holds would be taken for what was named.
func (d Domain) answeredBy(root *goldap.Entry) error {
	answers := snapshot.DomainOf(root.GetEqualFoldAttributeValue("defaultNamingContext"))
	if d.Name == "" || strings.EqualFold(strings.TrimSuffix(d.Name, "."), answers) {
		return nil
	}
	return &Problem{Doing: "looking for the domain " + said(errors.New(d.Name)), What: fmt.Sprintf("%s answers for %s, not for it", d.host(), answers),
		Remedy: "name a domain controller of that domain, or correct the name of the domain"}
}

// called is the name of the domain, or of its domain controller where that is all that is known.
func (d Domain) called() string {
	if d.Name != "" {
		return d.Name
	}
	return d.host()
}

// catalog refuses the ports of the global catalog. It answers as the domain controller that it is, but holds a part
// of the attributes only (no adminDescription), and the members of universal groups only.
//
// Source: https://learn.microsoft.com/windows/win32/ad/global-catalog and MS-ADA1 adminDescription, which is not in the
// partial attribute set.
func (d Domain) catalog(startTLS bool) error {
	for _, address := range []string{d.address(startTLS), d.Server} {
		if _, port, err := net.SplitHostPort(address); err == nil && (port == "3268" || port == "3269") {
			return &Problem{Doing: "connecting to " + said(errors.New(address)),
				What:   "port " + port + " is that of the global catalog, which has neither adminDescription nor the members of all groups",
				Remedy: "name the domain controller with port 636, or 389 for StartTLS, or without a port"}
		}
	}
	return nil
}

// address is where to connect to.
func (d Domain) address(startTLS bool) string {
	if d.Address != "" {
		return d.Address
	}
	if _, _, err := net.SplitHostPort(d.Server); err == nil {
		return d.Server
	}
	if startTLS {
		return net.JoinHostPort(d.Server, "389")
	}
	return net.JoinHostPort(d.Server, "636")
}
