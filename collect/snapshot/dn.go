package snapshot

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FoldDN returns the form of dn under which equal names are equal: RFC 4514 escapes, hex pairs,
// quoted strings and #hex values resolved and written one way, attribute types and values in
// lower case and Unicode form C, blanks around separators dropped, runs of blanks inside a value
// as one (as Active Directory compares), the parts of a multi-valued RDN sorted. Folding a folded
// DN changes nothing. The empty DN is an error.
func FoldDN(dn string) (string, error) {
	if folded, ok := foldPlain(dn); ok {
		return folded, nil
	}
	rdns, err := parseDN(dn)
	if err != nil {
		return "", fmt.Errorf("parsing DN %q: %w", clip(dn), err)
	}
	folded := make([]byte, 0, len(dn)+8)
	for i, r := range rdns {
		if i > 0 {
			folded = append(folded, ',')
		}
		folded = r.appendFolded(folded)
	}
	return string(folded), nil
}

// special characters stand escaped in a value.
const special = `,+"\<>;`

// ava is one attribute type with its value.
type ava struct {
	kind, value string
	// raw is true for the encoding of a value that is no text, written after a #.
	raw bool
}

func (a ava) folded() ava {
	a.kind = strings.ToLower(a.kind)
	if !a.raw {
		a.value = foldValue(a.value)
	}
	return a
}

func (a ava) appendTo(to []byte) []byte {
	to = append(append(to, a.kind...), '=')
	if a.raw {
		return append(append(to, '#'), a.value...)
	}
	return appendEscaped(to, a.value)
}

type rdn []ava

func (r rdn) appendFolded(to []byte) []byte {
	for i := range r {
		r[i] = r[i].folded()
	}
	slices.SortFunc(r, func(a, b ava) int {
		return bytes.Compare(a.appendTo(nil), b.appendTo(nil))
	})
	for i, a := range r {
		if i > 0 {
			to = append(to, '+')
		}
		to = a.appendTo(to)
	}
	return to
}

// appendEscaped writes value so that it reads back as it is.
func appendEscaped(to []byte, value string) []byte {
	for i := 0; i < len(value); {
		r, size := utf8.DecodeRuneInString(value[i:])
		c := value[i]
		switch {
		case r == utf8.RuneError && size == 1, c < ' ', c == 0x7f:
			to = fmt.Appendf(to, `\%02x`, c)
		case strings.IndexByte(special, c) >= 0, c == ' ' && (i == 0 || i == len(value)-1), c == '#' && i == 0:
			to = append(to, '\\', c)
		default:
			to = append(to, value[i:i+size]...)
		}
		i += size
	}
	return to
}

// foldValue lowers the case of value and makes runs of blanks one.
func foldValue(value string) string {
	if strings.Contains(value, "  ") {
		value = oneBlank(value)
	}
	for i := range len(value) {
		if value[i] >= utf8.RuneSelf {
			return foldUnicode(value)
		}
	}
	return strings.ToLower(value)
}

func oneBlank(value string) string {
	kept := make([]byte, 0, len(value))
	for i := range len(value) {
		if value[i] != ' ' || i == 0 || value[i-1] != ' ' {
			kept = append(kept, value[i])
		}
	}
	return string(kept)
}

// foldUnicode composes before and after, since some capitals compose and some small letters
// come apart. Octets that are no UTF-8 stay as they are.
func foldUnicode(value string) string {
	if utf8.ValidString(value) {
		return norm.NFC.String(strings.ToLower(norm.NFC.String(value)))
	}
	folded := make([]byte, 0, len(value))
	for i := 0; i < len(value); {
		valid := i
		for valid < len(value) {
			if r, size := utf8.DecodeRuneInString(value[valid:]); r == utf8.RuneError && size == 1 {
				break
			} else {
				valid += size
			}
		}
		folded = append(folded, foldUnicode(value[i:valid])...)
		if valid < len(value) {
			folded = append(folded, value[valid])
		}
		i = valid + 1
	}
	return string(folded)
}
