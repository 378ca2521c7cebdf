package diff

import (
	"cmp"
	"strconv"
	"strings"
)

// CompareVersions compares two versions of one to four numbers, such as 2.0.89.0; a missing number
// counts as 0. It is negative when a is older. False when either is no version.
func CompareVersions(a, b string) (int, bool) {
	left, ok := parseVersion(a)
	if !ok {
		return 0, false
	}
	right, ok := parseVersion(b)
	if !ok {
		return 0, false
	}
	for i := range left {
		if c := cmp.Compare(left[i], right[i]); c != 0 {
			return c, true
		}
	}
	return 0, true
}

func parseVersion(text string) (numbers [4]uint32, ok bool) {
	parts := strings.Split(strings.TrimSpace(text), ".")
	if len(parts) > len(numbers) {
		return numbers, false
	}
	for i, part := range parts {
		n, err := strconv.ParseUint(part, 10, 32)
		if err != nil {
			return numbers, false
		}
		numbers[i] = uint32(n)
	}
	return numbers, true
}
