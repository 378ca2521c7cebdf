package plan

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// plain returns text as printable ASCII on one line, for a comment: a backslash and every character that
// is not printable ASCII become an escape as in JSON, so that different texts stay different.
func plain(text string) string {
	var b strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			b.WriteString(`\\`)
		case r < ' ', r > '~':
			for _, unit := range utf16.AppendRune(nil, r) {
				fmt.Fprintf(&b, `\u%04x`, unit)
			}
		default:
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}

// marked returns a text of the tenant as plain does, in quotes. Braces are escaped too, since programs that
// send requests put variables in their place.
func marked(text string) string {
	return `"` + strings.NewReplacer(`"`, `\"`, "{", `\u007b`, "}", `\u007d`).Replace(plain(text)) + `"`
}
