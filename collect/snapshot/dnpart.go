package snapshot

import "strings"

// ParentDN returns the name above folded, which FoldDN returned; "" when there is none.
func ParentDN(folded string) string {
	for i := 0; i < len(folded); i++ {
		switch folded[i] {
		case '\\':
			i++
		case ',':
			return folded[i+1:]
		}
	}
	return ""
}

// IsUnder reports whether foldedChild lies below foldedAncestor, at any depth but not at the
// same place. Both come from FoldDN; nothing lies under "".
func IsUnder(foldedChild, foldedAncestor string) bool {
	above, found := strings.CutSuffix(foldedChild, foldedAncestor)
	if !found || foldedAncestor == "" || !strings.HasSuffix(above, ",") {
		return false
	}
	// An odd number of backslashes makes the comma a part of the value.
	name := strings.TrimRight(above[:len(above)-1], `\`)
	return (len(above)-1-len(name))%2 == 0
}

// RDNValue returns the unescaped value of the first RDN of dn in the case received, the first
// value of a multi-valued one; "" when dn cannot be parsed that far.
func RDNValue(dn string) string {
	s := dnScanner{text: dn}
	a, err := s.ava()
	if err != nil {
		return ""
	}
	return a.value
}

// DomainOf returns the DNS name, in lower case, that the DC parts at the end of dn spell; ""
// when there are none or dn cannot be parsed.
func DomainOf(dn string) string {
	folded, err := FoldDN(dn)
	if err != nil {
		return ""
	}
	var labels []string
	for rest := folded; rest != ""; rest = ParentDN(rest) {
		if !strings.HasPrefix(rest, "dc=") {
			labels = labels[:0]
			continue
		}
		labels = append(labels, RDNValue(rest))
	}
	return strings.Join(labels, ".")
}
