package policies

import (
	"os"
	"strings"
	"testing"
)

func TestACountIsComparedByItsParts(t *testing.T) {
	const path = "controls/tenant/probe/probe.rego"
	const least = "compare m365.at_least, and add to undecided where m365.exactly is null"
	const exact = "compare m365.exactly, which is null where it is not known"
	for _, row := range []struct{ claim, code, want string }{
		{"with a number", "_x if input.totals.m365 > 0\n", ":15: m365 is an object, which is greater than every number and equal to none: " + least},
		{"with a number on the left", "_x if 5 <= input.totals.m365\n", ":15: m365 is an object, which is greater than every number and equal to none: " + least},
		{"of an object within", "_x if input.totals.configured.m365_unset >= 1\n", ":15: m365_unset is an object"},
		{"with a parameter", "_x if input.totals.m365 > input.tenant.sync.pending\n", ":15: m365 is an object"},
		{"with another count", "_x if input.totals.m365 > input.totals.m365_disabled\n", ":15: m365 is an object"},
		{"not equal to a number", "_x if input.totals.m365 != 0\n", ":15: m365 is an object, which is greater than every number and equal to none: " + exact},
		{"not null", "_x if input.totals.m365 != null\n", exact},
		{"among numbers", "_x if input.totals.m365 in {0, 1}\n", "of a count compare at_least or exactly"},
		{"behind a local name", "_x if {\n\tn := input.totals.m365\n\tn > 0\n}\n", ":17: m365 is an object"},
		{"behind a rule", "_n := input.totals.m365\n\n_x if _n > 0\n", ":17: _n is an object"},
		{"behind a rule and a local name", "_n := input.totals.m365\n\n_x if {\n\tn := _n\n\tn > 0\n}\n", ":19: _n is an object"},
		{"in a comprehension", "_x := [1 | input.totals.m365 > 0]\n", ":15: m365 is an object"},
		{"equal to a number", "_x if input.totals.m365 == 0\n", ":15: match error: the two sides are never of one type; of a count compare at_least or exactly"},

		{"the least there are", "_x if input.totals.m365.at_least > 0\n", ""},
		{"the number where it is known", "_x if input.totals.m365.exactly != 0\n", ""},
		{"a count that is whole or not", "_n := input.totals.m365\n\n_x if _n.exactly == null\n", ""},
		{"a number beside", "_x if input.totals.written > 0\n", ""},
		{"a count as another one", "_x if input.totals.m365 != {\"at_least\": 0, \"exactly\": null}\n", ""},
	} {
		t.Run(row.claim, func(t *testing.T) {
			text := strings.Replace(ownText("", "applies if input.tenant\n\nfindings contains {\"n\": 1} if input.tenant\n"+row.code), "controls.group", "controls.tenant", 1)
			dir := ownFolder(t, map[string]string{path: text, strings.TrimSuffix(path, ".rego") + "_test.rego": "package controls.tenant.probe_test\n"})
			_, err := loadOwn(os.DirFS(dir))
			switch {
			case row.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case row.want != "" && (err == nil || !strings.HasPrefix(err.Error(), path+":") || !strings.Contains(err.Error(), row.want)):
				t.Errorf("error %v, want %s with %q", err, path, row.want)
			}
		})
	}
}
