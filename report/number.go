package report

import (
	"fmt"
	"strconv"
)

// Thousands writes a number with commas between thousands: "1,234,567", "-1,000".
func Thousands[N int | int64](n N) string {
	s := strconv.FormatInt(int64(n), 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
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
