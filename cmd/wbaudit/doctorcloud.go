package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

const (
	// oneCheck bounds a check: what does not answer by then is unreachable.
	oneCheck = 20 * time.Second
	// maxSkew is how far clocks may differ; tokens allow five minutes.
	maxSkew = 5 * time.Minute
	// maxSyncAge is from when on differences may be lag (ENG-16).
	maxSyncAge = 3 * time.Hour
	// certificateDays is how long a certificate should still be good.
	certificateDays = 14
)

// held is what the token allows; nil when there is no token that can be read.
type held map[string]bool

// cloud checks the way to Graph, the sign-in, and what the tenant says of its sync.
func (d *doctor) cloud(ctx context.Context) ([]check, held) {
	c := &checks{side: "Microsoft Graph"}
	n, err := d.cfg.connection(d.t)
	if err != nil {
		c.fail("configuration", `"wbaudit init" writes one`, "%v", err)
		return c.list, nil
	}
	defer n.base.CloseIdleConnections()
	c.pass("configuration", "tenant %s in the cloud %s, sign-in by %s", n.tenant, n.cloud.Name, n.method)
	reached := c.reach(ctx, n, "Graph", n.cloud.Graph+"/beta/$metadata")
	reached = c.reach(ctx, n, "sign-in service", n.cloud.Login+"/"+n.tenant+"/v2.0/.well-known/openid-configuration") && reached
	if !reached {
		c.skip("sign-in", "", "not tried, since an endpoint was not reached")
		return c.list, nil
	}
	side, err := d.sides.cloud(n)
	if err != nil {
		c.fail("sign-in", "correct cloud.sign_in and what belongs to it", "%v", err)
		return c.list, nil
	}
	known := c.signIn(ctx, n, side)
	if known == nil {
		return c.list, nil
	}
	c.reading(ctx, side)
	c.freshness(ctx, side)
	if !known.readable {
		return c.list, nil
	}
	return c.list, known.permissions()
}

// reach asks an endpoint without a token: that it answers at all, how it is certified, and its clock.
func (c *checks) reach(ctx context.Context, n *connection, name, address string) bool {
	ctx, cancel := context.WithTimeout(ctx, oneCheck)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		c.fail(name, "correct the endpoint", "%v", err)
		return false
	}
	host := request.URL.Host
	before := time.Now()
	response, err := n.base.RoundTrip(request)
	if err != nil {
		remedy, text := unreached(err)
		c.fail(name, remedy, "%s: %s", host, text)
		return false
	}
	took := time.Since(before)
	defer response.Body.Close()
	c.pass(name, "%s answers (%d)", host, response.StatusCode)
	c.certificate(response.TLS)
	c.clock(response.Header.Get("Date"), before.Add(took/2))
	return true
}

// unreached explains why an endpoint does not answer.
func unreached(err error) (remedy, text string) {
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var invalid x509.CertificateInvalidError
	var name *net.DNSError
	switch {
	case errors.As(err, &unknown):
		return "set cloud.ca_file to the authority of the proxy or server on the way", "its certificate is signed by an authority that is not trusted here"
	case errors.As(err, &host):
		return "connect to the name in the certificate; check the endpoint and any proxy on the way", "its certificate is for another name"
	case errors.As(err, &invalid):
		return "renew the certificate of that server, and check the clock of this machine", "its certificate is not valid: " + invalid.Error()
	case errors.As(err, &name):
		return "check the name and the DNS server, or set HTTPS_PROXY", "the name does not resolve"
	case errors.Is(err, context.DeadlineExceeded):
		return "open the way to port 443 of that host, or set HTTPS_PROXY", fmt.Sprintf("no answer within %s", oneCheck)
	}
	return "open the way to that host, or set HTTPS_PROXY", err.Error()
}

func (c *checks) certificate(state *tls.ConnectionState) {
	if state == nil || len(state.PeerCertificates) == 0 {
		return
	}
	leaf := state.PeerCertificates[0]
	days := int(time.Until(leaf.NotAfter).Hours() / 24)
	text := fmt.Sprintf("signed by %q, good until %s, %s", issuer(leaf), leaf.NotAfter.UTC().Format(time.DateOnly), tls.VersionName(state.Version))
	if days < certificateDays && leaf.Subject.CommonName != simulationName {
		c.fail("certificate", "renew it", "%s: %d days left", text, days)
		return
	}
	c.pass("certificate", "%s", text)
}

// simulationName is in the certificate of wbaudit simulate, which is good for a day.
const simulationName = "wbaudit simulation"

func issuer(certificate *x509.Certificate) string {
	if len(certificate.Issuer.Organization) > 0 {
		return certificate.Issuer.Organization[0] + ", " + certificate.Issuer.CommonName
	}
	return certificate.Issuer.CommonName
}

func (c *checks) clock(date string, here time.Time) {
	there, err := http.ParseTime(date)
	if err != nil {
		c.skip("clock", "", "the answer has no date")
		return
	}
	// The date has whole seconds.
	apart := here.Sub(there).Round(time.Second)
	if apart.Abs() > maxSkew {
		c.fail("clock", "set the clock of this machine by a time server", "%s ahead of the service, of which %s is tolerated", apart, maxSkew)
		return
	}
	c.pass("clock", "%s apart", apart.Abs())
}

// signedIn is what a sign-in brought.
type signedIn struct {
	claims
	readable bool
}

func (c *checks) signIn(ctx context.Context, n *connection, side cloudSide) *signedIn {
	token, err := side.Token(ctx)
	if err != nil {
		c.fail("sign-in", "correct what the sign-in service names, and try again", "%v", err)
		return nil
	}
	c.pass("sign-in", "a token was issued")
	known := &signedIn{}
	known.claims, known.readable = readClaims(token)
	from, tenant := "the token is for", known.Tenant
	if tenant == "" {
		from, tenant = "Graph answers for", answeringTenant(ctx, side)
	}
	switch {
	case tenant == "":
		c.skip("tenant", "grant Organization.Read.All to see which tenant answers", "neither the token nor Graph says which tenant it is")
	case !strings.EqualFold(tenant, n.tenant):
		c.fail("tenant", "sign in to the tenant of the configuration, or correct tenant.id", "%s the tenant %s, expected %s", from, oneLine(tenant), n.tenant)
	default:
		c.pass("tenant", "%s the tenant of the configuration", from)
	}
	return known
}

// reading asks for one group: that groups may be read is what everything else stands on.
func (c *checks) reading(ctx context.Context, side cloudSide) {
	ctx, cancel := context.WithTimeout(ctx, oneCheck)
	defer cancel()
	_, err := side.Page(ctx, fetch.Request{Resource: fetch.Groups, Select: []string{"id"}, Top: 1, Count: true})
	if err != nil {
		c.fail("reading groups", "grant GroupMember.Read.All or Group.Read.All to the application, with an administrator's consent", "%v", err)
		return
	}
	c.pass("reading groups", "Graph answers with groups")
}

// freshness says how old the last sync from the directory is.
func (c *checks) freshness(ctx context.Context, side cloudSide) {
	ctx, cancel := context.WithTimeout(ctx, oneCheck)
	defer cancel()
	body, err := side.Page(ctx, fetch.Request{Resource: fetch.Organization, Select: []string{"id", "onPremisesSyncEnabled", "onPremisesLastSyncDateTime"}})
	var tenant struct {
		Enabled *bool      `json:"onPremisesSyncEnabled"`
		Last    *time.Time `json:"onPremisesLastSyncDateTime"`
	}
	if err == nil {
		_, err = entra.DecodeObjects(bytes.NewReader(body), func(object json.RawMessage) error { return json.Unmarshal(object, &tenant) })
	}
	switch {
	case err != nil:
		c.skip("sync", "grant Organization.Read.All to see how old the last sync is", "%v", err)
	case tenant.Enabled == nil || !*tenant.Enabled:
		c.skip("sync", "", "the tenant does not sync from a directory")
	case tenant.Last == nil:
		c.skip("sync", "", "the tenant does not say when it synced last")
	case time.Since(*tenant.Last) > maxSyncAge:
		c.fail("sync", "see why the sync does not run: differences may be lag until it does", "the last sync was %s ago", time.Since(*tenant.Last).Round(time.Minute))
	default:
		c.pass("sync", "the last sync was %s ago", time.Since(*tenant.Last).Round(time.Minute))
	}
}
