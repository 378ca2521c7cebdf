package ldap

import (
	"errors"
	"fmt"
	"strings"

	"github.com/Azure/go-ntlmssp"
	ber "github.com/go-asn1-ber/asn1-ber"
	goldap "github.com/go-ldap/ldap/v3"
)

// bind negotiates NTLM in SASL GSS-SPNEGO. The library's own form speaks an older protocol that
// Active Directory alone understands, so the two messages are spelled out here.
//
// Source: MS-ADTS 5.1.1.1.2, MS-NLMP 1.3.1.
func (c NTLM) bind(s *session) error {
	if c.Password == "" {
		return errNoPassword
	}
	name := c.Name
	if c.Domain != "" && !strings.ContainsAny(name, `\@`) {
		name = c.Domain + `\` + name
	}
	hello, err := ntlmssp.NewNegotiateMessage("", "")
	if err != nil {
		return err
	}
	challenge, err := s.spnego(1, hello)
	if err != nil {
		return err
	}
	if len(challenge) == 0 {
		return errors.New("the server sent no challenge")
	}
	bound, err := binding(s.tls.ConnectionState())
	if err != nil {
		return err
	}
	if challenge, err = bindChallenge(challenge, bound); err != nil {
		return err
	}
	answer, err := ntlmssp.NewAuthenticateMessage(challenge, name, c.Password, nil)
	if err != nil {
		return fmt.Errorf("answering the challenge: %w", err)
	}
	_, err = s.spnego(2, answer)
	return err
}

// spnego sends one token and returns the one that the server answers with; nil when it is satisfied.
func (s *session) spnego(id int64, token []byte) ([]byte, error) {
	packet := ber.NewSequence("LDAP Request")
	packet.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, "MessageID"))
	bind := ber.Encode(ber.ClassApplication, ber.TypeConstructed, goldap.ApplicationBindRequest, nil, "Bind Request")
	bind.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 3, "Version"))
	bind.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "", "User Name"))
	sasl := ber.Encode(ber.ClassContext, ber.TypeConstructed, 3, nil, "authentication")
	sasl.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "GSS-SPNEGO", "SASL Mech"))
	sasl.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, string(token), "Credentials"))
	bind.AppendChild(sasl)
	packet.AppendChild(bind)
	if _, err := s.tls.Write(packet.Bytes()); err != nil {
		return nil, err
	}
	answer, err := ber.ReadPacket(s.tls)
	if err != nil {
		return nil, err
	}
	err = goldap.GetLDAPError(answer)
	if code, refused := codeOf(err); refused && code != goldap.LDAPResultSaslBindInProgress || err != nil && !refused {
		return nil, err
	}
	return serverToken(answer.Children[1]), nil
}

// serverToken finds serverSaslCreds [7] in a bind answer.
//
// Source: RFC 4511 section 4.2.2.
func serverToken(answer *ber.Packet) []byte {
	const serverSaslCreds = 7
	for _, child := range answer.Children {
		if child.ClassType == ber.ClassContext && child.Tag == serverSaslCreds {
			return child.Data.Bytes()
		}
	}
	return nil
}
