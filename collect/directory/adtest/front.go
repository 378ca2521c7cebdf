//go:build linux

package adtest

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"time"
)

// Limits are those of Active Directory's policy.
//
// Source: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/view-set-ldap-policy-using-ntdsutil
type Limits struct {
	// Page is MaxPageSize, Range is MaxValRange.
	Page, Range int
}

// Usual are the limits that a domain controller has until somebody changes them.
var Usual = Limits{Page: 1000, Range: 1500}

// Front is a server on loopback that passes LDAP on to a domain controller and imposes limits on
// it: what a server says is cut as Active Directory cuts it.
type Front struct {
	o        FrontOptions
	listener net.Listener
	config   *tls.Config
	back     *Controller
	requests atomic.Int64

	closing chan struct{}

	mu    sync.Mutex
	open  map[net.Conn]bool
	ended sync.WaitGroup
}

// FrontOptions say how a front end behaves; the zero value imposes nothing.
type FrontOptions struct {
	Limits Limits
	// Certificate is shown to clients; nil for one that is right.
	Certificate *tls.Certificate
	// Plain begins without TLS and waits for StartTLS.
	Plain bool
	// TLS is the newest version offered; 0 for all.
	TLS uint16
	// Delay comes before each answer.
	Delay time.Duration
	// CutAt closes the connection at the request of that number, counted over all connections from
	// 1; 0 for never. Midway lets the answer begin before, and Once lets it happen one time only,
	// instead of at each request from there on.
	CutAt        int
	Midway, Once bool
	// Silent accepts connections and never says anything.
	Silent bool
	// Before sees each request before it is passed on. An answer that is not nil is given instead.
	Before func(Request) *Answer
	// Certificates lets a client that shows a certificate of the controller's authority sign in as
	// the administrator by SASL EXTERNAL, as Active Directory does by its mapping of certificates.
	Certificates bool
}

// Request is what a client asks.
type Request struct {
	// Number counts over all connections, from 1.
	Number int
	// Operation is the tag of RFC 4511: 0 bind, 3 search, 23 extended.
	Operation int
	// Base and Attributes are those of a search.
	Base       string
	Attributes []string
}

// Answer is a result that stands in for the server's.
type Answer struct {
	Code int
	Text string
}

// Front starts a front end before the controller. Close ends it.
func (c *Controller) Front(o FrontOptions) (*Front, error) {
	f := &Front{o: o, back: c, open: map[net.Conn]bool{}, closing: make(chan struct{})}
	certificate := o.Certificate
	if certificate == nil {
		issued, err := c.Authority.Issue(time.Now().Add(24*time.Hour), c.Host, c.Realm, "127.0.0.1")
		if err != nil {
			return nil, err
		}
		certificate = &issued
	}
	// A domain controller that still offers TLS 1.0 is what readers must refuse.
	f.config = &tls.Config{Certificates: []tls.Certificate{*certificate}, MaxVersion: o.TLS, MinVersion: tls.VersionTLS10} //nolint:gosec // a test server
	if o.Certificates {
		f.config.ClientAuth, f.config.ClientCAs = tls.VerifyClientCertIfGiven, c.Authority.Roots()
	}
	var err error
	if f.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	f.ended.Go(f.serve)
	return f, nil
}

// Address is where the front end listens, host:port.
func (f *Front) Address() string { return f.listener.Addr().String() }

// Requests counts the requests so far, those that were cut included.
func (f *Front) Requests() int { return int(f.requests.Load()) }

// Close ends the front end and every connection through it.
func (f *Front) Close() error {
	close(f.closing)
	err := f.listener.Close()
	f.mu.Lock()
	for c := range f.open {
		c.Close()
	}
	f.mu.Unlock()
	f.ended.Wait()
	return err
}

func (f *Front) serve() {
	for {
		c, err := f.listener.Accept()
		if err != nil {
			return
		}
		f.keep(c)
		f.ended.Go(func() {
			defer f.drop(c)
			f.client(c)
		})
	}
}

func (f *Front) keep(c net.Conn) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.open[c] = true
}

func (f *Front) drop(c net.Conn) {
	c.Close()
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.open, c)
}

// client serves one connection until either side ends it.
func (f *Front) client(c net.Conn) {
	if f.o.Silent {
		_, _ = io.Copy(io.Discard, c)
		return
	}
	if f.o.Plain {
		if err := awaitStartTLS(c); err != nil {
			return
		}
	}
	secured := tls.Server(c, f.config)
	if err := secured.HandshakeContext(context.Background()); err != nil {
		return
	}
	back, err := tls.Dial("tcp", net.JoinHostPort(f.back.Address, "636"), &tls.Config{RootCAs: f.back.Authority.Roots(), ServerName: f.back.Host, MinVersion: tls.VersionTLS12})
	if err != nil {
		return
	}
	f.keep(back)
	defer f.drop(back)
	r := &relay{Front: f, client: secured, back: back, searches: map[int64]*search{}}
	var shown []*x509.Certificate
	if shown = secured.ConnectionState().PeerCertificates; f.o.Certificates && len(shown) > 0 {
		r.certified = true
	}
	var both sync.WaitGroup
	both.Go(func() { defer c.Close(); r.answers() })
	both.Go(func() { defer back.Close(); r.asks() })
	both.Wait()
}

// errCut says that the connection was cut on purpose.
var errCut = errors.New("cut on purpose")

// ends reports whether the request of a number ends the connection.
func (f *Front) ends(number int) bool {
	if f.o.CutAt == 0 {
		return false
	}
	return number == f.o.CutAt || number > f.o.CutAt && !f.o.Once
}
