package snapshot

import "strings"

// octetClass says what an octet may be in a DN that needs nothing but lower case.
type octetClass uint8

const (
	inNeither octetClass = iota
	inValue
	inTypeAndValue
	aBlank
	aHash
	anEquals
	aComma
)

// octets holds class and lower case of every octet.
var octets = func() (table [256]struct {
	class octetClass
	lower byte
}) {
	for c := byte('!'); c <= '~'; c++ {
		table[c].class, table[c].lower = inValue, c
		switch {
		case strings.IndexByte(special, c) >= 0:
			table[c].class = inNeither
		case c >= 'A' && c <= 'Z':
			table[c].class, table[c].lower = inTypeAndValue, c+('a'-'A')
		case c >= 'a' && c <= 'z' || c == '-':
			table[c].class = inTypeAndValue
		}
	}
	table[' '].class, table[' '].lower = aBlank, ' '
	table['#'].class, table['='].class = aHash, anEquals
	table[','].class, table[','].lower = aComma, ','
	return table
}()

// foldPlain folds a DN that lacks nothing but lower case, as is the case for nearly every DN that
// a directory writes. It reports false for any other, and for some that it could have folded.
func foldPlain(dn string) (string, bool) {
	var room [256]byte
	if len(dn) > len(room) {
		return "", false
	}
	inType, before := true, byte(',')
	for i := range len(dn) {
		c := dn[i]
		o := octets[c]
		switch o.class {
		case inTypeAndValue:
		case inValue:
			if inType {
				return "", false
			}
		case aHash:
			if inType || before == '=' {
				return "", false
			}
		case aBlank:
			if inType || before == '=' || before == ' ' {
				return "", false
			}
		case anEquals:
			if !inType || before == ',' {
				return "", false
			}
			inType = false
		case aComma:
			if inType || before == ' ' {
				return "", false
			}
			inType = true
		default:
			return "", false
		}
		room[i], before = o.lower, c
	}
	if inType || before == ' ' {
		return "", false
	}
	return string(room[:len(dn)]), true
}
