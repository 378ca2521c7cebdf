package migration_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/readiness"
)

// everyStory names the samples that have an export.
func everyStory(t *testing.T) []string {
	t.Helper()
	exports, err := filepath.Glob(filepath.Join(samples, "*", "export"))
	if err != nil || len(exports) < 20 {
		t.Fatalf("%d stories, %v", len(exports), err)
	}
	names := make([]string, len(exports))
	for i, export := range exports {
		if _, err := os.Stat(export); err != nil {
			t.Fatal(err)
		}
		names[i] = filepath.Base(filepath.Dir(export))
	}
	return names
}

// What a control is told of the move of a group is what readiness decides of it: no control is silent over a
// group that moves, and none speaks of one that the target is not about.
func TestControlsAreToldWhatMoves(t *testing.T) {
	for _, name := range everyStory(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var by []diff.Choices
			for _, to := range diff.Targets() {
				choices := diff.DefaultChoices()
				choices.Move = &diff.MoveChoices{Target: diff.Target(to)}
				by = append(by, choices)
			}
			for _, facts := range stories(t, filepath.Join(samples, name, "export"), by...) {
				agree(t, facts)
			}
		})
	}
}

// agree compares the decision of every group with what controls are told of it.
func agree(t *testing.T, facts *diff.Facts) {
	t.Helper()
	to := facts.Choices().Move.Target
	plan, err := readiness.New(t.Context(), facts, to)
	if err != nil {
		t.Fatal(err)
	}
	plan.Conclude()
	waves := 0
	for s, err := range facts.Subjects(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		i, found := facts.Position(s.Identity.Key)
		if !found || i >= plan.Len() {
			continue
		}
		m, state := &s.Move, plan.State(i)
		if plan.Wave(i) > 0 {
			waves++
		}
		switch left := state == readiness.NotApplicable || state == readiness.AtTarget; {
		case plan.Wave(i) > 0 && m.Moves != diff.Yes:
			t.Errorf("to %s: %s is in wave %d, and controls are told that it moves: %s", to, s.Identity.Key, plan.Wave(i), m.Moves)
		case left != (m.Candidate == diff.No), state == readiness.StaysOnV1 != (m.Stays == diff.Yes):
			t.Errorf("to %s: %s is %s, and controls are told candidate %s, stays %s", to, s.Identity.Key, state, m.Candidate, m.Stays)
		case (left || state == readiness.StaysOnV1) && m.Moves != diff.No:
			t.Errorf("to %s: %s is %s, and controls are told that it moves: %s", to, s.Identity.Key, state, m.Moves)
		}
	}
	if some := facts.TenantSubject().Move.Any; waves > 0 && some != diff.Yes {
		t.Errorf("to %s: %d groups are in waves, and controls of the tenant are told that something moves: %s", to, waves, some)
	}
}
