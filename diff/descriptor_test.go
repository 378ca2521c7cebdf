package diff

import (
	"encoding/binary"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Layout of a self-relative descriptor, of an access list and of an entry.
const (
	descriptorHeader, listHeader, entryHeader, entryMask, sidHeader = 20, 8, 4, 4, 8
	controlDACL, controlRelative                                    = 0x0004, 0x8000
	objectHasType, objectHasHeir                                    = 1, 2
)

// isObjectEntry tells the types of entries that can be limited to a class or an attribute.
func isObjectEntry(kind byte) bool {
	return kind == 0x05 || kind == 0x06 || kind == 0x0b || kind == 0x0c
}

// ace makes the octets of an entry of a type.
func ace(t testing.TB, kind byte, e snapshot.AccessEntry) []byte {
	t.Helper()
	body := binary.LittleEndian.AppendUint32(nil, uint32(e.Mask))
	if isObjectEntry(kind) {
		flags, types := uint32(0), []byte{}
		for _, part := range []struct {
			flag uint32
			id   snapshot.GUID
		}{{objectHasType, e.ObjectType}, {objectHasHeir, e.InheritedType}} {
			if !part.id.IsZero() {
				octets := part.id.DirectoryOctets()
				flags, types = flags|part.flag, append(types, octets[:]...)
			}
		}
		body = append(binary.LittleEndian.AppendUint32(body, flags), types...)
	}
	body = append(body, sidOctets(t, e.Trustee)...)
	head := []byte{kind, byte(e.Flags), 0, 0}
	binary.LittleEndian.PutUint16(head[2:], uint16(len(head)+len(body)))
	return append(head, body...)
}

func sidOctets(t testing.TB, text string) []byte {
	t.Helper()
	octets, err := snapshot.ParseSID(text)
	if err != nil {
		t.Fatal(err)
	}
	return octets
}

// descriptor makes a self-relative descriptor with an owner, unless it is "", and a list.
func descriptor(t testing.TB, owner string, entries ...[]byte) []byte {
	t.Helper()
	octets := make([]byte, descriptorHeader)
	octets[0] = 1
	binary.LittleEndian.PutUint16(octets[2:], controlDACL|controlRelative)
	if owner != "" {
		binary.LittleEndian.PutUint32(octets[4:], uint32(len(octets)))
		octets = append(octets, sidOctets(t, owner)...)
	}
	binary.LittleEndian.PutUint32(octets[16:], uint32(len(octets)))
	list := []byte{4, 0, 0, 0, 0, 0, 0, 0}
	for _, e := range entries {
		list = append(list, e...)
	}
	binary.LittleEndian.PutUint16(list[2:], uint16(len(list)))
	binary.LittleEndian.PutUint16(list[4:], uint16(len(entries)))
	return append(octets, list...)
}

// allow is an entry that allows; with a type or an heir it is an object entry.
func allow(t testing.TB, e snapshot.AccessEntry) []byte {
	if e.ObjectType.IsZero() && e.InheritedType.IsZero() {
		return ace(t, 0x00, e)
	}
	return ace(t, 0x05, e)
}

func deny(t testing.TB, e snapshot.AccessEntry) []byte {
	if e.ObjectType.IsZero() && e.InheritedType.IsZero() {
		return ace(t, 0x01, e)
	}
	return ace(t, 0x06, e)
}

func TestParseDescriptor(t *testing.T) {
	plain := snapshot.AccessEntry{Trustee: "S-1-5-18", Mask: snapshot.RightGenericAll, Flags: snapshot.AceContainerInherit}
	object := snapshot.AccessEntry{Trustee: sidText(7), Mask: snapshot.RightWriteProperty, ObjectType: attrMember, InheritedType: classGroup, Flags: snapshot.AceInherited}
	allowed := func(e snapshot.AccessEntry) snapshot.AccessEntry { e.Allow = true; return e }
	conditional := func(e snapshot.AccessEntry) snapshot.AccessEntry { e.Conditional = true; return e }
	for _, c := range []struct {
		claim  string
		octets []byte
		want   snapshot.Descriptor
	}{
		{"an empty list is not a null one", descriptor(t, ""), snapshot.Descriptor{HasDACL: true, Entries: []snapshot.AccessEntry{}}},
		{"owner and entries are read in their order", descriptor(t, "S-1-5-32-544", allow(t, plain), deny(t, object)),
			snapshot.Descriptor{Owner: "S-1-5-32-544", HasDACL: true, Entries: []snapshot.AccessEntry{allowed(plain), object}}},
		{"an object entry may be limited to its heirs alone", descriptor(t, "", allow(t, snapshot.AccessEntry{Trustee: "S-1-1-0", Mask: 1, InheritedType: classGroup})),
			snapshot.Descriptor{HasDACL: true, Entries: []snapshot.AccessEntry{{Trustee: "S-1-1-0", Mask: 1, Allow: true, InheritedType: classGroup}}}},
		{"entries that audit are left out", descriptor(t, "", ace(t, 0x02, plain), allow(t, plain)),
			snapshot.Descriptor{HasDACL: true, Entries: []snapshot.AccessEntry{allowed(plain)}}},
		{"entries with a condition count", descriptor(t, "", ace(t, 0x09, plain), ace(t, 0x0c, object)),
			snapshot.Descriptor{HasDACL: true, Entries: []snapshot.AccessEntry{conditional(allowed(plain)), conditional(object)}}},
		{"a list that was not read is none", []byte{1, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, snapshot.Descriptor{}},
		{"a null list is no list of entries", []byte{1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, snapshot.Descriptor{HasDACL: true}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			got, err := snapshot.ParseDescriptor(c.octets)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("(-want +got)\n%s", d)
			}
		})
	}
}

func TestBrokenDescriptorsAreRefused(t *testing.T) {
	whole := descriptor(t, "S-1-5-18", allow(t, snapshot.AccessEntry{Trustee: sidText(7), Mask: 1, ObjectType: classGroup}))
	changed := func(at int, to byte) []byte {
		octets := append([]byte{}, whole...)
		octets[at] = to
		return octets
	}
	list := int(binary.LittleEndian.Uint32(whole[16:]))
	for claim, c := range map[string]struct {
		octets []byte
		reason string
	}{
		"nothing":                           {nil, "expected revision 1"},
		"another revision":                  {changed(0, 2), "expected revision 1"},
		"the absolute form":                 {changed(3, 0), "self-relative"},
		"an owner beyond the end":           {changed(5, 0xff), "owner"},
		"a list beyond the end":             {changed(17, 0xff), "expected a list at offset"},
		"a list larger than the descriptor": {changed(list+3, 0xff), "it says"},
		"more entries than there are":       {changed(list+4, 9), "ends after 1"},
		"an entry larger than the list":     {changed(list+listHeader+2, 0xff), "expected entry 0"},
		"an entry without a mask":           {changed(list+listHeader+2, 6), "access mask"},
		"an object entry without flags":     {changed(list+listHeader+2, 8), "flags of an object entry"},
		"an object entry without its type":  {changed(list+listHeader+2, 20), "GUID of 16 octets"},
		"an entry without trustee":          {changed(list+listHeader+2, 28), "expected a SID"},
		"too many sub-authorities":          {changed(len(whole)-27, 99), "sub-authorities"},
	} {
		if _, err := snapshot.ParseDescriptor(c.octets); err == nil || !strings.Contains(err.Error(), c.reason) {
			t.Errorf("%s: error %v, want one with %q", claim, err, c.reason)
		}
	}
}

func FuzzParseDescriptor(f *testing.F) {
	f.Add(descriptor(f, "S-1-5-18", allow(f, snapshot.AccessEntry{Trustee: sidText(7), Mask: 1, ObjectType: classGroup}), deny(f, snapshot.AccessEntry{Trustee: "S-1-1-0", Mask: snapshot.RightGenericAll})))
	f.Add([]byte{1, 0, 4, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 20, 0, 0, 0, 4, 0, 8, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, octets []byte) {
		d, err := snapshot.ParseDescriptor(octets)
		if err != nil {
			if diff := cmp.Diff(snapshot.Descriptor{}, d); diff != "" {
				t.Fatalf("a refused descriptor says something:\n%s", diff)
			}
			return
		}
		// Every entry takes at least its header, mask and SID.
		if len(d.Entries)*(entryHeader+entryMask+sidHeader) > len(octets) {
			t.Fatalf("%d entries in %d octets", len(d.Entries), len(octets))
		}
		for _, e := range d.Entries {
			if _, err := snapshot.ParseSID(e.Trustee); err != nil {
				t.Fatal(err)
			}
		}
		for _, r := range []reach{reachHere, reachBelow} {
			for _, g := range grantsOf(&d, r, true) {
				if g.powers == 0 || g.powers > allPowers {
					t.Fatalf("powers %b", g.powers)
				}
			}
		}
	})
}
