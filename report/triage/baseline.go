package triage

import (
	"context"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Baseline is what is kept of an earlier stream: its run and its findings, in their order, those that it could not judge
// again among them.
type Baseline struct {
	Run      *report.Run
	findings []*report.Finding
	places   map[string]int
}

// ReadBaseline reads a stored stream as a baseline. It refuses what report.Read refuses. Memory is
// bounded by its findings.
func ReadBaseline(ctx context.Context, r io.Reader) (*Baseline, error) {
	b := &Baseline{places: map[string]int{}}
	return b, report.Read(ctx, r, b)
}

// Handle keeps runs and findings.
func (b *Baseline) Handle(r report.Record) error {
	switch {
	case r.Run != nil:
		b.Run = r.Run
	case r.Finding != nil:
		return b.keep(r.Finding)
	case r.Absent != nil && unjudged(r.Absent):
		return b.keep(r.Absent)
	}
	return nil
}

func (b *Baseline) keep(f *report.Finding) error {
	if _, twice := b.places[f.Fingerprint]; twice {
		return fmt.Errorf("reading the baseline: two findings have the fingerprint %s", f.Fingerprint)
	}
	b.places[f.Fingerprint] = len(b.findings)
	b.findings = append(b.findings, f)
	return nil
}

// Close does nothing.
func (b *Baseline) Close() error { return nil }

// firstSeen is when a finding of the baseline was first made: what its own baseline said, else the
// end of its collection.
func (b *Baseline) firstSeen(f *report.Finding) *time.Time {
	if f.Age != nil && f.Age.FirstSeen != nil {
		return f.Age.FirstSeen
	}
	return b.Run.CollectedAt
}

// TenantError says that a baseline is of another tenant than the stream set against it.
type TenantError struct {
	// Baseline and Stream are the ids of the tenants.
	Baseline, Stream string
}

func (e *TenantError) Error() string {
	return fmt.Sprintf("the baseline is of tenant %s, the findings are of tenant %s: take a stream of the same tenant", e.Baseline, e.Stream)
}

// Ages sets a stream against a baseline on its way to a handler: each finding says whether it is new
// or persisting, and findings of the baseline that are not made any more follow as absent ones. These
// are called resolved only where their control judged their target again.
type Ages struct {
	to   report.Handler
	base *Baseline
	now  *time.Time
	// events are the controls that judge changes. What they find can be the baseline's only where sameStart
	// says that both compare with one and the same earlier snapshot: else it happened since, or before.
	events    map[string]bool
	sameStart bool
	seen      []bool
	// open says of what the baseline's findings are about whether it was left unjudged.
	open      map[subject]bool
	summaries []*report.Summary
}

// subject is one target of one control.
type subject struct{ control, kind, id string }

func subjectOf(control string, t *report.Target) subject { return subject{control, t.Kind, t.ID} }

// NewAges returns a handler that passes a stream on to h. Of a stream of another tenant Handle returns
// a *TenantError.
func NewAges(h report.Handler, b *Baseline) *Ages {
	a := &Ages{to: h, base: b, events: map[string]bool{}, seen: make([]bool, len(b.findings)), open: map[subject]bool{}}
	for _, f := range b.findings {
		a.open[subjectOf(f.Control, &f.Target)] = false
	}
	return a
}

// Handle passes r on. Summaries wait for Close, since they come after absent findings. What an earlier
// baseline said is replaced.
func (a *Ages) Handle(r report.Record) error {
	switch {
	case r.Run != nil:
		if before, now := a.base.Run.Tenant.ID, r.Run.Tenant.ID; before != now {
			return &TenantError{before, now}
		}
		a.now, a.sameStart = r.Run.CollectedAt, sameStart(a.base.Run.Earlier, r.Run.Earlier)
		named := *r.Run
		named.Baseline = &report.Baseline{CollectedAt: a.base.Run.CollectedAt, SnapshotDigest: a.base.Run.SnapshotDigest, Findings: len(a.base.findings)}
		return a.to.Handle(report.Record{Run: &named})
	case r.Control != nil:
		a.events[r.Control.ID] = r.Control.Profile == report.ProfileDrift
	case r.Group != nil:
		a.note(r.Group)
	case r.Finding != nil:
		aged := *r.Finding
		aged.Age = a.age(r.Finding)
		return a.to.Handle(report.Record{Finding: &aged})
	case r.Absent != nil:
		return nil
	case r.Summary != nil:
		a.summaries = append(a.summaries, r.Summary)
		return nil
	}
	return a.to.Handle(r)
}

// sameStart reports whether two runs compare with the same earlier snapshot.
func sameStart(a, b *report.Earlier) bool {
	return a != nil && b != nil && a.SnapshotDigest == b.SnapshotDigest
}

// passed reports whether f tells of a change that the baseline cannot have seen, or this run not.
func (a *Ages) passed(f *report.Finding) bool { return a.events[f.Control] && !a.sameStart }

// age says how a finding stands to the baseline.
func (a *Ages) age(f *report.Finding) *report.Age {
	at, known := a.base.places[f.Fingerprint]
	if known {
		a.seen[at] = true
	}
	if !known || a.passed(f) {
		return &report.Age{State: report.AgeNew, FirstSeen: a.now}
	}
	before := a.base.findings[at]
	return &report.Age{
		State: report.AgePersisting, FirstSeen: a.base.firstSeen(before), Changed: before.EvidenceDigest != f.EvidenceDigest, Grown: grown(before, f),
		Closed: !before.Open(),
	}
}

// grown reports whether a finding is graver than it was, or counts more by name: any other number may be a time, which
// passes. What is only known to be at least a number is taken for that.
func grown(before, now *report.Finding) bool {
	if report.SeverityRank(now.Severity) < report.SeverityRank(before.Severity) {
		return true
	}
	then, counted := named(before.Evidence)
	t, counts := named(now.Evidence)
	return counted && counts && t.n > then.n
}

// note keeps what no control judged of a group that the baseline knows findings of.
func (a *Ages) note(g *report.Group) {
	for _, gap := range g.NotEvaluated {
		for _, control := range gap.Controls {
			of := subjectOf(control, &g.Target)
			if _, known := a.open[of]; known {
				a.open[of] = true
			}
		}
	}
}

// judgedAgain reports whether the target of a finding was judged by its control: all were, or no reason holds of any
// but single groups, and none of this one.
func (a *Ages) judgedAgain(f *report.Finding, s *report.Summary) bool {
	if s == nil || a.passed(f) {
		return false
	}
	beyondGroups := func(r report.Reason) bool { return r.Scope != report.ScopeGroup }
	return s.NotEvaluated+s.Errors == 0 ||
		len(s.Reasons) > 0 && !slices.ContainsFunc(s.Reasons, beyondGroups) && !a.open[subjectOf(f.Control, &f.Target)]
}

// Close passes on what is absent, then the summaries, and closes the handler.
func (a *Ages) Close() error {
	summaries := map[string]*report.Summary{}
	for _, s := range a.summaries {
		summaries[s.Control] = s
	}
	for i, f := range a.base.findings {
		if a.seen[i] {
			continue
		}
		absent := *f
		absent.Age = &report.Age{State: report.AgeNotEvaluated, FirstSeen: a.base.firstSeen(f)}
		if a.judgedAgain(f, summaries[f.Control]) {
			absent.Age.State = report.AgeResolved
		}
		if err := a.to.Handle(report.Record{Absent: &absent}); err != nil {
			return err
		}
	}
	for _, s := range a.summaries {
		if err := a.to.Handle(report.Record{Summary: s}); err != nil {
			return err
		}
	}
	return a.to.Close()
}
