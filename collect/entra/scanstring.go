package entra

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Constants of the search for a byte in eight at a time.
const (
	each   = 0x0101010101010101
	top    = 0x80 * each
	quotes = '"' * each
	slash  = '\\' * each
	blank  = 0x20 * each
)

// skipString returns the index after the closing quote of the string that starts at i.
func skipString(text []byte, i int) (int, error) {
	i++
	for {
		// The lowest set bit marks the first quote, backslash, control or non-ASCII byte; bits
		// above it may be false, so only that one is used.
		for i+8 <= len(text) {
			w := binary.LittleEndian.Uint64(text[i:])
			q, s := w^quotes, w^slash
			stop := ((q-each)&^q | (s-each)&^s | (w-blank)&^w | w) & top
			if stop != 0 {
				i += bits.TrailingZeros64(stop) >> 3
				break
			}
			i += 8
		}
		if i >= len(text) {
			return i, errMore
		}
		c := text[i]
		if c == '"' {
			return i + 1, nil
		}
		next, err := skipCharacter(text, i, c)
		if err != nil {
			return next, err
		}
		i = next
	}
}

// skipCharacter skips one character of a string, other than its closing quote.
func skipCharacter(text []byte, i int, c byte) (int, error) {
	switch {
	case c == '\\':
		return skipEscape(text, i)
	case c < 0x20:
		return expected(i, "no control character inside a string")
	case c < utf8.RuneSelf:
		return i + 1, nil
	}
	if !utf8.FullRune(text[i:]) {
		return i, errMore
	}
	r, size := utf8.DecodeRune(text[i:])
	if r == utf8.RuneError && size == 1 {
		return expected(i, "text in UTF-8 or UTF-16 (export with -Encoding utf8)")
	}
	return i + size, nil
}

func skipEscape(text []byte, i int) (int, error) {
	if i+1 >= len(text) {
		return i + 1, errMore
	}
	switch text[i+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		return i + 2, nil
	case 'u':
		for n := i + 2; n < i+6; n++ {
			if n >= len(text) {
				return n, errMore
			}
			if hexDigit(text[n]) < 0 {
				return expected(n, "four hexadecimal digits after \\u")
			}
		}
		return i + 6, nil
	}
	return expected(i+1, "one of \"\\/bfnrtu after a backslash")
}

func hexDigit(c byte) rune {
	switch {
	case c >= '0' && c <= '9':
		return rune(c - '0')
	case c >= 'a' && c <= 'f':
		return rune(c - 'a' + 10)
	case c >= 'A' && c <= 'F':
		return rune(c - 'A' + 10)
	}
	return -1
}
