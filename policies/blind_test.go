package policies

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// conclusions says what every control concluded of one subject, and what it came to in all. The second
// of two checks of one kind stands for itself, so that the one does not speak for the other.
type conclusions struct {
	outcomes map[string]map[string]outcome // by subject, then control
	blind    map[string]bool               // controls with something not evaluated
}

// asked names the check of a judge.
func asked(j *judge) string {
	if j.check.second {
		return j.control.ID + " second"
	}
	return j.control.ID
}

// judge audits an export with what the story states.
func (s *blindStory) judge(t *testing.T, files fstest.MapFS) (conclusions, error) {
	t.Helper()
	ctx := t.Context()
	r, err := importExport(ctx, t, files)
	if err != nil {
		return conclusions{}, err
	}
	facts, err := diff.LoadSince(ctx, r, s.choices, s.before)
	if err != nil {
		t.Fatal(err)
	}
	return concluded(ctx, t, loaded{facts}, s.options), nil
}

// concluded asks every control about every subject.
func concluded(ctx context.Context, t *testing.T, f loaded, o Options) conclusions {
	t.Helper()
	b, err := newBench(ctx, f, o)
	if err != nil {
		t.Fatal(err)
	}
	j := conclusions{map[string]map[string]outcome{}, map[string]bool{}}
	note := func(subject string) func(int, *judge, judgement) error {
		outcomes := map[string]outcome{}
		j.outcomes[subject] = outcomes
		return func(_ int, judge *judge, g judgement) error {
			id := asked(judge)
			outcomes[id] = max(outcomes[id], g.outcome)
			j.blind[id] = j.blind[id] || g.outcome == notEvaluated
			return nil
		}
	}
	for _, judge := range slices.Concat(b.groups, b.tenants) {
		j.blind[asked(judge)] = j.blind[asked(judge)] || judge.blind != "" || judge.partial != ""
	}
	clerk, assembler := newClerk(b), f.assembler()
	for i := range f.Len() {
		s := assembler.Subject(i)
		if err := clerk.group(ctx, &s, note(s.Identity.Key)); err != nil {
			t.Fatal(err)
		}
	}
	tenant := f.TenantSubject()
	if tenant.History.Lasting, err = lasting(ctx, f, o, b); err != nil {
		t.Fatal(err)
	}
	if err := clerk.tenant(ctx, &tenant, note("tenant")); err != nil {
		t.Fatal(err)
	}
	return j
}

// importExport opens a snapshot of the export, which is closed when the test ends.
func importExport(ctx context.Context, t *testing.T, files fstest.MapFS) (*snapshot.Reader, error) {
	t.Helper()
	e, err := collect.OpenExportFS(files)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	e.Describe(w)
	err = collect.Run(ctx, w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{}), connect.NewSource(e.FS, connect.Options{}))
	if err := errors.Join(err, w.Close()); err != nil {
		return nil, err
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = r.Close() })
	return r, nil
}

// everyLoss takes every key away from every story, which takes many minutes.
var everyLoss = flag.Bool("every-loss", false, "take every key and attribute away from every story, not a share")

// Whatever an export lacks, a defect seen with it is either still seen or said to be not seen, and what
// could not be judged is not judged with less. Neither becomes a pass or something that does not concern
// the group. Where the group itself went
// with what was taken away, the control as a whole is not evaluated.
func TestNothingTakenAwayTurnsAFailureIntoAPass(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	stories := blindStories(t, c)
	share := newShare(stories, *everyLoss, testing.Short())
	for _, lost := range onceGreen {
		if story, what, _ := strings.Cut(lost, "/"); !slices.Contains(share.holders[what], story) {
			t.Errorf("%s: no such loss", lost)
		}
	}
	for _, s := range stories {
		t.Run(s.name, func(t *testing.T) {
			whole, err := s.judge(t, s.export)
			if err != nil {
				t.Fatal(err)
			}
			chosen := share.of(s)
			alone := make([]lean, len(chosen))
			t.Run("alone", func(t *testing.T) {
				for i, l := range chosen {
					t.Run(l.what, func(t *testing.T) {
						t.Parallel()
						alone[i] = lean{l, s.try(t, l, whole)}
					})
				}
			})
			t.Run("pairs", func(t *testing.T) { s.tryPairs(t, alone, whole) })
		})
	}
}

// The same for a move, judged by the profile migration alone, of a job that writes elsewhere and under
// other names.
func TestNothingTakenAwayMakesAMoveGreen(t *testing.T) {
	if testing.Short() {
		t.Skip("every part of every export")
	}
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, move := range []struct {
		story string
		to    diff.Target
	}{{"woodgrove", diff.ToCloudSync}, {"fabrikam", diff.ToCloudSync}, {"contoso", diff.ToSOA}} {
		s := &blindStory{
			name: move.story, export: exportFiles(t, filepath.Join("..", "samples", move.story, "export")),
			choices: diff.DefaultChoices(), options: Options{Catalogue: c, Profiles: []string{"migration"}},
		}
		s.choices.CloudSyncScope = diff.ScopeSelected
		s.choices.Move = &diff.MoveChoices{Target: move.to, Container: "CN=Users,DC=emea,DC=contoso,DC=com", CommonName: diff.CNGroupID}
		whole, err := s.judge(t, s.export)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range losses(s.export) {
			t.Run(s.name+"/"+l.what, func(t *testing.T) {
				t.Parallel()
				s.try(t, l, whole)
			})
		}
	}
}

// try takes something away and looks for failures that went with it. It returns the controls that
// depend on it; nil where the import refuses what is left.
func (s *blindStory) try(t *testing.T, l loss, whole conclusions) map[string]bool {
	t.Helper()
	less, err := s.judge(t, l.take(s.export))
	if err != nil {
		t.Logf("the import refuses it: %v", err)
		return nil
	}
	for _, flaw := range whole.greenIn(less, s.name+"/"+l.what) {
		t.Error(flaw)
	}
	return whole.leaning(less)
}

// greenIn lists the failures that less no longer shows and does not own up to, and what was not evaluated and
// counts as judged with less; lost is what was taken away.
func (j conclusions) greenIn(less conclusions, lost string) (flaws []string) {
	flawed := map[string]int{}
	for _, subject := range sortedKeys(j.outcomes) {
		now, there := less.outcomes[subject]
		for _, id := range sortedKeys(j.outcomes[subject]) {
			switch {
			case j.outcomes[subject][id] < notEvaluated || isOpen(id, lost):
			case there && (now[id] == passed || now[id] == notApplicable):
				was := map[outcome]string{notEvaluated: "is not evaluated", failed: "fails"}[j.outcomes[subject][id]]
				flawed[fmt.Sprintf("%s %s, and without it is %s", id, was, []string{"not applicable", "passed"}[now[id]])]++
			case j.outcomes[subject][id] == notEvaluated:
			case !there && !less.blind[id] && !less.failsElsewhere(j, id):
				flawed[id+" fails, and without it the group is gone and nothing says that something was not evaluated"]++
			}
		}
	}
	for _, text := range sortedKeys(flawed) {
		flaws = append(flaws, fmt.Sprintf("%s (%d subjects)", text, flawed[text]))
	}
	return flaws
}

// failsElsewhere reports whether a control fails of a subject that the other audit does not have: a
// pair that fell apart is two subjects.
func (j conclusions) failsElsewhere(other conclusions, id string) bool {
	for subject, outcomes := range j.outcomes {
		if _, known := other.outcomes[subject]; !known && outcomes[id] == failed {
			return true
		}
	}
	return false
}
