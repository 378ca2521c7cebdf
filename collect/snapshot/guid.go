package snapshot

import (
	"encoding/hex"
	"fmt"
)

// GUID is an object id in the byte order of its text form, so that sorting bytes sorts text.
// The zero GUID is no id.
type GUID [16]byte

// ParseGUID reads the 36-character text form, upper or lower case, with or without braces.
func ParseGUID(text string) (GUID, error) {
	var g GUID
	if len(text) == 38 && text[0] == '{' && text[37] == '}' {
		text = text[1:37]
	}
	if len(text) != 36 || text[8] != '-' || text[13] != '-' || text[18] != '-' || text[23] != '-' {
		return GUID{}, fmt.Errorf("parsing GUID %q: expected 8-4-4-4-12 hexadecimal digits", clip(text))
	}
	var digits [32]byte
	n := copy(digits[:], text[:8])
	n += copy(digits[n:], text[9:13])
	n += copy(digits[n:], text[14:18])
	n += copy(digits[n:], text[19:23])
	copy(digits[n:], text[24:])
	if _, err := hex.Decode(g[:], digits[:]); err != nil {
		return GUID{}, fmt.Errorf("parsing GUID %q: expected 8-4-4-4-12 hexadecimal digits", clip(text))
	}
	return g, nil
}

// GUIDFromDirectory reads the 16 octets of objectGUID or mS-DS-ConsistencyGuid, whose first
// three fields are little-endian.
//
// Source: MS-DTYP 2.3.4.2.
func GUIDFromDirectory(octets []byte) (GUID, error) {
	if len(octets) != 16 {
		return GUID{}, fmt.Errorf("decoding objectGUID: expected 16 octets, found %d", len(octets))
	}
	return swap(GUID(octets)), nil
}

// DirectoryOctets returns g as Active Directory stores it.
func (g GUID) DirectoryOctets() [16]byte { return swap(g) }

// IsZero reports whether g is no id.
func (g GUID) IsZero() bool { return g == GUID{} }

// String returns the lower-case text form.
func (g GUID) String() string {
	text, _ := g.MarshalText()
	return string(text)
}

// MarshalText returns the lower-case text form; it never fails.
func (g GUID) MarshalText() ([]byte, error) {
	var text [36]byte
	hex.Encode(text[:8], g[:4])
	hex.Encode(text[9:13], g[4:6])
	hex.Encode(text[14:18], g[6:8])
	hex.Encode(text[19:23], g[8:10])
	hex.Encode(text[24:], g[10:])
	text[8], text[13], text[18], text[23] = '-', '-', '-', '-'
	return text[:], nil
}

// UnmarshalText is ParseGUID.
func (g *GUID) UnmarshalText(text []byte) (err error) {
	*g, err = ParseGUID(string(text))
	return err
}

func swap(g GUID) GUID {
	g[0], g[1], g[2], g[3] = g[3], g[2], g[1], g[0]
	g[4], g[5] = g[5], g[4]
	g[6], g[7] = g[7], g[6]
	return g
}

// clip keeps foreign text short enough for a one-line error.
func clip(text string) string {
	if len(text) > 64 {
		return text[:64] + "…"
	}
	return text
}
