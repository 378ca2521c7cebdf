package policies

import (
	"slices"
	"strings"
	"testing"
)

// exactAnyway are the plain numbers that no unread fact can add to although it leaves their control open for the same
// subject, by control and key of the evidence, and why.
var exactAnyway = map[string]string{}

// expectExact checks the numbers of a control that it states plainly although an unread fact, which is named, leaves it open
// beside them: such a fact may add to a number, which then is at least so many. Waivers with a bound, and what has grown
// since a baseline, rely on that.
func expectExact(t *testing.T, j *judge, found map[string]string) {
	t.Helper()
	of := strings.TrimPrefix(j.check.Package, "controls.") + " "
	for _, name := range sortedKeys(found) {
		if exactAnyway[of+name] == "" {
			t.Errorf("%s%s is exact although the control is open where %s is not known", of, name, found[name])
		}
	}
	for at := range exactAnyway {
		if name, ours := strings.CutPrefix(at, of); ours && found[name] == "" {
			t.Errorf("%s stands beside no open reason any more", at)
		}
	}
}

func subset(part, all []string) bool {
	return !slices.ContainsFunc(part, func(s string) bool { return !slices.Contains(all, s) })
}

// plainNumbers are the keys of evidence that hold a number and not a bound.
func plainNumbers(findings []rawFinding) (names []string) {
	for _, f := range findings {
		for name, value := range f.evidence {
			switch value.(type) {
			case int64, float64:
				names = append(names, name)
			}
		}
	}
	return names
}
