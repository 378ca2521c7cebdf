package ldap

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"

	goldap "github.com/go-ldap/ldap/v3"
)

// session is one signed-in connection to a domain controller.
type session struct {
	domain Domain
	o      *Options
	wire   *wire
	tls    *tls.Conn
	conn   *goldap.Conn
	cancel func() bool
}

// open connects, makes the connection safe, and signs in. What goes wrong is a *Problem.
func open(ctx context.Context, d Domain, o *Options) (*session, error) {
	dialer := net.Dialer{Timeout: o.Limits.silence()}
	address := d.address(o.TLS.StartTLS)
	raw, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return nil, explainDial(ctx, address, err)
	}
	s := &session{domain: d, o: o, wire: &wire{Conn: raw, silence: o.Limits.silence()}}
	// Cancelling closes the connection under whatever waits for it.
	s.cancel = context.AfterFunc(ctx, func() { raw.Close() })
	if err := s.secure(ctx); err != nil {
		s.close()
		return nil, err
	}
	s.wire.begin()
	defer s.wire.end()
	if err := o.Credential.bind(s); err != nil {
		// Closing the connection would hide what happened to it.
		err = explainBind(s, err)
		s.close()
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, err
	}
	s.library()
	return s, nil
}

// library hands the connection to the LDAP library, which reads from it from then on.
func (s *session) library() *goldap.Conn {
	if s.conn == nil {
		s.conn = goldap.NewConn(s.tls, true)
		s.conn.Start()
	}
	return s.conn
}

// secure puts TLS on the connection.
func (s *session) secure(ctx context.Context) error {
	s.wire.begin()
	defer s.wire.end()
	if s.o.TLS.StartTLS {
		if err := startTLS(s.wire); err != nil {
			return explainStartTLS(ctx, s.domain, err)
		}
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12, ServerName: s.domain.host(), RootCAs: s.o.TLS.Roots}
	if c := s.o.TLS.Certificate; c != nil {
		config.Certificates = []tls.Certificate{*c}
	}
	s.tls = tls.Client(s.wire, config)
	if err := s.tls.HandshakeContext(ctx); err != nil {
		return explainTLS(ctx, s.domain, err)
	}
	return nil
}

// close ends the connection without waiting for anybody.
func (s *session) close() {
	s.cancel()
	s.wire.Close()
	if s.conn != nil {
		s.conn.Close()
	}
}

// cause prefers what happened to the connection over what the library made of it.
func (s *session) cause(err error) error {
	if broken := s.wire.broken(); broken != nil {
		return fmt.Errorf("%w: %w", errBroken, broken)
	}
	return err
}
