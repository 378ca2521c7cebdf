package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible returns s as it may be shown to a person: every character that would be invisible, that
// reorders its neighbours or that moves a cursor is replaced by something seen. Control characters
// become their control pictures (NUL is ␀, a line feed ␊), all others their number in marks, such
// as ⟪U+202E⟫; spaces that are not U+0020 count as invisible, since they make two names look
// equal. The marks and pictures themselves are shown by number, so two strings that differ
// stay different. A byte that is not UTF-8 becomes U+FFFD, as it does in a stored stream.
//
// Every renderer passes what the tenant wrote through Visible, once.
func Visible(s string) string {
	i := plainPrefix(s)
	if i == len(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	b.WriteString(s[:i])
	for _, r := range s[i:] {
		writeVisible(&b, r)
	}
	return b.String()
}

// Cut returns at most n characters of s, the last of them an ellipsis where something is missing. What
// is cut stays whole in the stream.
func Cut(s string, n int) string {
	if len(s) <= n {
		return s
	}
	seen, last := 0, 0
	for i := range s {
		if seen == n-1 {
			last = i
		}
		if seen++; seen > n {
			return s[:last] + "…"
		}
	}
	return s
}

// plainPrefix returns the length of the longest prefix of printable ASCII, which most names are.
func plainPrefix(s string) int {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return i
		}
	}
	return len(s)
}

func writeVisible(b *strings.Builder, r rune) {
	switch {
	case r < ' ':
		b.WriteRune('␀' + r)
	case r == 0x7f:
		b.WriteRune('␡')
	case r > '~' && hidden(r):
		fmt.Fprintf(b, "⟪U+%04X⟫", r)
	default:
		b.WriteRune(r)
	}
}

// hidden reports whether r, which is not ASCII, must be shown by number.
func hidden(r rune) bool {
	switch {
	case r == utf8.RuneError, r == ideographicSpace, r == textStyle, r == emojiStyle:
		return false
	case r == '⟪', r == '⟫', r >= '␀' && r <= '␡':
		return true // else a name could pretend to hold what it does not
	case r&0xfffe == 0xfffe:
		return true // noncharacters, of which XML forbids two
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Zs, unicode.Zl, unicode.Zp,
		unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector) || r == brailleBlank
}

// Characters that look like what they are although their class says otherwise, and the reverse.
const (
	ideographicSpace = '\u3000' // an ordinary space in Chinese and Japanese
	textStyle        = '\ufe0e' // these two follow a symbol to choose its colour
	emojiStyle       = '\ufe0f'
	brailleBlank     = '\u2800' // a symbol by class, seen as nothing
)
