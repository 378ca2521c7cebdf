package migration_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/readiness"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// withoutCopy is a sample from whose directory the record of one group was taken.
func withoutCopy(t *testing.T, name, cn string) *diff.Facts {
	t.Helper()
	return rewritten(t, name, `(?m)^dn: CN=`+cn+`_(?:.+\n)+\n`, "")
}

// rewritten is a sample in whose directory export something was replaced.
func rewritten(t *testing.T, name, expression, by string) *diff.Facts {
	t.Helper()
	export := filepath.Join(t.TempDir(), "export")
	if err := os.CopyFS(export, os.DirFS(filepath.Join(samples, name, "export"))); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(export, "directory", "ou.ldif")
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	record := regexp.MustCompile(expression)
	if !record.Match(text) {
		t.Fatalf("nothing matches %s", expression)
	}
	if err := os.WriteFile(path, record.ReplaceAll(text, []byte(by)), 0o600); err != nil {
		t.Fatal(err)
	}
	return stories(t, export, told())[0]
}

// A group that is written and has no copy waits: the target would write a new one. Who accepts the finding,
// accepts that.
func TestAGroupWithoutItsCopyIsNeverPlainlyReady(t *testing.T) {
	f := withoutCopy(t, "citypower", "App Shop")
	for _, c := range []struct {
		claim  string
		waiver *report.Waiver
		want   string
	}{
		{"it waits", nil, report.StateReadyAfter},
		{"unless that was accepted", &report.Waiver{}, report.StateReady},
	} {
		state, _ := judged(t, f, control("DIF-01", report.ReadinessAfter, ""), func(h *migration.Handler, _ string, target report.Target) {
			finding := &report.Finding{Control: "DIF-01", Severity: "high", Target: target, Fingerprint: "f", Waiver: c.waiver}
			if err := h.Handle(report.Record{Finding: finding}); err != nil {
				t.Fatal(err)
			}
		}, nil)
		if state != c.want {
			t.Errorf("%s: %s, want %s", c.claim, state, c.want)
		}
	}
	if state, _ := judged(t, f, control("TST-01", "", ""), nil, nil); state != report.StateReadyAfter {
		t.Errorf("where no control looked it is %s", state)
	}
}

// catalogued is a control as the catalogue has it.
func catalogued(t *testing.T, id string) *report.Control {
	t.Helper()
	catalogue, err := policies.Load()
	if err != nil {
		t.Fatal(err)
	}
	c, found := catalogue.Control(id)
	if !found {
		t.Fatalf("there is no %s", id)
	}
	record := c.Record()
	return &record
}

// Who is in a group that is lost, and whose members were not read to their end, may lose the access: that is no go.
func TestPeopleWhoCouldNotBeFollowedHoldTheirGroup(t *testing.T) {
	const cut = "${1}member;range=0-1499: CN=Ada Abt (user000),OU=People,DC=corp,DC=contoso,DC=com\n\n"
	f := rewritten(t, "citypower", `(sAMAccountName: Plant\ngroupType: -2147483646\n)\n`, cut)
	plan, err := readiness.New(t.Context(), f, diff.ToCloudSync)
	if err != nil {
		t.Fatal(err)
	}
	plan.Conclude()
	i, found := f.Position(keyOf(t, f, "Control Room"))
	if state := plan.State(i); !found || state != readiness.Undecided {
		t.Errorf("Control Room is %s, want %s", state, readiness.Undecided)
	}
}

// What the catalogue says of lists that nothing proves, and of missing copies, holds for every move.
func TestAMissingCopyAndAnUnprovenPopulationComeFirst(t *testing.T) {
	got := &reporttest.Collect{}
	h, err := migration.New(t.Context(), got, story(t, "citypower"), migration.Options{Target: diff.ToCloudSync})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"DIF-01", "GOV-15"} {
		c := catalogued(t, id)
		if c.Readiness != report.ReadinessAfter || len(c.Targets) > 0 && !slices.Contains(c.Targets, "cloudsync") {
			t.Errorf("%s means %q for a move to %v", id, c.Readiness, c.Targets)
		}
		if err := h.Handle(report.Record{Control: c}); err != nil {
			t.Fatal(err)
		}
	}
	tenant := report.Finding{Control: "GOV-15", Severity: "high", Target: report.Target{Kind: report.TargetTenant}, Fingerprint: "g", Message: "not proven"}
	for _, r := range []report.Record{{Finding: &tenant}, {Summary: &report.Summary{Control: "GOV-15"}}} {
		if err := h.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range got.Records {
		if r.Readiness != nil && r.Readiness.State == report.StateReady {
			t.Errorf("%s is plainly ready while its population is not proven", r.Readiness.Target.Name)
		}
	}
}
