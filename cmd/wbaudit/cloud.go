package main

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

// cloudSide is a tenant that is asked live.
type cloudSide interface {
	fetch.Client
	// Token signs in, unless that was done, and returns the access token. It is not to be shown.
	Token(ctx context.Context) (string, error)
}

// connection is how and as whom Graph is reached.
type connection struct {
	cloud  fetch.Cloud
	base   *http.Transport
	budget *fetch.Budget
	watch  *fetch.Watch
	// method is one of signIns; tenant and clientID are GUIDs, clientID may be "".
	method, tenant, clientID string
	secret, password         string
	certificate              []byte
	tokenFile                string
	// prompt shows a person what to do to sign in.
	prompt func(message string)
}

// connection reads settings and secrets; what is missing or wrong is a usage error. It connects to
// nothing yet.
func (c *config) connection(t terminal) (*connection, error) {
	at, err := c.reachable()
	if err != nil {
		return nil, err
	}
	authorities, err := c.authorities("cloud.ca_file")
	if err != nil {
		return nil, err
	}
	if c.text("tenant.id") == "" {
		return nil, usage("the tenant is not known: set tenant.id in %s, or audit an export", defaultConfigFile)
	}
	n := &connection{
		cloud: at, budget: fetch.NewBudget(0), watch: t.watch(), method: c.text("cloud.sign_in"), tenant: c.text("tenant.id"), clientID: c.text("cloud.client_id"),
		tokenFile: c.place("cloud.token_file"), prompt: func(message string) { fmt.Fprintln(t.talk, oneLine(message)) },
		base: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}).DialContext, ForceAttemptHTTP2: true, MaxIdleConnsPerHost: int(c.count("cloud.at_once")),
			TLSClientConfig: &tls.Config{RootCAs: authorities, MinVersion: tls.VersionTLS12}, TLSHandshakeTimeout: 15 * time.Second, IdleConnTimeout: time.Minute,
			// A machine that is gone ends no connection: it is asked whether it is there.
			HTTP2: &http.HTTP2Config{SendPingTimeout: 20 * time.Second, PingTimeout: 15 * time.Second},
		},
	}
	return n, c.proof(n, t)
}

// reachable is the cloud that the settings name. It refuses what is missing or does not go together, before
// anything is read that they name.
func (c *config) reachable() (fetch.Cloud, error) {
	at, err := fetch.FindCloud(c.text("cloud.name"), c.text("cloud.graph"), c.text("cloud.login"))
	if err != nil {
		return at, usage("cloud.name: %w", err)
	}
	switch method, named := c.text("cloud.sign_in"), func(key string) bool { return c.text(key) != "" }; {
	case (method == "secret" || method == "certificate" || method == "workload") && !named("cloud.client_id"):
		return at, usage("cloud.sign_in %s needs cloud.client_id: the id of the application", method)
	case method == "secret" && !named("cloud.secret"):
		return at, usage("cloud.sign_in secret needs cloud.secret: where the client secret is")
	case method == "certificate" && !named("cloud.certificate"):
		return at, usage("cloud.sign_in certificate needs cloud.certificate: the file with certificate and key")
	}
	return at, nil
}

// proof reads what the way to sign in needs.
func (c *config) proof(n *connection, t terminal) (err error) {
	switch n.method {
	case "secret":
		n.secret, err = c.secret("cloud.secret", t.in)
	case "certificate":
		if n.certificate, err = readBounded(c.place("cloud.certificate"), maxConfig); err != nil {
			return usage("%s: reading the certificate: %w", c.origin("cloud.certificate"), err)
		}
		n.password, err = c.secret("cloud.certificate_password", t.in)
	}
	return err
}

// authorities returns the system's authorities and those of the file in a setting; nil stands for the
// system's alone.
func (c *config) authorities(key string) (*x509.CertPool, error) {
	path := c.place(key)
	if path == "" {
		return nil, nil
	}
	text, err := readBounded(path, maxConfig)
	if err != nil {
		return nil, usage("%s: reading authorities: %w", c.origin(key), err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(text) {
		return nil, usage("%s: reading authorities: %s has no certificate: expected PEM", c.origin(key), path)
	}
	return pool, nil
}

// options are what a collection of the cloud side is told.
func (c *config) options() fetch.Options {
	n, _ := strconv.Atoi(c.text("cloud.at_once"))
	return fetch.Options{
		AllGroups: c.flag("collect.all_groups"), Owners: c.flag("collect.owners"), AtOnce: n,
		Governance: c.flag("collect.governance") || c.hasProfile("governance"), SyncBehavior: c.flag("collect.sync_behavior"),
	}
}
