package report

import (
	"fmt"
	"strconv"
	"strings"
)

// Thousands writes a number with commas between thousands: "1,234,567", "-1,000".
func Thousands[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// leastWords stand before a count of which only the least is known.
const leastWords = "at least "

// AtLeast is how evidence and sentences tell a count of which only the least is known: "at least 12".
func AtLeast(n int) string { return leastWords + strconv.Itoa(n) }

// Known tells a count as far as it is known: "12", of one that may be more "at least 12", and where none was counted
// and there may be some "not known".
func Known(n int, whole bool) string {
	switch {
	case whole:
		return Thousands(n)
	case n > 0:
		return leastWords + Thousands(n)
	}
	return "not known"
}

// LeastOf returns the number of a value of evidence that AtLeast wrote, false for any other.
func LeastOf(value any) (n int, ok bool) {
	text, _ := value.(string)
	digits, ok := strings.CutPrefix(text, leastWords)
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(digits)
	return n, err == nil
}

// Separated writes a count and what it counts, with commas between thousands: "1 group", "2,000 groups". The
// noun is one whose plural ends in s.
func Separated(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return Thousands(n) + " " + noun
}

// Several is Separated without commas, for texts that stand beside plain numbers: "1 group", "2000 groups".
func Several(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
