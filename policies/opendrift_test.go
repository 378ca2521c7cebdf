package policies

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// openDrift are the controls of which CS-31 says that a copy must not move with what they find.
// DIF-13 is missing: it speaks of a directory group, which is no copy of the cloud groups it names.
var openDrift = []string{"DIF-06", "DIF-07", "DIF-09", "DIF-14", "DIF-23", "DIF-24", "DIF-28", "DIF-31", "DIF-32", "DIF-34", "DIF-35"}

// TestOpenDriftNamesWhatTheComparisonsFind gives CS-31 every input with which a test of those
// controls makes one fail, as that of a group which moves.
func TestOpenDriftNamesWhatTheComparisonsFind(t *testing.T) {
	c, err := Prove()
	if err != nil {
		t.Fatal(err)
	}
	judgeOf := func(id string) *judge {
		control, ok := c.Control(id)
		if !ok {
			t.Fatalf("there is no control %s", id)
		}
		i := slices.IndexFunc(control.Checks, func(check Check) bool { return check.Kind == KindGroup })
		return bareJudge(t, c, &control, control.Checks[i])
	}
	given, open := testInputs(t, c), judgeOf("CS-31")
	for _, id := range openDrift {
		j, failing := judgeOf(id), 0
		for _, key := range sortedKeys(given[j.check.Package]) {
			input := given[j.check.Package][key]
			if subject := plainInput(t, input); subject["cloud"] == nil || decideInput(t, j, subject).outcome != failed {
				continue
			}
			failing++
			if said := namedBy(t, open, plainInput(t, input)); !slices.Contains(said, id) {
				t.Errorf("%s fails and CS-31 names %q: %.300s", id, said, key)
			}
		}
		if failing == 0 {
			t.Errorf("no test of %s gives a finding on a cloud group", id)
		}
	}
}

// namedBy are the controls that CS-31 names for a subject that moves.
func namedBy(t *testing.T, open *judge, input map[string]any) []string {
	t.Helper()
	input["move"].(map[string]any)["moves"], input["settling"] = "yes", false
	l := newLimit(context.Background(), defaultDeadline)
	defer l.release()
	v, err := open.query.ask(context.Background(), l, ast.MustInterfaceToValue(input))
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for _, f := range v.findings {
		list = append(list, strings.Split(f.evidence["controls"].(string), ", ")...)
	}
	return list
}
