package ldap

import (
	"errors"
	"fmt"
	"net"

	ber "github.com/go-asn1-ber/asn1-ber"
	goldap "github.com/go-ldap/ldap/v3"
)

// startTLSName is the name of the operation in RFC 4511 section 4.14.
const startTLSName = "1.3.6.1.4.1.1466.20037"

// startTLS asks the server to go on in TLS. The library's own form hides why a certificate was
// refused, so the operation is spelled out here.
func startTLS(on net.Conn) error {
	packet := ber.NewSequence("LDAP Request")
	packet.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 1, "MessageID"))
	request := ber.Encode(ber.ClassApplication, ber.TypeConstructed, goldap.ApplicationExtendedRequest, nil, "Start TLS")
	request.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 0, startTLSName, "TLS Extended Command"))
	packet.AppendChild(request)
	if _, err := on.Write(packet.Bytes()); err != nil {
		return err
	}
	answer, err := ber.ReadPacket(on)
	if err != nil {
		return err
	}
	if len(answer.Children) < 2 || answer.Children[1].Tag != goldap.ApplicationExtendedResponse {
		return errors.New("the answer is no answer to StartTLS")
	}
	if err := goldap.GetLDAPError(answer); err != nil {
		return fmt.Errorf("the server refused StartTLS: %w", err)
	}
	return nil
}
