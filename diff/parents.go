package diff

import (
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// parents are the containers of directory groups, each kept once.
type parents struct {
	numbers map[string]uint32
	list    []parent
}

type parent struct {
	// dn is as received, folded "" when it is no DN.
	dn, folded string
	inOU       Answer
	// ours marks containers of directory groups that were read.
	ours  bool
	place place
}

func newParents() *parents {
	return &parents{numbers: map[string]uint32{"": 0}, list: []parent{{inOU: Unknown}}}
}

// number returns the number of the container dn as received.
func (p *parents) number(dn string) uint32 {
	if n, ok := p.numbers[dn]; ok {
		return n
	}
	n := uint32(len(p.list))
	own := strings.Clone(dn)
	folded, err := snapshot.FoldDN(own)
	if err != nil {
		folded = ""
	}
	p.list = append(p.list, parent{dn: own, folded: folded, inOU: Unknown})
	p.numbers[own] = n
	return n
}

// locate decides for every container whether it is the writeback OU or below it. An OU that is not
// known, "", leaves all unknown, and another one that may be it instead those that lie in one of the two.
func (p *parents) locate(ou, other string) {
	for i := range p.list {
		c := &p.list[i]
		if ou == "" || c.folded == "" {
			c.inOU = Unknown
			continue
		}
		c.inOU = answer(lies(c.folded, ou))
		if other != "" && answer(lies(c.folded, other)) != c.inOU {
			c.inOU = Unknown
		}
	}
}

// lies reports whether a folded DN is container or below it.
func lies(dn, container string) bool { return dn == container || strings.HasSuffix(dn, ","+container) }

// splitDN divides a DN before its first comma that is not escaped: the RDN and its container.
func splitDN(dn string) (rdn, container string) {
	quoted := false
	for i := 0; i < len(dn); i++ {
		switch dn[i] {
		case '\\':
			i++
		case '"':
			quoted = !quoted
		case ',':
			if !quoted {
				return dn[:i], dn[i+1:]
			}
		}
	}
	return dn, ""
}

// ContainerOf returns a DN without its first part, spelled as it was; "" when there is only one.
func ContainerOf(dn string) string {
	_, container := splitDN(dn)
	return container
}

func joinDN(rdn, container string) string {
	if container == "" {
		return rdn
	}
	return rdn + "," + container
}

// cnOf reads the common name from an RDN, for a record without cn; false for another RDN.
func cnOf(rdn string) (string, bool) {
	kind, value, ok := strings.Cut(rdn, "=")
	if !ok || !strings.EqualFold(strings.TrimSpace(kind), "CN") {
		return "", false
	}
	return unescapeRDN(value), true
}

// unescapeRDN resolves the escapes of RFC 4514: a backslash before two hexadecimal digits or
// before the character itself.
func unescapeRDN(value string) string {
	if !strings.Contains(value, `\`) {
		return value
	}
	out := make([]byte, 0, len(value))
	for i := 0; i < len(value); i++ {
		if value[i] != '\\' || i+1 == len(value) {
			out = append(out, value[i])
			continue
		}
		if i+2 < len(value) {
			if high, low := hexDigit(value[i+1]), hexDigit(value[i+2]); high >= 0 && low >= 0 {
				out = append(out, byte(high<<4|low))
				i += 2
				continue
			}
		}
		i++
		out = append(out, value[i])
	}
	return string(out)
}

// hexDigit returns the value of c, negative for no hexadecimal digit.
func hexDigit(c byte) int {
	if c >= 'A' && c <= 'F' {
		c += 'a' - 'A'
	}
	return strings.IndexByte("0123456789abcdef", c)
}
