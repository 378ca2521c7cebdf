package plan_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// reconciled holds a plan to the stream that it was made of.
func reconciled(t *testing.T, name string, p *plan.Plan, findings int) {
	t.Helper()
	c := p.Counts
	if c.Findings != findings || c.Findings != c.Planned+c.Manual+c.Refused+c.Waived+c.NotSelected || c.Manual != len(p.Manual) || c.Refused != len(p.Refused) {
		t.Errorf("%s: %+v with %d manual and %d refused does not reconcile with %d findings", name, c, len(p.Manual), len(p.Refused), findings)
	}
	answered := map[plan.Ref]bool{}
	for i, s := range p.Steps {
		if s.Number != i+1 || len(s.Findings) == 0 {
			t.Errorf("%s: step %d of place %d answers %d findings", name, s.Number, i+1, len(s.Findings))
		}
		for _, f := range s.Findings {
			answered[f] = true
		}
	}
	for _, list := range [][]plan.Item{p.Manual, p.Refused} {
		for _, i := range list {
			if answered[i.Ref] {
				t.Errorf("%s: %s has a step and has none", name, i.Fingerprint)
			}
			if i.Text == "" {
				t.Errorf("%s: %s %s does not say what to do", name, i.Control, i.Fingerprint)
			}
			answered[i.Ref] = true
		}
	}
	if len(answered) != c.Planned+c.Manual+c.Refused {
		t.Errorf("%s: %d findings have a place, the counts say %d", name, len(answered), c.Planned+c.Manual+c.Refused)
	}
}

func TestNoFindingOfTheStoriesIsDropped(t *testing.T) {
	streams, err := filepath.Glob("../../samples/*/findings.jsonl")
	if err != nil || len(streams) == 0 {
		t.Fatalf("%d streams, %v", len(streams), err)
	}
	planned := 0
	for _, path := range streams {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range []plan.Options{
			{Format: plan.Text}, {Format: plan.PowerShell, Irreversible: true}, {Format: plan.LDIF}, {Format: plan.GraphHTTP, Irreversible: true, Undo: true},
		} {
			o.Limit = 10000
			var counts report.Counts
			var b bytes.Buffer
			p := plan.New(&b, o)
			if err := report.Read(context.Background(), bytes.NewReader(text), report.Tee(p, watch{&counts})); err != nil {
				t.Fatal(err)
			}
			if err := p.Close(); err != nil {
				t.Fatal(err)
			}
			all := counts.Findings
			reconciled(t, path+" "+o.Format, p.Plan(), all.Critical+all.High+all.Medium+all.Low+all.Info)
			planned += len(p.Plan().Steps)
		}
	}
	if planned < 50 {
		t.Errorf("the stories gave %d steps only", planned)
	}
}

func TestNoFindingOfAnyStreamIsDropped(t *testing.T) {
	for seed := range uint64(60) {
		records := reporttest.Random(seed, int(seed)%9)
		findings := 0
		for _, r := range records {
			if r.Finding != nil {
				findings++
			}
		}
		for _, format := range plan.Formats {
			var b bytes.Buffer
			p := plan.New(&b, plan.Options{Format: format, Limit: 10000, Irreversible: true})
			reporttest.Feed(t, p, records)
			if c := p.Plan().Counts; c.Findings != findings || c.Findings != c.Planned+c.Manual+c.Refused+c.Waived {
				t.Errorf("seed %d: %+v of %d findings", seed, c, findings)
			}
		}
	}
}

// watch counts what passes.
type watch struct{ *report.Counts }

func (w watch) Handle(r report.Record) error { w.Add(r); return nil }
func (w watch) Close() error                 { return nil }
