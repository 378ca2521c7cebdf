package snapshot

import "testing"

func TestObjectGUIDIsLittleEndianInItsFirstThreeFields(t *testing.T) {
	octets := []byte{0x67, 0x97, 0xe1, 0xe5, 0xec, 0xb5, 0x15, 0x4f, 0x96, 0x0f, 0x86, 0x5c, 0x28, 0xc0, 0x15, 0xfa}
	g, err := GUIDFromDirectory(octets)
	if err != nil || g.String() != "e5e19767-b5ec-4f15-960f-865c28c015fa" {
		t.Fatalf("decoded %s, %v", g, err)
	}
	if g.DirectoryOctets() != [16]byte(octets) {
		t.Errorf("encoded %x, want %x", g.DirectoryOctets(), octets)
	}
}

func FuzzGUID(f *testing.F) {
	f.Add("e5e19767-b5ec-4f15-960f-865c28c015fa", []byte("0123456789abcdef"))
	f.Add("{E5E19767-B5EC-4F15-960F-865C28C015FA}", []byte{})
	f.Fuzz(func(t *testing.T, text string, octets []byte) {
		if g, err := ParseGUID(text); err == nil {
			if again, err := ParseGUID(g.String()); err != nil || again != g {
				t.Fatalf("%q parses to %s, which parses to %s, %v", text, g, again, err)
			}
		}
		if g, err := GUIDFromDirectory(octets); err == nil && g.DirectoryOctets() != [16]byte(octets) {
			t.Fatalf("%x decodes to %s, which encodes to %x", octets, g, g.DirectoryOctets())
		}
	})
}
