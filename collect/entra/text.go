package entra

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote returns the value of a valid JSON string with its quotes: a view of raw when it has no
// escape, else appended to scratch. An unpaired surrogate becomes U+FFFD, as in encoding/json.
func unquote(raw, scratch []byte) []byte {
	body := raw[1 : len(raw)-1]
	next := bytes.IndexByte(body, '\\')
	if next < 0 {
		return body
	}
	for next >= 0 {
		scratch = append(scratch, body[:next]...)
		var size int
		scratch, size = appendEscape(scratch, body[next:])
		body = body[next+size:]
		next = bytes.IndexByte(body, '\\')
	}
	return append(scratch, body...)
}

// appendEscape appends the character of the escape that text starts with, and returns how many
// bytes of text it took.
func appendEscape(to, text []byte) ([]byte, int) {
	switch c := text[1]; c {
	case 'b':
		return append(to, '\b'), 2
	case 'f':
		return append(to, '\f'), 2
	case 'n':
		return append(to, '\n'), 2
	case 'r':
		return append(to, '\r'), 2
	case 't':
		return append(to, '\t'), 2
	case 'u':
		r := hexRune(text[2:6])
		if !utf16.IsSurrogate(r) {
			return utf8.AppendRune(to, r), 6
		}
		if len(text) >= 12 && text[6] == '\\' && text[7] == 'u' {
			if pair := utf16.DecodeRune(r, hexRune(text[8:12])); pair != utf8.RuneError {
				return utf8.AppendRune(to, pair), 12
			}
		}
		return utf8.AppendRune(to, utf8.RuneError), 6
	default:
		return append(to, c), 2
	}
}

func hexRune(digits []byte) (r rune) {
	for _, c := range digits {
		r = r<<4 | hexDigit(c)
	}
	return r
}
