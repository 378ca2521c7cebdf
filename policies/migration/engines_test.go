package migration_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// without is a sample without one file of its export.
func without(t *testing.T, name, file string) *diff.Facts {
	t.Helper()
	export := filepath.Join(t.TempDir(), "export")
	if err := os.CopyFS(export, os.DirFS(filepath.Join(samples, name, "export"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(export, "cloud", file)); err != nil {
		t.Fatal(err)
	}
	return stories(t, export, told())[0]
}

// alone is what readiness says where no control does.
func alone(t *testing.T, f *diff.Facts, to diff.Target, accepted func(string, string) bool) (*report.Verdict, []*report.Readiness) {
	t.Helper()
	got := &reporttest.Collect{}
	h, err := migration.New(t.Context(), got, f, migration.Options{Target: to, Accepted: accepted})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range []report.Record{{Run: &report.Run{Format: report.Format}}, {Summary: &report.Summary{Control: "TST-01"}}} {
		if err := h.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	var groups []*report.Readiness
	for _, r := range got.Records {
		if r.Readiness != nil {
			groups = append(groups, r.Readiness)
		}
	}
	return verdictIn(t, got), groups
}

// Where nobody knows which engines run, no move is go, and nothing moves by luck.
func TestNoMoveIsGoWhileEnginesAreUnknown(t *testing.T) {
	for _, name := range []string{"lamna", "blueyonder"} {
		for _, to := range []diff.Target{diff.ToV1, diff.ToV2, diff.ToCloudSync, diff.ToSOA} {
			v, groups := alone(t, without(t, name, "onPremisesSynchronization.json"), to, nil)
			if v.Go || v.Nothing {
				t.Errorf("%s to %s: go %t, nothing moves %t without the sync configuration", name, to, v.Go, v.Nothing)
			}
			if to == diff.ToV1 && !v.Blind {
				t.Errorf("%s: no-go not only because of what is not known: %+v", name, v.Reasons)
			}
			for _, g := range groups {
				if to == diff.ToV1 && g.State != report.StateUndecided {
					t.Errorf("%s is %s without the sync configuration", g.Target.Name, g.State)
				}
			}
		}
	}
}

// What V1 begins to write blocks until each group was accepted by name.
func TestAGroupThatAppearsBlocksUntilItIsAcceptedByName(t *testing.T) {
	f := story(t, "lamna")
	for _, c := range []struct {
		names  []string
		goes   bool
		blocks int
	}{{nil, false, 2}, {[]string{"Team Sales"}, false, 1}, {[]string{"Team Sales", "Team Board"}, true, 0}} {
		v, groups := alone(t, f, diff.ToV1, func(control, text string) bool {
			return control == "ENG-03" && slices.ContainsFunc(c.names, func(n string) bool { return strings.HasPrefix(text, n+" (") })
		})
		if v.Go != c.goes || v.Of(report.StateBlocked) != c.blocks {
			t.Errorf("accepted %v: go %t with %d blocked, want %t with %d", c.names, v.Go, v.Of(report.StateBlocked), c.goes, c.blocks)
		}
		for _, r := range v.Reasons {
			if r.Control == "ENG-03" && r.Kind == "blocker" && !strings.Contains(r.Text, "V1 begins to write") {
				t.Errorf("the verdict says %q of groups that V1 begins to write", r.Text)
			}
		}
		if len(groups) == 0 {
			t.Error("no group is told of")
		}
	}
}
