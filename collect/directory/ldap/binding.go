package ldap

import (
	"crypto"
	"crypto/md5" //nolint:gosec // the protocols fix it; what is hashed is the certificate's own hash
	_ "crypto/sha256"
	_ "crypto/sha512"
	"crypto/tls"
	"crypto/x509"
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// binding is the hash that binds a sign-in to the TLS connection it is made on, so that it is worth
// nothing on another: of the channel binding tls-server-end-point, in the form of GSS-API in which both
// Kerberos and NTLM carry it. A domain controller may be set to refuse a sign-in without it.
//
// Source: RFC 5929 section 4, RFC 4121 section 4.1.1.2, MS-NLMP 2.2.2.1 (MsvAvChannelBindings).
func binding(connection tls.ConnectionState) ([md5.Size]byte, error) {
	if len(connection.PeerCertificates) == 0 {
		return [md5.Size]byte{}, errors.New("binding the sign-in to the connection: the server showed no certificate")
	}
	return boundTo(endPoint(connection.PeerCertificates[0])), nil
}

// boundTo hashes what the end of a connection is known by.
func boundTo(end []byte) [md5.Size]byte {
	const addresses = 16 // of both ends: their types and lengths, all of them 0
	bound := make([]byte, addresses, addresses+4+len(end))
	bound = binary.LittleEndian.AppendUint32(bound, uint32(len(end)))
	return md5.Sum(append(bound, end...)) //nolint:gosec // see above
}

// endPoint is the hash of the server's certificate, behind the name of the binding. It is made with the
// hash that the certificate is signed with, and SHA-256 where that is MD5, SHA-1, or none of its own.
func endPoint(c *x509.Certificate) []byte {
	hash := crypto.SHA256
	switch c.SignatureAlgorithm {
	case x509.SHA384WithRSA, x509.SHA384WithRSAPSS, x509.ECDSAWithSHA384:
		hash = crypto.SHA384
	case x509.SHA512WithRSA, x509.SHA512WithRSAPSS, x509.ECDSAWithSHA512:
		hash = crypto.SHA512
	}
	h := hash.New()
	h.Write(c.Raw)
	return h.Sum([]byte("tls-server-end-point:"))
}

// Where an NTLM challenge says what it tells of its target, and how long its fixed part is.
//
// Source: MS-NLMP 2.2.1.2.
const (
	targetField      = 40
	challengeFixed   = 48
	avEOL            = 0
	avChannelBinding = 10
)

// bindChallenge returns the challenge with the binding among what it tells of its target, which the
// answer repeats and signs.
func bindChallenge(challenge []byte, bound [md5.Size]byte) ([]byte, error) {
	if len(challenge) < challengeFixed {
		return nil, fmt.Errorf("reading the challenge: expected at least %d octets, found %d", challengeFixed, len(challenge))
	}
	length := int(binary.LittleEndian.Uint16(challenge[targetField:]))
	offset := int64(binary.LittleEndian.Uint32(challenge[targetField+4:]))
	if offset+int64(length) > int64(len(challenge)) {
		return nil, errors.New("reading the challenge: what it tells of its target lies beyond its end")
	}
	target := challenge[offset : offset+int64(length)]
	told, err := beforeEOL(target)
	if err != nil {
		return nil, err
	}
	told = binary.LittleEndian.AppendUint16(told, avChannelBinding)
	told = binary.LittleEndian.AppendUint16(told, md5.Size)
	told = append(told, bound[:]...)
	told = append(told, avEOL, 0, 0, 0)
	if len(told) > math.MaxUint16 {
		return nil, errors.New("reading the challenge: it tells too much of its target")
	}
	// The longer list stands behind everything else, so nothing moves.
	longer := append(append(make([]byte, 0, len(challenge)+len(told)), challenge...), told...)
	binary.LittleEndian.PutUint16(longer[targetField:], uint16(len(told)))
	binary.LittleEndian.PutUint16(longer[targetField+2:], uint16(len(told)))
	binary.LittleEndian.PutUint32(longer[targetField+4:], uint32(len(challenge)))
	return longer, nil
}

// beforeEOL copies the pairs of a list that stand before its end, without a binding of the server's.
func beforeEOL(list []byte) ([]byte, error) {
	var kept []byte
	for len(list) >= 4 {
		id, length := binary.LittleEndian.Uint16(list), int(binary.LittleEndian.Uint16(list[2:]))
		if id == avEOL {
			return kept, nil
		}
		if 4+length > len(list) {
			break
		}
		if id != avChannelBinding {
			kept = append(kept, list[:4+length]...)
		}
		list = list[4+length:]
	}
	if len(list) > 0 {
		return nil, errors.New("reading the challenge: what it tells of its target breaks off")
	}
	return kept, nil
}
