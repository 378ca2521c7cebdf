package entra

import (
	"errors"
)

// errMore says that the text ends before the value does.
var errMore = errors.New("the text ends inside a value")

// syntaxError says what was expected where the text is no JSON. The functions below return the
// place beside it, as the index they reached.
type syntaxError string

func (e syntaxError) Error() string { return string(e) }

func expected(at int, want string) (int, error) { return at, syntaxError(want) }

// maxDepth bounds the recursion; no body of Graph comes near it.
const maxDepth = 256

// skipValue returns the index after the JSON value that starts at i.
func skipValue(text []byte, i, depth int) (int, error) {
	if i >= len(text) {
		return i, errMore
	}
	switch c := text[i]; {
	case c == '"':
		return skipString(text, i)
	case c == '{':
		return skipObject(text, i, depth+1)
	case c == '[':
		return skipArray(text, i, depth+1)
	case c == '-' || c >= '0' && c <= '9':
		return skipNumber(text, i)
	case c == 't':
		return skipLiteral(text, i, "true")
	case c == 'f':
		return skipLiteral(text, i, "false")
	case c == 'n':
		return skipLiteral(text, i, "null")
	}
	return expected(i, "a JSON value")
}

func skipObject(text []byte, i, depth int) (int, error) {
	if depth > maxDepth {
		return expected(i, "at most 256 levels of nesting")
	}
	i = skipSpace(text, i+1)
	if i < len(text) && text[i] == '}' {
		return i + 1, nil
	}
	for {
		_, value, err := skipKey(text, i)
		if err != nil {
			return value, err
		}
		if i, err = skipValue(text, value, depth); err != nil {
			return i, err
		}
		var more bool
		if i, more, err = skipComma(text, i, '}'); err != nil || !more {
			return i, err
		}
	}
}

func skipArray(text []byte, i, depth int) (int, error) {
	if depth > maxDepth {
		return expected(i, "at most 256 levels of nesting")
	}
	i = skipSpace(text, i+1)
	if i < len(text) && text[i] == ']' {
		return i + 1, nil
	}
	for {
		var err error
		if i, err = skipValue(text, i, depth); err != nil {
			return i, err
		}
		var more bool
		if i, more, err = skipComma(text, i, ']'); err != nil || !more {
			return i, err
		}
	}
}

// skipKey reads a key and its colon; it returns the index after the key's closing quote and the
// index at which the value starts.
func skipKey(text []byte, i int) (key, value int, err error) {
	if i >= len(text) {
		return i, i, errMore
	}
	if text[i] != '"' {
		i, err = expected(i, "a key in double quotes")
		return i, i, err
	}
	if key, err = skipString(text, i); err != nil {
		return key, key, err
	}
	value = skipSpace(text, key)
	if value >= len(text) {
		return key, value, errMore
	}
	if text[value] != ':' {
		value, err = expected(value, "a colon after the key")
		return key, value, err
	}
	return key, skipSpace(text, value+1), nil
}

// skipComma goes from the end of one element to the start of the next, or past the closing
// bracket, in which case more is false.
func skipComma(text []byte, i int, closing byte) (next int, more bool, err error) {
	i = skipSpace(text, i)
	if i >= len(text) {
		return i, false, errMore
	}
	switch text[i] {
	case closing:
		return i + 1, false, nil
	case ',':
		return skipSpace(text, i+1), true, nil
	}
	i, err = expected(i, "a comma or "+string(closing))
	return i, false, err
}

func skipSpace(text []byte, i int) int {
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\r' || text[i] == '\t') {
		i++
	}
	return i
}

func skipLiteral(text []byte, i int, literal string) (int, error) {
	for n := range len(literal) {
		if i+n >= len(text) {
			return i + n, errMore
		}
		if text[i+n] != literal[n] {
			return expected(i, literal)
		}
	}
	return i + len(literal), nil
}

func skipNumber(text []byte, i int) (int, error) {
	if text[i] == '-' {
		i++
	}
	var err error
	if i < len(text) && text[i] == '0' {
		i++
	} else if i, err = skipDigits(text, i); err != nil {
		return i, err
	}
	if i < len(text) && text[i] == '.' {
		if i, err = skipDigits(text, i+1); err != nil {
			return i, err
		}
	}
	if i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		if i++; i < len(text) && (text[i] == '+' || text[i] == '-') {
			i++
		}
		if i, err = skipDigits(text, i); err != nil {
			return i, err
		}
	}
	if i >= len(text) {
		return i, errMore // more digits may follow
	}
	return i, nil
}

func skipDigits(text []byte, i int) (int, error) {
	start := i
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	switch {
	case i > start:
		return i, nil
	case i >= len(text):
		return i, errMore
	}
	return expected(i, "a digit")
}
