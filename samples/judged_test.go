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
	tickets  []diff.Ticket
	// accepted are gaps that the operator accepts, by control.
	accepted map[string]string
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
	return judgedSince(t, m, nil, s)
}

// judgedSince audits likewise, compared with what another model's export held; nil compares with none.
func judgedSince(t testing.TB, m, earlier *synthetic.Model, s setup) *verdicts {
	t.Helper()
	ctx := context.Background()
	r := imported(ctx, t, m)
	controls, err := catalogue()
	must(t, err)
	v := &verdicts{summaries: map[string]report.Summary{}}
	options := policies.Options{Catalogue: controls, Profiles: s.profiles, Settings: s.settings}
	var before *diff.Earlier
	if earlier != nil {
		before = earlierOf(ctx, t, imported(ctx, t, earlier), s.choices, s.tickets, &options)
	}
	facts, err := diff.LoadSince(ctx, r, s.choices, before)
	must(t, err)
	v.result, err = policies.Audit(ctx, facts, options, report.Checked(v))
	must(t, err)
	return v
}

// earlierOf judges an earlier snapshot, and keeps what a comparison with it needs.
func earlierOf(ctx context.Context, t testing.TB, r *snapshot.Reader, c diff.Choices, tickets []diff.Ticket, o *policies.Options) *diff.Earlier {
	t.Helper()
	facts, err := diff.Load(ctx, r, c)
	must(t, err)
	o.Drifts, err = policies.FindDrifts(ctx, facts, *o)
	must(t, err)
	return facts.Earlier(r, tickets)
}

// imported opens a snapshot of a model's export, which is closed when the test ends.
func imported(ctx context.Context, t testing.TB, m *synthetic.Model) *snapshot.Reader {
	t.Helper()
	files, err := m.FS()
	must(t, err)
	export, err := collect.OpenExportFS(files)
	must(t, err)
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	must(t, err)
	export.Describe(w)
	must(t, collect.Run(ctx, w, entra.NewSource(files, entra.Options{}), directory.NewSource(files, directory.Options{}),
		connect.NewSource(files, connect.Options{})))
	must(t, w.Close())
	r, err := snapshot.OpenPath(dir)
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
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
