package samples_test

import (
	"bytes"
	"context"
	"maps"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// every gives each defect the same share.
func every(share float64) map[synthetic.Defect]float64 {
	shares := map[synthetic.Defect]float64{}
	for _, d := range synthetic.Defects() {
		shares[d] = share
	}
	return shares
}

func TestEveryPlantedDefectIsFoundAndNothingElse(t *testing.T) {
	model, planted := synthetic.Generate(synthetic.Options{
		Seed: 11, Groups: 900, People: 300, MembersPerGroup: 6, Shares: every(0.04),
	})
	want := map[string]int{}
	for d, n := range planted {
		want[string(d)] = n
	}
	if len(want) != len(synthetic.Defects()) {
		t.Fatalf("planted %d kinds of defects, want all %d", len(want), len(synthetic.Defects()))
	}
	if diff := cmp.Diff(want, groupFindings(t, model, slices.Collect(maps.Keys(want)))); diff != "" {
		t.Errorf("findings by control (-planted +found):\n%s", diff)
	}
}

func TestAGeneratedTenantWithoutDefectsGivesNoGroupFindings(t *testing.T) {
	model, planted := synthetic.Generate(synthetic.Options{Seed: 12, Groups: 400, People: 200, MembersPerGroup: 8})
	if len(planted) != 0 {
		t.Fatalf("planted %v, want nothing", planted)
	}
	var ids []string
	for _, d := range synthetic.Defects() {
		ids = append(ids, string(d))
	}
	if found := groupFindings(t, model, ids); len(found) != 0 {
		t.Errorf("found %v, want nothing", found)
	}
}

func TestEqualSeedsGiveEqualExports(t *testing.T) {
	first, second := t.TempDir(), t.TempDir()
	for _, dir := range []string{first, second} {
		model, _ := synthetic.Generate(synthetic.Options{Seed: 5, Groups: 60, People: 40, MembersPerGroup: 4, Shares: every(0.05)})
		if err := model.Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(contents(t, first), contents(t, second)); diff != "" {
		t.Errorf("(-first +second):\n%s", diff)
	}
}

// groupFindings audits the model and counts the findings on groups of the controls named.
func groupFindings(t *testing.T, model *synthetic.Model, ids []string) map[string]int {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "export")
	if err := model.Write(dir); err != nil {
		t.Fatal(err)
	}
	found := map[string]int{}
	count := counter(func(f *report.Finding) {
		if f.Target.Kind != report.TargetTenant && slices.Contains(ids, f.Control) {
			found[f.Control]++
		}
	})
	stream := audit(t, dir, diff.DefaultChoices())
	if err := report.Read(context.Background(), bytes.NewReader(stream), count); err != nil {
		t.Fatal(err)
	}
	return found
}

// counter is a handler that sees findings only.
type counter func(*report.Finding)

func (c counter) Handle(r report.Record) error {
	if r.Finding != nil {
		c(r.Finding)
	}
	return nil
}

func (c counter) Close() error { return nil }
