package samples_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// catalogue compiles the built-in controls once for all tests.
var catalogue = sync.OnceValues(policies.Load)

// setup is what an administrator states beside the export.
type setup struct {
	choices  diff.Choices
	settings map[string]policies.Setting
	profiles []string
}

// verdicts is what an audit concluded.
type verdicts struct {
	findings  []report.Finding
	summaries map[string]report.Summary
	counts    report.Counts
	groups    []report.Group
	result    policies.Result
}

// judged audits the export of a model without writing it to disk.
func judged(t testing.TB, m *synthetic.Model, s setup) *verdicts {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := context.Background()
	files, err := m.FS()
	must(err)
	export, err := collect.OpenExportFS(files)
	must(err)
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	must(err)
	export.Describe(w)
	must(collect.Run(ctx, w, entra.NewSource(files, entra.Options{}), directory.NewSource(files, directory.Options{}),
		connect.NewSource(files, connect.Options{})))
	must(w.Close())
	r, err := snapshot.OpenPath(dir)
	must(err)
	defer r.Close()
	facts, err := diff.Load(ctx, r, s.choices)
	must(err)
	controls, err := catalogue()
	must(err)
	v := &verdicts{summaries: map[string]report.Summary{}}
	options := policies.Options{Catalogue: controls, Profiles: s.profiles, Settings: s.settings}
	v.result, err = policies.Audit(ctx, facts, options, report.Checked(v))
	must(err)
	return v
}

// Handle keeps what tests ask for.
func (v *verdicts) Handle(r report.Record) error {
	v.counts.Add(r)
	switch {
	case r.Finding != nil:
		v.findings = append(v.findings, *r.Finding)
	case r.Group != nil:
		v.groups = append(v.groups, *r.Group)
	case r.Summary != nil:
		v.summaries[r.Summary.Control] = *r.Summary
	}
	return nil
}

func (v *verdicts) Close() error { return nil }
