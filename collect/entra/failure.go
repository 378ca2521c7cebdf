package entra

import (
	"bytes"
	"fmt"
	"strings"
	"unicode/utf8"
)

// bodyError is a place at which a body could not be read.
type bodyError struct {
	line, offset int64
	what         string
}

func (e *bodyError) Error() string {
	return fmt.Sprintf("line %d, byte %d: %s", e.line, e.offset, e.what)
}

// place is an error at text[at].
func (b *body) place(at int, what string) *bodyError {
	at = min(at, b.end)
	return &bodyError{
		line:   b.lines + int64(bytes.Count(b.text[:at], []byte{'\n'})) + 1,
		offset: b.before + int64(at),
		what:   what,
	}
}

// elementError is what is wrong with an element of a body, which adds the place.
type elementError struct{ what string }

func (e *elementError) Error() string { return e.what }

// fail is place with what was expected and the character that stands there.
func (b *body) fail(at int, want string) error {
	found := "the end"
	b.wholeCharacter(at)
	if at < b.end {
		r, size := utf8.DecodeRune(b.text[at:b.end])
		if found = fmt.Sprintf("%q", r); r == utf8.RuneError && size == 1 {
			found = fmt.Sprintf("byte 0x%02x", b.text[at])
		}
	}
	return b.place(at, "expected "+want+", found "+found+"; export it again")
}

// wholeCharacter reads on until the character at text[at] is whole: how the bytes of a body arrived
// must not show in what is said of it.
func (b *body) wholeCharacter(at int) {
	for at < b.end && !b.eof && !utf8.FullRune(b.text[at:b.end]) {
		if b.end == len(b.text) {
			b.text = append(b.text, 0)
		}
		n, err := b.src.Read(b.text[b.end:])
		b.end += n
		b.eof = err != nil
	}
}

// cutShort is the error of a text that ends too early.
func (b *body) cutShort() error {
	return b.place(b.end, "the file ends here, expected the rest of the JSON text: it was cut off; export or copy it again")
}

// emptyError is a file without a body. It is never an empty list: a failed command leaves the same.
type emptyError struct{ what string }

func (e *emptyError) Error() string {
	return e.what + ", which a failed export leaves as well as an empty list: expected a Graph answer; export it again, an empty list as [] (ConvertTo-Json -InputObject @(…) -Depth 10)"
}

// answerError is an error of Graph that was saved in the place of an answer.
type answerError struct {
	at            *bodyError
	Code, Message string
}

func (e *answerError) Error() string {
	return fmt.Sprintf("%sexpected a Graph answer, found its error %s (%s)", e.at, visible(e.Code), visible(e.Message))
}

// denied reports whether a permission is missing.
func (e *answerError) denied() bool {
	switch strings.ToLower(e.Code) {
	case "authorization_requestdenied", "forbidden", "accessdenied", "403", "unauthorized", "authorization_identitynotfound":
		return true
	}
	return false
}

// visible keeps foreign text to one short line without control characters.
func visible(text string) string {
	text = printable(text)
	if runes := []rune(text); len(runes) > 120 {
		return string(runes[:120]) + "…"
	}
	return text
}

// printable replaces characters that move the cursor or turn the direction of text.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7F || r >= 0x80 && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 {
			return ' '
		}
		return r
	}, text)
}
