package policies

import (
	"context"
	"iter"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

// bareJudge judges by one check outside of a run: without settings, causes and the state of streams.
func bareJudge(t *testing.T, c *Catalogue, control *Control, check Check) *judge {
	t.Helper()
	nothing, err := newVoid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	q, err := newQuery(c, check, nothing)
	if err != nil {
		t.Fatal(err)
	}
	return &judge{control: control, check: check, query: q}
}

// bareJudges yields one for every check of every control that has subjects of its own, in the catalogue's order.
func bareJudges(t *testing.T, c *Catalogue) iter.Seq[*judge] {
	t.Helper()
	return func(yield func(*judge) bool) {
		for _, control := range c.Controls() {
			for _, check := range control.Checks {
				if subjectType(check.Kind) != nil && !yield(bareJudge(t, c, &control, check)) {
					return
				}
			}
		}
	}
}

// decideInput judges one input; a list of members that is not complete is a gap.
func decideInput(t *testing.T, j *judge, input map[string]any) judgement {
	t.Helper()
	g, _ := decideOpen(t, j, input)
	return g
}

// decideOpen judges one input and says what is left open about it, whatever was found.
func decideOpen(t *testing.T, j *judge, input map[string]any) (g judgement, open []string) {
	t.Helper()
	l := newLimit(context.Background(), defaultDeadline)
	defer l.release()
	v, err := j.query.ask(context.Background(), l, ast.MustInterfaceToValue(input))
	if err != nil {
		t.Fatal(err)
	}
	gap := ""
	if m, ok := input["members"].(map[string]any); ok {
		for _, side := range []string{"cloud", "directory"} {
			if m[side] == "partial" || m[side] == "absent" {
				gap = "members were not read"
			}
		}
	}
	if v.undecided != "" {
		open = strings.Split(v.undecided, "; ")
	}
	if j.check.Memberships && v.applies && gap != "" {
		open = append(open, gap)
	}
	return j.decide(v, gap), open
}
