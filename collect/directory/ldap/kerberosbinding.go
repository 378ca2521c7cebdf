package ldap

import (
	"crypto/md5" //nolint:gosec // see binding
	"encoding/binary"

	ldapgssapi "github.com/go-ldap/ldap/v3/gssapi"
	"github.com/jcmturner/gokrb5/v8/gssapi"
	"github.com/jcmturner/gokrb5/v8/iana/chksumtype"
	"github.com/jcmturner/gokrb5/v8/messages"
	"github.com/jcmturner/gokrb5/v8/spnego"
	"github.com/jcmturner/gokrb5/v8/types"
)

// boundClient is the LDAP library's client of Kerberos whose first token is bound to the TLS connection.
// The library leaves the binding out.
type boundClient struct {
	*ldapgssapi.Client
	bound [md5.Size]byte
}

// InitSecContext makes the next token, as InitSecContextWithOptions does.
func (c boundClient) InitSecContext(target string, input []byte) ([]byte, bool, error) {
	return c.InitSecContextWithOptions(target, input, nil)
}

// InitSecContextWithOptions lets the library make the first token, since that remembers the key of the
// session, and makes it once more with the same ticket, which the client keeps.
func (c boundClient) InitSecContextWithOptions(target string, input []byte, options []int) ([]byte, bool, error) {
	token, more, err := c.Client.InitSecContextWithOptions(target, input, options)
	if err != nil || input != nil {
		return token, more, err
	}
	ticket, key, err := c.GetServiceTicket(target)
	if err != nil {
		return nil, false, err
	}
	flags := []int{gssapi.ContextFlagInteg, gssapi.ContextFlagConf, gssapi.ContextFlagMutual}
	made, err := spnego.NewKRB5TokenAPREQ(c.Client.Client, ticket, key, flags, options)
	if err != nil {
		return nil, false, err
	}
	authenticator, err := types.NewAuthenticator(c.Credentials.Domain(), c.Credentials.CName())
	if err != nil {
		return nil, false, err
	}
	authenticator.Cksum = types.Checksum{CksumType: chksumtype.GSSAPI, Checksum: boundChecksum(c.bound, flags)}
	request, err := messages.NewAPReq(ticket, key, authenticator)
	if err != nil {
		return nil, false, err
	}
	request.APOptions = made.APReq.APOptions
	made.APReq = request
	token, err = made.Marshal()
	return token, true, err
}

// boundChecksum is the checksum field of an authenticator: the length of the binding, the binding, and
// the flags of the context.
//
// Source: RFC 4121 section 4.1.1.
func boundChecksum(bound [md5.Size]byte, flags []int) []byte {
	var all uint32
	for _, flag := range flags {
		all |= uint32(flag)
	}
	field := binary.LittleEndian.AppendUint32(nil, md5.Size)
	field = append(field, bound[:]...)
	return binary.LittleEndian.AppendUint32(field, all)
}
