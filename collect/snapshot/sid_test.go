package snapshot

import (
	"bytes"
	"testing"
)

func TestSecurityIdentifiers(t *testing.T) {
	octets := []byte{1, 5, 0, 0, 0, 0, 0, 5, 21, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 0x50, 4, 0, 0}
	text, err := SIDFromOctets(octets)
	if err != nil || text != "S-1-5-21-1-2-3-1104" {
		t.Fatalf("decoded %q, %v", text, err)
	}
	if text, err := SIDFromOctets([]byte{1, 0, 0x12, 0x34, 0x56, 0x78, 0x9a, 0xbc}); err != nil || text != "S-1-0x123456789ABC" {
		t.Errorf("an authority of 2^32 or more is hexadecimal: %q, %v", text, err)
	}
	for _, bad := range [][]byte{nil, octets[:27], append([]byte{2}, octets[1:]...), append([]byte{1, 6}, octets[2:]...), append(octets, 0)} {
		if text, err := SIDFromOctets(bad); err == nil {
			t.Errorf("%x decodes to %s", bad, text)
		}
	}
	for _, bad := range []string{"", "S-1", "S-2-5", "X-1-5-21", "S-1-5-4294967296", "S-1-5--1", "S-1-5-", "S-1-5-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15-16"} {
		if octets, err := ParseSID(bad); err == nil {
			t.Errorf("%q parses to %x", bad, octets)
		}
	}
}

func FuzzSID(f *testing.F) {
	f.Add([]byte{1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0}, "S-1-5-18")
	f.Add([]byte{1, 0, 1, 2, 3, 4, 5, 6}, "s-1-0x010203040506")
	f.Fuzz(func(t *testing.T, octets []byte, text string) {
		if decoded, err := SIDFromOctets(octets); err == nil {
			again, err := ParseSID(decoded)
			if err != nil || !bytes.Equal(again, octets) {
				t.Fatalf("%x decodes to %s, which parses to %x, %v", octets, decoded, again, err)
			}
		}
		if parsed, err := ParseSID(text); err == nil {
			if _, err := SIDFromOctets(parsed); err != nil {
				t.Fatalf("%q parses to %x: %v", text, parsed, err)
			}
		}
	})
}
