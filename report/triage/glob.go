package triage

import (
	"strings"
	"unicode/utf8"
)

// fewestLetters is how many characters of its own a pattern must have: with fewer it says nothing.
const fewestLetters = 3

// letters counts the characters of a pattern that stand for themselves, blanks aside.
func letters(pattern string) int {
	return utf8.RuneCountInString(strings.NewReplacer("*", "", "?", "", " ", "").Replace(pattern))
}

// matches reports whether the whole of name is like pattern, without regard to case, as names are
// compared on both sides. It takes time in proportion to the product of both lengths at most.
func matches(pattern, name string) bool {
	p, n := []rune(strings.ToLower(pattern)), []rune(strings.ToLower(name))
	i, j, star, mark := 0, 0, -1, 0
	for j < len(n) {
		switch {
		case i < len(p) && p[i] == '*':
			star, mark = i, j
			i++
		case i < len(p) && (p[i] == '?' || p[i] == n[j]):
			i, j = i+1, j+1
		case star >= 0:
			mark++
			i, j = star+1, mark
		default:
			return false
		}
	}
	for i < len(p) && p[i] == '*' {
		i++
	}
	return i == len(p)
}
