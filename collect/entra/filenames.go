package entra

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
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

// objectIn returns the last GUID in a file's name, that of the object whose list the file has a part
// of, and where it stands; false when there is none.
func objectIn(name string) (id snapshot.GUID, at int, ok bool) {
	for at = len(name) - guidLength; at >= 0; at-- {
		if id, ok = parseGUID([]byte(name[at : at+guidLength])); ok {
			return id, at, true
		}
	}
	return id, 0, false
}

// listName is what the names of all files of one list have in common: the object, and the rest without its numbers.
type listName struct {
	rest string
	of   snapshot.GUID
}

// listOf returns the list that a file has a part of: groups-2.json is of that of groups.json, groups-corp.json of another.
func listOf(file string) listName {
	name := strings.ToLower(strings.TrimSuffix(file, path.Ext(file)))
	var l listName
	if id, at, ok := objectIn(name); ok {
		l.of, name = id, name[:at]+name[at+guidLength:]
	}
	l.rest = strings.Map(func(r rune) rune {
		if strings.ContainsRune("0123456789-_. ", r) {
			return -1
		}
		return r
	}, name)
	return l
}

// sortFiles orders files by their names, and puts those of each list in a row behind the first of it.
func sortFiles(files []string) {
	slices.SortFunc(files, compareNames)
	rank, of := map[listName]int{}, make(map[string]int, len(files))
	for _, file := range files {
		list := listOf(file)
		if _, met := rank[list]; !met {
			rank[list] = len(rank)
		}
		of[file] = rank[list]
	}
	slices.SortStableFunc(files, func(a, b string) int { return of[a] - of[b] })
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
