package ldap

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"syscall"
	"time"
)

// explainDial says why there is no connection.
func explainDial(ctx context.Context, address string, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p := &Problem{Doing: "connecting to " + address, Err: err}
	var dns *net.DNSError
	switch {
	case errors.As(err, &dns):
		p.What, p.Remedy = "the name is not known to DNS", "check the name of the domain controller, or use a DNS server of the domain"
	case errors.Is(err, syscall.ECONNREFUSED):
		p.What, p.Remedy = "nothing listens there", "check name and port: LDAPS is 636, StartTLS 389, and a domain controller without a certificate does not listen on 636"
	case isTimeout(err):
		p.What, p.Remedy = "the server does not answer", "check that a firewall lets LDAPS (636) or StartTLS (389) through, or name another domain controller"
	default:
		p.What, p.Remedy = said(err), "check name, port and network"
	}
	return p
}

// explainStartTLS says why the server would not go on in TLS.
func explainStartTLS(ctx context.Context, d Domain, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return &Problem{Doing: "starting TLS with " + d.host(), What: said(err), Err: err,
		Remedy: "give the domain controller a certificate for server authentication, or use LDAPS; there is no connection without TLS"}
}

// explainTLS says why the server's certificate or TLS itself was refused.
func explainTLS(ctx context.Context, d Domain, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	p := &Problem{Doing: "making the connection to " + d.host() + " safe", Err: err}
	var (
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		invalid x509.CertificateInvalidError
		header  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &name):
		p.What = "the certificate is for " + namesOf(name.Certificate) + " and not for this name"
		p.Remedy = "use one of those names for the server"
	case errors.As(err, &invalid):
		p.What, p.Remedy = explainInvalid(invalid)
	case errors.As(err, &unknown):
		p.What, p.Remedy = "the certificate comes from an authority that is not trusted here", "set directory.ca_file to the certificate of that authority, or have the system trust it"
	case errors.As(err, &header):
		p.What, p.Remedy = "the server does not speak TLS on this port", "use port 636 for LDAPS, or StartTLS on port 389 (directory.start_tls)"
	// The alert of a connection over TCP is of a type that the library keeps to itself.
	case strings.Contains(err.Error(), "remote error: tls: "):
		p.What, p.Remedy = "the server ended it: "+said(err), "let the domain controller offer TLS 1.2 or newer; where it asks for a client certificate, give one"
	case isTimeout(err):
		p.What, p.Remedy = "the server accepted the connection and says nothing", "name another domain controller, or try again later"
	default:
		p.What = "the server ended the connection: " + said(err)
		p.Remedy = "use port 636 for LDAPS, or StartTLS on port 389 (directory.start_tls), and give the domain controller a certificate; there is no connection without TLS"
	}
	return p
}

func explainInvalid(e x509.CertificateInvalidError) (what, remedy string) {
	if e.Reason != x509.Expired {
		return "the certificate is not valid: " + said(e), "renew the certificate of the domain controller for server authentication"
	}
	c := e.Cert
	if now := time.Now(); c != nil && now.Before(c.NotBefore) {
		return "the certificate is valid from " + c.NotBefore.UTC().Format(time.DateTime) + " UTC on", "check the clock of this machine"
	}
	until := "some time ago"
	if c != nil {
		until = "on " + c.NotAfter.UTC().Format(time.DateTime) + " UTC"
	}
	return "the certificate expired " + until, "renew the certificate of the domain controller, or check the clock of this machine"
}

// namesOf lists the names a certificate is for, the first few of them.
func namesOf(c *x509.Certificate) string {
	if c == nil || len(c.DNSNames) == 0 {
		return "no name"
	}
	const few = 3
	text := ""
	for i, name := range c.DNSNames {
		switch {
		case i == few:
			return text + fmt.Sprintf(" and %d more", len(c.DNSNames)-few)
		case i > 0:
			text += ", "
		}
		text += said(errors.New(name))
	}
	return text
}
