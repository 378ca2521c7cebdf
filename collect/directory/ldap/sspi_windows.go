package ldap

import "github.com/go-ldap/ldap/v3/gssapi"

func (CurrentUser) bind(s *session) error {
	// Bound to the server's certificate, as domain controllers may demand.
	g, err := gssapi.NewSSPIClientWithChannelBinding(s.tls.ConnectionState().PeerCertificates[0])
	if err != nil {
		return err
	}
	defer g.Close()
	return s.library().GSSAPIBind(g, "ldap/"+s.domain.host(), "")
}
