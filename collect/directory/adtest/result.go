//go:build linux

package adtest

import (
	"net"

	ber "github.com/go-asn1-ber/asn1-ber"
)

// result makes an answer without anything but a code and a text.
func result(id int64, operation ber.Tag, code int, text string) *ber.Packet {
	packet := ber.NewSequence("")
	packet.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	answer := ber.Encode(ber.ClassApplication, ber.TypeConstructed, operation, nil, "")
	answer.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagEnumerated, int64(code), ""))
	answer.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "", ""))
	answer.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, text, ""))
	packet.AppendChild(answer)
	return packet
}

// answerOf is the operation that answers another.
func answerOf(operation int) ber.Tag {
	switch operation {
	case opBind:
		return opBindAnswer
	case opExtended:
		return opExtendedDone
	}
	return opDone
}

// awaitStartTLS answers the one request that may come before TLS.
func awaitStartTLS(c net.Conn) error {
	packet, err := ber.ReadPacket(c)
	if err != nil {
		return err
	}
	id, _ := packet.Children[0].Value.(int64)
	const strongerAuthRequired = 8
	if packet.Children[1].Tag != opExtended {
		_, _ = c.Write(result(id, answerOf(int(packet.Children[1].Tag)), strongerAuthRequired, "Transport encryption required").Bytes())
		return errCut
	}
	_, err = c.Write(result(id, opExtendedDone, 0, "").Bytes())
	return err
}

// isExternal reports whether a bind is one of SASL EXTERNAL.
func isExternal(operation *ber.Packet) bool {
	if operation.Tag != opBind || len(operation.Children) < 3 {
		return false
	}
	sasl := operation.Children[2]
	return len(sasl.Children) > 0 && string(sasl.Children[0].ByteValue) == "EXTERNAL"
}

// asAdministrator makes the bind that a certificate stands for.
func (r *relay) asAdministrator(id int64) *ber.Packet {
	packet := ber.NewSequence("")
	packet.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, id, ""))
	bind := ber.Encode(ber.ClassApplication, ber.TypeConstructed, opBind, nil, "")
	bind.AppendChild(ber.NewInteger(ber.ClassUniversal, ber.TypePrimitive, ber.TagInteger, 3, ""))
	bind.AppendChild(ber.NewString(ber.ClassUniversal, ber.TypePrimitive, ber.TagOctetString, "administrator@"+r.Front.back.Realm, ""))
	bind.AppendChild(ber.NewString(ber.ClassContext, ber.TypePrimitive, 0, r.Front.back.Password, ""))
	packet.AppendChild(bind)
	return packet
}
