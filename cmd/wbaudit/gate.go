package main

import (
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// gate decides the exit code. It looks at the unfiltered stream, whatever a format shows.
type gate struct {
	threshold  int
	severities map[string]int
	found      bool
	// newOnly looks at findings only that are new since the baseline, have grown, or were not open in it; blindness counts
	// all the same.
	newOnly bool
	blind   bool
	// verdict is that of a move, nil without one; judged says that it decides the exit code.
	verdict *report.Verdict
	judged  bool
}

// severityOrder ranks severities from the mildest up; "none" as a threshold is above all.
var severityOrder = []string{"info", "low", "medium", "high", "critical", "none"}

func newGate(failOn string) *gate {
	return &gate{threshold: rank(failOn), severities: map[string]int{}}
}

func rank(severity string) int { return slices.Index(severityOrder, severity) }

// Handle notes what decides the exit code.
func (g *gate) Handle(r report.Record) error {
	switch {
	case r.Control != nil:
		g.severities[r.Control.ID] = rank(r.Control.Severity)
	case r.Finding != nil:
		f := r.Finding
		if f.Open() && rank(f.Severity) >= g.threshold && (!g.newOnly || isNews(f.Age)) {
			g.found = true
		}
	case r.Verdict != nil:
		g.verdict = r.Verdict
	case r.Summary != nil:
		s := r.Summary
		if s.NotEvaluated+s.Errors > 0 && g.severities[s.Control] >= g.threshold && !s.Known() {
			g.blind = true
		}
	}
	return nil
}

// isNews reports whether an open finding tells more than the baseline did.
func isNews(a *report.Age) bool {
	return a == nil || a.State == report.AgeNew || a.Grown || a.Closed
}

// Close does nothing.
func (g *gate) Close() error { return nil }

// code returns the exit code of the stream that was handled.
func (g *gate) code() int {
	nogo := g.judged && g.verdict != nil && g.verdict.Against()
	switch {
	case g.found, nogo && !g.verdict.Blind:
		return exitFindings
	case g.blind, nogo:
		return exitIncomplete
	}
	return exitClean
}
