package snapshot

import (
	"encoding/binary"
	"fmt"
)

// Descriptor is a security descriptor as far as rights over groups need it.
type Descriptor struct {
	// Owner is the owner's SID as text; "" when the descriptor has none.
	Owner string
	// HasDACL is false when the access list was not part of what was read.
	HasDACL bool
	// Entries are those of the access list in their order; nil for a null list, which allows
	// everyone everything, and empty for one that allows nobody anything.
	Entries []AccessEntry
}

// AccessEntry is one entry of a discretionary access list that allows or denies.
type AccessEntry struct {
	// Trustee is a SID as text.
	Trustee string
	Allow   bool
	Mask    AccessMask
	Flags   AceFlags
	// ObjectType is the class, attribute, property set or right that Mask is limited to, and
	// InheritedType the class of objects that inherit the entry; zero for any.
	ObjectType, InheritedType GUID
	// Conditional says that the entry holds under a condition only, which is not read.
	Conditional bool
}

// AccessMask is a set of rights.
//
// Source: MS-DTYP 2.4.3, MS-ADTS 5.1.3.2.
type AccessMask uint32

// AceFlags says how an entry is inherited.
//
// Source: MS-DTYP 2.4.4.1.
type AceFlags uint8

// The rights over objects of a directory.
const (
	RightCreateChild   AccessMask = 0x1
	RightDeleteChild   AccessMask = 0x2
	RightListChildren  AccessMask = 0x4
	RightSelf          AccessMask = 0x8
	RightReadProperty  AccessMask = 0x10
	RightWriteProperty AccessMask = 0x20
	RightDeleteTree    AccessMask = 0x40
	RightListObject    AccessMask = 0x80
	RightControl       AccessMask = 0x100
	RightDelete        AccessMask = 0x10000
	RightReadControl   AccessMask = 0x20000
	RightWriteDACL     AccessMask = 0x40000
	RightWriteOwner    AccessMask = 0x80000
	RightGenericAll    AccessMask = 0x10000000
	RightGenericExec   AccessMask = 0x20000000
	RightGenericWrite  AccessMask = 0x40000000
	RightGenericRead   AccessMask = 0x80000000
)

// How an entry is inherited.
const (
	AceContainerInherit AceFlags = 0x02
	AceNoPropagate      AceFlags = 0x04
	AceInheritOnly      AceFlags = 0x08
	AceInherited        AceFlags = 0x10
)

// Layout of a self-relative descriptor, of an access list and of an entry.
//
// Source: MS-DTYP 2.4.6, 2.4.5, 2.4.4.
const (
	descriptorHeader = 20
	controlDACL      = 0x0004
	controlRelative  = 0x8000
	listHeader       = 8
	entryHeader      = 4
	entryMask        = 4
	objectHasType    = 0x1
	objectHasHeir    = 0x2
	sidHeader        = 8
)

// entryKinds are the types of entries that allow or deny; the others audit or label.
var entryKinds = map[byte]struct{ allow, object, conditional bool }{
	0x00: {allow: true}, 0x01: {}, 0x05: {allow: true, object: true}, 0x06: {object: true},
	0x09: {allow: true, conditional: true}, 0x0a: {conditional: true},
	0x0b: {allow: true, object: true, conditional: true}, 0x0c: {object: true, conditional: true},
}

// ParseDescriptor reads the octets of nTSecurityDescriptor. Conditions of an entry are not
// evaluated: one that holds under a condition says so.
func ParseDescriptor(octets []byte) (Descriptor, error) {
	var d Descriptor
	if len(octets) < descriptorHeader || octets[0] != 1 {
		return d, fmt.Errorf("reading security descriptor: expected revision 1 and at least %d octets, found %d", descriptorHeader, len(octets))
	}
	control := binary.LittleEndian.Uint16(octets[2:])
	if control&controlRelative == 0 {
		return d, fmt.Errorf("reading security descriptor: expected the self-relative form")
	}
	var err error
	if at := binary.LittleEndian.Uint32(octets[4:]); at != 0 {
		if d.Owner, err = sidAt(octets, at); err != nil {
			return Descriptor{}, fmt.Errorf("reading owner of security descriptor: %w", err)
		}
	}
	if control&controlDACL == 0 {
		return d, nil
	}
	d.HasDACL = true
	if at := binary.LittleEndian.Uint32(octets[16:]); at != 0 {
		if d.Entries, err = listAt(octets, at); err != nil {
			return Descriptor{}, fmt.Errorf("reading access list: %w", err)
		}
	}
	return d, nil
}

// listAt reads the access list at an offset; never nil.
func listAt(octets []byte, at uint32) ([]AccessEntry, error) {
	if uint64(at)+listHeader > uint64(len(octets)) {
		return nil, fmt.Errorf("expected a list at offset %d of %d octets", at, len(octets))
	}
	list := octets[at:]
	size, count := int(binary.LittleEndian.Uint16(list[2:])), int(binary.LittleEndian.Uint16(list[4:]))
	if size < listHeader || size > len(list) {
		return nil, fmt.Errorf("expected a list of 8 to %d octets, it says %d", len(list), size)
	}
	rest := list[listHeader:size]
	entries := make([]AccessEntry, 0, min(count, len(rest)/entryHeader))
	for n := range count {
		if len(rest) < entryHeader {
			return nil, fmt.Errorf("expected %d entries, the list ends after %d", count, n)
		}
		length := int(binary.LittleEndian.Uint16(rest[2:]))
		if length < entryHeader || length > len(rest) {
			return nil, fmt.Errorf("expected entry %d to have 4 to %d octets, it says %d", n, len(rest), length)
		}
		if kind, known := entryKinds[rest[0]]; known {
			e, err := entryOf(rest[:length], kind.object)
			if err != nil {
				return nil, fmt.Errorf("reading entry %d: %w", n, err)
			}
			e.Allow, e.Conditional = kind.allow, kind.conditional
			entries = append(entries, e)
		}
		rest = rest[length:]
	}
	return entries, nil
}

// entryOf reads one entry that allows or denies.
func entryOf(octets []byte, object bool) (AccessEntry, error) {
	e := AccessEntry{Flags: AceFlags(octets[1])}
	rest := octets[entryHeader:]
	if len(rest) < entryMask {
		return e, fmt.Errorf("expected an access mask, the entry ends")
	}
	e.Mask = AccessMask(binary.LittleEndian.Uint32(rest))
	rest = rest[entryMask:]
	if object {
		var err error
		if rest, err = e.readTypes(rest); err != nil {
			return e, err
		}
	}
	var err error
	e.Trustee, err = sidAt(rest, 0)
	return e, err
}

// readTypes reads what an object entry is limited to and returns what follows.
func (e *AccessEntry) readTypes(rest []byte) ([]byte, error) {
	if len(rest) < 4 {
		return nil, fmt.Errorf("expected the flags of an object entry, the entry ends")
	}
	flags := binary.LittleEndian.Uint32(rest)
	rest = rest[4:]
	for _, part := range [...]struct {
		flag uint32
		into *GUID
	}{{objectHasType, &e.ObjectType}, {objectHasHeir, &e.InheritedType}} {
		if flags&part.flag == 0 {
			continue
		}
		if len(rest) < 16 {
			return nil, fmt.Errorf("expected a GUID of 16 octets, found %d", len(rest))
		}
		*part.into, _ = GUIDFromDirectory(rest[:16])
		rest = rest[16:]
	}
	return rest, nil
}

// sidAt reads the SID at an offset.
func sidAt(octets []byte, at uint32) (string, error) {
	if uint64(at)+sidHeader > uint64(len(octets)) {
		return "", fmt.Errorf("expected a SID at offset %d of %d octets", at, len(octets))
	}
	rest := octets[at:]
	length := sidHeader + 4*int(rest[1])
	if rest[1] > maxSubAuthorities || length > len(rest) {
		return "", fmt.Errorf("expected a SID of at most %d octets, its count of sub-authorities is %d", len(rest), rest[1])
	}
	return SIDFromOctets(rest[:length])
}
