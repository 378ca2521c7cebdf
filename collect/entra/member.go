package entra

import (
	"bytes"
	"io"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Member is one member, owner or other principal of a body. It is valid until the callback that
// received it returns.
type Member struct {
	// ID is the object id.
	ID snapshot.GUID
	// Seen holds the keys the body carried, null or not.
	Seen Properties
	// Pascal is true for an object written by ConvertTo-Json from a typed object of the
	// PowerShell SDK.
	Pascal bool

	object *object
}

// DecodeMembers calls yield with each principal of the bodies in r: members, owners, users. The
// rest is as with DecodeGroups.
//
// Source: https://learn.microsoft.com/graph/api/group-list-members?view=graph-rest-beta
func DecodeMembers(r io.Reader, yield func(m *Member) error, odd func(what string) error) (Page, error) {
	var b body
	return decodeAll(&b, r, directoryTable, memberReader(yield, odd), odd)
}

// memberReader turns objects into members.
func memberReader(yield func(*Member) error, odd func(string) error) func(*object) error {
	var m Member
	return func(o *object) error {
		id, problem := o.id()
		if problem == "" && o.has(propertyRemoved) {
			problem = "a deletion of a delta query, expected a principal"
		}
		if problem != "" {
			return odd(problem)
		}
		m = Member{ID: id, Seen: Properties(o.seen), Pascal: o.pascal, object: o}
		return yield(&m)
	}
}

// Record returns the principal as a record. A property of a type it must not have makes it
// unreadable; the other properties are kept.
func (m *Member) Record() snapshot.CloudPrincipal {
	var row principalRow
	row.read(m)
	return row.record
}

// isGroup says whether the principal is a group, as far as the body tells.
func (m *Member) isGroup() bool {
	name, _ := m.object.principalType()
	return bytes.EqualFold(name, []byte("group"))
}

// identity are the keys that every principal carries, whatever the caller may see.
const identity = 1<<propertyID | 1<<propertyType

// limited reports whether the body carried nothing but type and id: other keys are missing, or all
// of them are null, which no principal that can be read has.
//
// Source: https://learn.microsoft.com/graph/permissions-overview, limited information returned for
// inaccessible member objects
func (o *object) limited() bool {
	return o.unknown == 0 && o.values(identity|1<<o.table.additional()) == 0
}

// principalType returns the @odata.type without namespace. A cast collection names none; then the
// type is inferred from a property that only one type has, and inferred is true. "" is unknown.
func (o *object) principalType() (name []byte, inferred bool) {
	if text, ok := o.bytes(propertyType); ok {
		return text[bytes.LastIndexByte(text, '.')+1:], false
	}
	for _, telling := range tellingProperties {
		if !o.null(telling.property) {
			return []byte(telling.name), true
		}
	}
	return nil, true
}

// tellingProperties tell the type of a principal by a property that has a value. appId comes last:
// applications have it too, but they are never members.
var tellingProperties = []struct {
	property property
	name     string
}{
	{propertyUserPrincipalName, "user"},
	{propertyUserType, "user"},
	{propertyGroupTypes, "group"},
	{propertyDeviceID, "device"},
	{propertyServicePrincipalType, "servicePrincipal"},
	{propertyAppID, "servicePrincipal"},
}
