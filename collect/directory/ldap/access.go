package ldap

import (
	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// token holds the SIDs that the domain controller takes a session for; nil when it does not tell them.
//
// Source: MS-ADTS 3.1.1.3.2, tokenGroups of the rootDSE: the SIDs of the client's security context.
type token map[string]bool

// Those who signed in at all, and those who own an object.
const (
	everyone, authenticated = "S-1-1-0", "S-1-5-11"
	ownerRights             = "S-1-3-4"
)

func tokenOf(root *goldap.Entry) token {
	var t token
	for _, octets := range root.GetEqualFoldRawAttributeValues("tokenGroups") {
		sid, err := snapshot.SIDFromOctets(octets)
		if err != nil {
			continue
		}
		if t == nil {
			t = token{everyone: true, authenticated: true}
		}
		t[sid] = true
	}
	return t
}

// over limits a right to an attribute: the attribute itself and the property set that it is in.
type over []snapshot.GUID

// overMember is member with the property set Membership.
//
// Source: MS-ADA2 member, attributeSecurityGuid.
var overMember = over{
	{0xbf, 0x96, 0x79, 0xc0, 0x0d, 0xe6, 0x11, 0xd0, 0xa2, 0x85, 0x00, 0xaa, 0x00, 0x30, 0x49, 0xe2},
	{0xbc, 0x0a, 0xc2, 0x40, 0x79, 0xa9, 0x11, 0xd0, 0x90, 0x20, 0x00, 0xc0, 0x4f, 0xc2, 0xd4, 0xcf},
}

// may reports whether a descriptor proves that the session has a right over an object, or over one attribute of
// it. It is false, too, where nothing proves either: no token, no descriptor or no access list in it. The first
// entry that speaks of the right decides; one with a condition may deny, but is no proof that it allows.
//
// Source: MS-ADTS 5.1.3.3.3, checking object-specific access.
func (t token) may(descriptor []byte, right snapshot.AccessMask, of over) bool {
	d, err := snapshot.ParseDescriptor(descriptor)
	if t == nil || err != nil || !d.HasDACL {
		return false
	}
	if d.Entries == nil {
		return true
	}
	for i := range d.Entries {
		e := &d.Entries[i]
		if !t.meant(e, d.Owner) || !of.touched(e) || e.Mask&(right|snapshot.RightGenericRead|snapshot.RightGenericAll) == 0 {
			continue
		}
		if e.Allow && e.Conditional {
			continue
		}
		return e.Allow
	}
	return false
}

// meant reports whether an entry is about this session and this object, and not only about what lies below.
func (t token) meant(e *snapshot.AccessEntry, owner string) bool {
	return e.Flags&snapshot.AceInheritOnly == 0 && (t[e.Trustee] || e.Trustee == ownerRights && t[owner])
}

// touched reports whether an entry is about the attribute, or about all of them.
func (of over) touched(e *snapshot.AccessEntry) bool {
	for _, id := range of {
		if e.ObjectType == id {
			return true
		}
	}
	return e.ObjectType.IsZero()
}
