package snapshot

import (
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
)

// maxSubAuthorities is how many a security identifier can hold.
const maxSubAuthorities = 15

// SIDFromOctets returns the text of the octets of objectSid.
//
// Source: MS-DTYP 2.4.2.2 and 2.4.2.1.
func SIDFromOctets(octets []byte) (string, error) {
	if len(octets) < 8 || octets[0] != 1 || octets[1] > maxSubAuthorities || len(octets) != 8+4*int(octets[1]) {
		return "", fmt.Errorf("decoding SID: expected revision 1 and 8 octets plus 4 for each of at most %d sub-authorities, found %d octets", maxSubAuthorities, len(octets))
	}
	authority := uint64(binary.BigEndian.Uint16(octets[2:]))<<32 | uint64(binary.BigEndian.Uint32(octets[4:]))
	var room [64]byte
	text := append(room[:0], "S-1-"...)
	if authority < 1<<32 {
		text = strconv.AppendUint(text, authority, 10)
	} else {
		text = fmt.Appendf(text, "0x%012X", authority)
	}
	for at := 8; at < len(octets); at += 4 {
		text = strconv.AppendUint(append(text, '-'), uint64(binary.LittleEndian.Uint32(octets[at:])), 10)
	}
	return string(text), nil
}

// ParseSID returns the octets of a security identifier in text, such as S-1-5-21-1-2-3-1104.
func ParseSID(text string) ([]byte, error) {
	parts := strings.Split(text, "-")
	if len(parts) < 3 || len(parts)-3 > maxSubAuthorities || !strings.EqualFold(parts[0], "S") || parts[1] != "1" {
		return nil, notSID(text)
	}
	authority, err := parseAuthority(parts[2])
	if err != nil {
		return nil, notSID(text)
	}
	octets := binary.BigEndian.AppendUint64(nil, authority)
	octets[0], octets[1] = 1, byte(len(parts)-3)
	for _, part := range parts[3:] {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil {
			return nil, notSID(text)
		}
		octets = binary.LittleEndian.AppendUint32(octets, uint32(n))
	}
	return octets, nil
}

// parseAuthority reads a decimal number below 2^32 or a hexadecimal one of 48 bits.
func parseAuthority(text string) (uint64, error) {
	if digits, found := strings.CutPrefix(strings.ToLower(text), "0x"); found {
		return strconv.ParseUint(digits, 16, 48)
	}
	return strconv.ParseUint(text, 10, 48)
}

func notSID(text string) error {
	return fmt.Errorf("parsing SID %q: expected S-1-, an authority and at most %d sub-authorities", clip(text), maxSubAuthorities)
}
