package whatif_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

// story loads the sample of that name.
func story(t *testing.T, name string) *diff.Facts {
	t.Helper()
	return load(t, filepath.Join("..", "..", "samples", name, "export"))
}

// load loads an export.
func load(t *testing.T, export string) *diff.Facts {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	e, err := collect.OpenExport(export)
	must(err)
	defer e.Close()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	must(err)
	e.Describe(w)
	must(collect.Run(t.Context(), w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{})))
	must(w.Close())
	r, err := snapshot.OpenPath(dir)
	must(err)
	defer r.Close()
	facts, err := diff.Load(t.Context(), r, diff.DefaultChoices())
	must(err)
	return facts
}

func compare(t *testing.T, f *diff.Facts, a diff.Assumption) ([]*whatif.Effect, whatif.Totals) {
	t.Helper()
	o, err := f.Assume(a)
	if err != nil {
		t.Fatal(err)
	}
	var effects []*whatif.Effect
	totals, err := whatif.Compare(t.Context(), f, o, func(e *whatif.Effect) error {
		effects = append(effects, e)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return effects, totals
}

// recount makes the totals again from the effects alone.
func recount(effects []*whatif.Effect, subjects int) whatif.Totals {
	totals := whatif.Totals{Subjects: subjects, Unchanged: subjects, PeopleWhole: true}
	seen := map[whatif.Loss]map[string]bool{}
	for _, e := range effects {
		*map[whatif.Outcome]*int{
			whatif.Deleted: &totals.Deleted, whatif.Freezes: &totals.Freezes, whatif.Retypes: &totals.Retypes,
			whatif.Appears: &totals.Appears, whatif.Resumes: &totals.Resumes, whatif.Pending: &totals.Pending,
			whatif.Undecided: &totals.Undecided, whatif.Unchanged: &totals.LessSure,
		}[e.Outcome]++
		if e.Outcome != whatif.Unchanged {
			totals.Unchanged--
		}
		totals.PeopleWhole = totals.PeopleWhole && e.PeopleWhole
		if seen[e.Loss] == nil {
			seen[e.Loss] = map[string]bool{}
		}
		for _, p := range e.People {
			seen[e.Loss][p.Key] = true
		}
	}
	totals.PeopleLosingGroup, totals.PeopleLosingAccess = len(seen[whatif.LosesGroup]), len(seen[whatif.LosesAccess])
	totals.PeopleUndecided = len(seen[whatif.MayLoseGroup])
	return totals
}

func TestTotalsCanBeCountedFromTheEffects(t *testing.T) {
	for _, name := range []string{"contoso", "woodgrove", "fabrikam"} {
		f := story(t, name)
		for claim, a := range map[string]diff.Assumption{
			"nothing": {}, "V2 off": {V2: diff.Off}, "V1 off": {V1: diff.Off}, "cloud sync off": {CloudSync: diff.Off},
			"Connect off": {V1: diff.Off, V2: diff.Off}, "the default false": {Setting: new(false)},
			"small limits": {Limits: diff.MemberLimits{V1: 5, V2M365: 5, V2Security: 5, CloudSync: 5}},
		} {
			effects, totals := compare(t, f, a)
			if d := cmp.Diff(recount(effects, f.Len()), totals); d != "" {
				t.Errorf("%s, %s: totals differ (-counted +got):\n%s", name, claim, d)
			}
			if claim == "nothing" && totals.Unchanged != f.Len() {
				t.Errorf("%s: %d of %d unchanged without a change", name, totals.Unchanged, f.Len())
			}
			holdEffects(t, name+", "+claim, effects)
		}
	}
}

// holdEffects holds every effect to say what it rests on.
func holdEffects(t *testing.T, claim string, effects []*whatif.Effect) {
	t.Helper()
	for _, e := range effects {
		if e.Rule == "" || e.Text == "" || e.Confidence == "" {
			t.Errorf("%s: %s is %s by rule %q with confidence %q", claim, e.Key, e.Outcome, e.Rule, e.Confidence)
		}
		if e.Source == "" && e.Rule != "1.6" {
			t.Errorf("%s: %s is %s by rule %s without a document", claim, e.Key, e.Outcome, e.Rule)
		}
		if (e.Outcome == whatif.Undecided) != (e.Confidence == diff.None) {
			t.Errorf("%s: %s is %s with confidence %s", claim, e.Key, e.Outcome, e.Confidence)
		}
		if len(e.People) > 0 && e.Loss == "" {
			t.Errorf("%s: %s lists people who lose nothing", claim, e.Key)
		}
	}
}

func TestContosoWithoutV2IsAsItsReadmeSays(t *testing.T) {
	_, totals := compare(t, story(t, "contoso"), diff.Assumption{V2: diff.Off})
	if totals.Appears != 5 || totals.Resumes != 4 {
		t.Errorf("%d appear and %d are updated again, want 5 and 4", totals.Appears, totals.Resumes)
	}
}

// TestAnUnreadDirectoryHidesNoChange compares every story with itself without its directory.
func TestAnUnreadDirectoryHidesNoChange(t *testing.T) {
	for _, name := range []string{"contoso", "citypower", "woodgrove", "fabrikam"} {
		whole, blind := story(t, name), load(t, withoutDirectory(t, name))
		for claim, a := range map[string]diff.Assumption{
			"V2 off": {V2: diff.Off}, "V1 off": {V1: diff.Off}, "cloud sync off": {CloudSync: diff.Off}, "Connect off": {V1: diff.Off, V2: diff.Off},
		} {
			changed := map[string]whatif.Outcome{}
			effects, _ := compare(t, whole, a)
			for _, e := range effects {
				if e.CloudID != "" && e.Outcome != whatif.Unchanged {
					changed[e.Key] = e.Outcome
				}
			}
			effects, totals := compare(t, blind, a)
			for _, e := range effects {
				if e.Outcome != whatif.Unchanged {
					delete(changed, e.Key)
				}
			}
			if len(changed) > 0 {
				t.Errorf("%s, %s: without the directory these are unchanged: %v", name, claim, changed)
			}
			if totals.Undecided > 0 && totals.PeopleWhole {
				t.Errorf("%s, %s: %d are undecided, and yet it is known who loses what", name, claim, totals.Undecided)
			}
			holdEffects(t, name+" without directory, "+claim, effects)
		}
	}
}

// withoutDirectory copies the cloud side of a story's export.
func withoutDirectory(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	if err := os.CopyFS(filepath.Join(dir, "cloud"), os.DirFS(filepath.Join("..", "..", "samples", name, "export", "cloud"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestCompareEndsWithTheFirstError(t *testing.T) {
	f := story(t, "contoso")
	o, err := f.Assume(diff.Assumption{V2: diff.Off})
	if err != nil {
		t.Fatal(err)
	}
	full := errors.New("disk full")
	if _, err := whatif.Compare(t.Context(), f, o, func(*whatif.Effect) error { return full }); !errors.Is(err, full) {
		t.Errorf("error %v, want %v", err, full)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if _, err := whatif.Compare(ended, f, o, func(*whatif.Effect) error { return nil }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want %v", err, context.Canceled)
	}
}
