package entra

import (
	"encoding/binary"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// principalRow is a principal with what is needed to put two sightings of it together.
type principalRow struct {
	record snapshot.CloudPrincipal
	// seen are the keys that were asked for for certain: of a typed object, those with a value.
	seen Properties
	// inferred is true when its type was not named, pascal once it was seen as a typed object, contradicted once two
	// sightings differed, disputed once they did in what ties it to an account.
	inferred, pascal, contradicted, disputed bool
}

// texts are the text fields of a principal, in the order of their encoding.
func (r *principalRow) texts() [9]**string {
	p := &r.record
	return [9]**string{
		&p.DisplayName, &p.UserPrincipalName, &p.UserType, &p.ImmutableID, &p.DistinguishedName,
		&p.SAMAccountName, &p.DomainName, &p.SecurityIdentifier, &p.ObjectIdentifier,
	}
}

// principalTexts are the properties of texts, in the same order.
var principalTexts = [9]property{
	propertyDisplayName, propertyUserPrincipalName, propertyUserType, propertyImmutableID,
	propertyDistinguishedName, propertySAMAccountName, propertyDomainName,
	propertySecurityIdentifier, propertyObjectIdentifier,
}

// identifying are those of the texts that say what a principal is and which account is its own. Unlike a name or a
// place, they do not change while a tenant is read.
const identifying Properties = 1<<propertyUserType | 1<<propertyImmutableID | 1<<propertySecurityIdentifier | 1<<propertyObjectIdentifier

// principalProperties are the properties whose presence counts for a principal.
const principalProperties Properties = 1<<propertyID | 1<<propertyDisplayName | 1<<propertyUserPrincipalName | 1<<propertyUserType |
	1<<propertyAccountEnabled | 1<<propertySyncEnabled | 1<<propertyImmutableID | 1<<propertyDistinguishedName | 1<<propertySAMAccountName |
	1<<propertyDomainName | 1<<propertySecurityIdentifier | 1<<propertyObjectIdentifier

// read fills the row from a member's body.
func (r *principalRow) read(m *Member) { r.decode(m.ID, m.encode(nil)) }

// Bits of the first byte of an encoded row.
const (
	bitLimited byte = 1 << iota
	bitInferred
	bitPascal
	bitContradicted
	bitDisputed
)

// encode appends the member in the form in which Principals keeps it: equal bytes are equal
// principals. It makes no strings, since most members were seen before.
func (m *Member) encode(to []byte) []byte {
	o := m.object
	at := len(to)
	to = append(to, 0, 0, 0)
	to = binary.LittleEndian.AppendUint64(to, uint64(m.collected()))
	name, inferred := o.principalType()
	to = appendText(to, name, true)
	for _, p := range principalTexts {
		text, ok := o.bytes(p)
		to = appendText(to, text, ok)
	}
	to[at+1], to[at+2] = o.tristate(propertyAccountEnabled), o.tristate(propertySyncEnabled)
	to = appendText(to, []byte(o.defect), true)
	to[at] = bit(o.limited() && o.defect == "", bitLimited) | bit(inferred, bitInferred) | bit(m.Pascal, bitPascal)
	return to
}

// tristate is 0 for nil, 1 for false and 2 for true.
func (o *object) tristate(p property) byte {
	if o.null(p) {
		return 0
	}
	return toTristate(o.flag(p))
}

func bit(on bool, b byte) byte {
	if on {
		return b
	}
	return 0
}

// appendText writes a text behind its length plus one, a nil one as length 0.
func appendText(to, text []byte, ok bool) []byte {
	if !ok {
		return append(to, 0)
	}
	return append(binary.AppendUvarint(to, uint64(len(text))+1), text...)
}

// decode fills the row from its encoded form.
func (r *principalRow) decode(id snapshot.GUID, from []byte) {
	bits := from[0]
	*r = principalRow{inferred: bits&bitInferred != 0, pascal: bits&bitPascal != 0, contradicted: bits&bitContradicted != 0, disputed: bits&bitDisputed != 0}
	r.record.ID = id
	r.record.Limited = bits&bitLimited != 0
	r.record.AccountEnabled, r.record.SyncEnabled = fromTristate(from[1]), fromTristate(from[2])
	r.seen = Properties(binary.LittleEndian.Uint64(from[3:]))
	from = from[11:]
	next := func() *string {
		n, size := binary.Uvarint(from)
		from = from[size:]
		if n == 0 {
			return nil
		}
		text := string(from[:n-1])
		from = from[n-1:]
		return &text
	}
	r.record.Type = orEmpty(next())
	for _, field := range r.texts() {
		*field = next()
	}
	r.record.Unreadable = orEmpty(next())
}

func fromTristate(b byte) *bool {
	if b == 0 {
		return nil
	}
	value := b == 2
	return &value
}

// encode writes the row as Member.encode does.
func (r *principalRow) encode() []byte {
	to := []byte{
		bit(r.record.Limited, bitLimited) | bit(r.inferred, bitInferred) | bit(r.pascal, bitPascal) | bit(r.contradicted, bitContradicted) | bit(r.disputed, bitDisputed),
		toTristate(r.record.AccountEnabled), toTristate(r.record.SyncEnabled),
	}
	to = binary.LittleEndian.AppendUint64(to, uint64(r.seen))
	to = appendText(to, []byte(r.record.Type), true)
	for _, field := range r.texts() {
		if *field == nil {
			to = append(to, 0)
		} else {
			to = appendText(to, []byte(**field), true)
		}
	}
	return appendText(to, []byte(r.record.Unreadable), true)
}

func toTristate(b *bool) byte {
	if b == nil {
		return 0
	}
	return 1 + bit(*b, 1)
}
