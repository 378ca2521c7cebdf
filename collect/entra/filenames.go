package entra

import (
	"cmp"
	"fmt"
	"path"
	"strings"
)

func isJSON(name string) bool { return strings.EqualFold(path.Ext(name), ".json") }

// compareNames orders names as people number them, in any case: page-2 before Page-10, groups before groups-2.
func compareNames(a, b string) int {
	a, b = strings.ToLower(strings.TrimSuffix(a, path.Ext(a))), strings.ToLower(strings.TrimSuffix(b, path.Ext(b)))
	for i, j := 0, 0; ; {
		if i == len(a) || j == len(b) {
			return cmp.Compare(len(a)-i, len(b)-j)
		}
		m, n := digits(a[i:]), digits(b[j:])
		if m > 0 && n > 0 {
			x, y := strings.TrimLeft(a[i:i+m], "0"), strings.TrimLeft(b[j:j+n], "0")
			if c := cmp.Or(cmp.Compare(len(x), len(y)), cmp.Compare(x, y), cmp.Compare(m, n)); c != 0 {
				return c
			}
			i, j = i+m, j+n
			continue
		}
		if a[i] != b[j] {
			return cmp.Compare(a[i], b[j])
		}
		i, j = i+1, j+1
	}
}

func digits(text string) (n int) {
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n
}

// described says in a few words which files were read.
func described(files []string) string {
	if len(files) > 4 {
		return printable(fmt.Sprintf("%s … %s (%d files)", files[0], files[len(files)-1], len(files)))
	}
	return printable(strings.Join(files, ", "))
}
