package synthetic

import (
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"strings"
)

// Ids draws ids; equal seeds give equal ids.
type Ids struct {
	random *rand.Rand
	rid    int
}

// NewIds returns a source of ids for one seed.
func NewIds(seed uint64) *Ids {
	return &Ids{random: rand.New(rand.NewPCG(seed, seed^0x9e3779b97f4a7c15)), rid: 1100}
}

// GUID returns the next version-4 GUID, lower case.
func (i *Ids) GUID() string {
	var b [16]byte
	for n := 0; n < 16; n += 8 {
		v := i.random.Uint64()
		for k := range 8 {
			b[n+k] = byte(v >> (8 * k))
		}
	}
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	text := hex.EncodeToString(b[:])
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

// SID returns the next SID of the invented domain.
func (i *Ids) SID() string {
	i.rid++
	return fmt.Sprintf("S-1-5-21-1004336348-1177238915-682003330-%d", i.rid)
}

// SAM returns a sAMAccountName of the form that writeback generates.
func (i *Ids) SAM() string {
	const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	draw := func(n int) string {
		b := make([]byte, n)
		for k := range b {
			b[k] = letters[i.random.IntN(len(letters))]
		}
		return string(b)
	}
	return "$" + draw(6) + "-" + draw(12)
}

// Octets returns a GUID as the directory stores it, for an Attribute.
func Octets(guid string) string { return string(directoryOctets(guid)) }

// escapeRDN escapes a common name for a DN.
//
// Source: RFC 4514 2.4.
func escapeRDN(cn string) string {
	var b strings.Builder
	for at, r := range cn {
		edge := r == ' ' && (at == 0 || at == len(cn)-1) || r == '#' && at == 0
		switch {
		case r == 0:
			b.WriteString(`\00`)
			continue
		case r == '\n' || r == '\r':
			fmt.Fprintf(&b, `\%02X`, r)
			continue
		case edge || strings.ContainsRune(`,+"\<>;=`, r):
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
