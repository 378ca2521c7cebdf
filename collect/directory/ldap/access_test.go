package ldap

import (
	"encoding/binary"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// entryFor makes the octets of an entry of an access list; of limits it to an attribute.
func entryFor(t *testing.T, kind, flags byte, rights snapshot.AccessMask, sid string, of ...snapshot.GUID) []byte {
	t.Helper()
	entry := binary.LittleEndian.AppendUint32([]byte{kind, flags, 0, 0}, uint32(rights))
	for _, id := range of {
		octets := id.DirectoryOctets()
		entry = append(binary.LittleEndian.AppendUint32(entry, 1), octets[:]...)
	}
	octets, err := snapshot.ParseSID(sid)
	if err != nil {
		t.Fatal(err)
	}
	entry = append(entry, octets...)
	entry[2] = byte(len(entry))
	return entry
}

// descriptorOf makes a descriptor of an owner and entries.
func descriptorOf(t *testing.T, owner string, entries ...[]byte) []byte {
	t.Helper()
	octets, err := snapshot.ParseSID(owner)
	if err != nil {
		t.Fatal(err)
	}
	list := []byte{4, 0, 0, 0, byte(len(entries)), 0, 0, 0}
	for _, e := range entries {
		list = append(list, e...)
	}
	binary.LittleEndian.PutUint16(list[2:], uint16(len(list)))
	head := []byte{1, 0, 4, 0x80, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, byte(20 + len(octets)), 0, 0, 0}
	return append(append(head, octets...), list...)
}

func TestAnAccessListProvesThatMembersMayBeRead(t *testing.T) {
	const (
		me, mine, other          = "S-1-5-21-1-2-3-1104", "S-1-5-21-1-2-3-2000", "S-1-5-21-1-2-3-9999"
		allow, deny              = 0x00, 0x01
		allowSome, denySome      = 0x05, 0x06
		allowIf, denyIf          = 0x09, 0x0a
		read                     = snapshot.RightReadProperty
		onlyBelow           byte = 0x0b
	)
	members, membership, another := overMember[0], overMember[1], snapshot.GUID{1}
	session := token{me: true, mine: true, everyone: true, authenticated: true}
	entry := func(kind, flags byte, rights snapshot.AccessMask, sid string, of ...snapshot.GUID) []byte {
		return entryFor(t, kind, flags, rights, sid, of...)
	}
	for claim, tt := range map[string]struct {
		token   token
		entries [][]byte
		want    bool
	}{
		"no entry allows":                                  {session, nil, false},
		"one for a group of mine does":                     {session, [][]byte{entry(allow, 0, read, mine)}, true},
		"one for everybody who signed in does":             {session, [][]byte{entry(allow, 0, read, authenticated)}, true},
		"one for somebody else does not":                   {session, [][]byte{entry(allow, 0, read, other)}, false},
		"one of another right does not":                    {session, [][]byte{entry(allow, 0, snapshot.RightListChildren, me)}, false},
		"reading in general holds it":                      {session, [][]byte{entry(allow, 0, snapshot.RightGenericRead, me)}, true},
		"full control holds it":                            {session, [][]byte{entry(allow, 0, snapshot.RightGenericAll, me)}, true},
		"one for the attribute does":                       {session, [][]byte{entry(allowSome, 0, read, me, members)}, true},
		"one for its property set does":                    {session, [][]byte{entry(allowSome, 0, read, me, membership)}, true},
		"one for another attribute does not":               {session, [][]byte{entry(allowSome, 0, read, me, another)}, false},
		"one for what lies below does not":                 {session, [][]byte{entry(allow, onlyBelow, read, me)}, false},
		"a denial before it decides":                       {session, [][]byte{entry(denySome, 0, read, me, members), entry(allow, 0, read, me)}, false},
		"a denial of the property set before it decides":   {session, [][]byte{entry(denySome, 0, read, me, membership), entry(allow, 0, read, me)}, false},
		"a denial after it comes too late":                 {session, [][]byte{entry(allow, 0, read, me), entry(deny, 0, read, me)}, true},
		"a denial of another attribute is none":            {session, [][]byte{entry(denySome, 0, read, me, another), entry(allow, 0, read, me)}, true},
		"a denial for somebody else is none":               {session, [][]byte{entry(deny, 0, read, other), entry(allow, 0, read, me)}, true},
		"a condition is no proof that it allows":           {session, [][]byte{entry(allowIf, 0, read, me)}, false},
		"a denial under a condition may hold":              {session, [][]byte{entry(denyIf, 0, read, me), entry(allow, 0, read, me)}, false},
		"what owners may, the owner may":                   {session, [][]byte{entry(allow, 0, read, ownerRights)}, true},
		"what owners may not, the owner may not":           {session, [][]byte{entry(deny, 0, read, ownerRights), entry(allow, 0, read, me)}, false},
		"nothing is proven where the server names no SIDs": {nil, [][]byte{entry(allow, 0, read, everyone)}, false},
	} {
		if got := tt.token.may(descriptorOf(t, mine, tt.entries...), read, overMember); got != tt.want {
			t.Errorf("%s: %v, want %v", claim, got, tt.want)
		}
	}
	if session.may(nil, read, overMember) {
		t.Error("without a descriptor something is proven")
	}
	if session.may(descriptorOf(t, mine, entry(allowSome, 0, snapshot.RightListChildren, me, members)), snapshot.RightListChildren, nil) {
		t.Error("a right over one attribute is one over the object")
	}
}
