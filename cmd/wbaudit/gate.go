package main

import (
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// gate decides the exit code. It looks at the unfiltered stream, whatever a format shows.
type gate struct {
	threshold  int
	accepted   []acceptance
	severities map[string]int
	found      bool
	// newOnly looks at findings that are new since the baseline only; blindness counts all the same.
	newOnly bool
	blind   bool
	// verdict is that of a move, nil without one; judged says that it decides the exit code.
	verdict *report.Verdict
	judged  bool
	// known are the controls all of whose gaps are acceptable.
	known map[string]bool
}

// severityOrder ranks severities from the mildest up; "none" as a threshold is above all.
var severityOrder = []string{"info", "low", "medium", "high", "critical", "none"}

func newGate(failOn string, accepted []acceptance) *gate {
	return &gate{threshold: rank(failOn), accepted: accepted, severities: map[string]int{}, known: map[string]bool{}}
}

func rank(severity string) int { return slices.Index(severityOrder, severity) }

// Handle notes what decides the exit code.
func (g *gate) Handle(r report.Record) error {
	switch {
	case r.Control != nil:
		g.severities[r.Control.ID] = rank(r.Control.Severity)
	case r.Finding != nil:
		f := r.Finding
		if f.Open() && rank(f.Severity) >= g.threshold && (!g.newOnly || f.Age == nil || f.Age.State == report.AgeNew) {
			g.found = true
		}
	case r.Verdict != nil:
		g.verdict = r.Verdict
	case r.Summary != nil:
		s := r.Summary
		g.known[s.Control] = g.acceptable(s)
		if s.NotEvaluated+s.Errors > 0 && g.severities[s.Control] >= g.threshold && !g.known[s.Control] {
			g.blind = true
		}
	}
	return nil
}

// knows reports whether all gaps of the control were acceptable when its summary was handled, whatever
// its reasons are called by now.
func (g *gate) knows(s *report.Summary) bool { return g.known[s.Control] }

// Close does nothing.
func (g *gate) Close() error { return nil }

// accepts reports whether a gap of a control was accepted with this reason.
func (g *gate) accepts(control, reason string) bool {
	return slices.Contains(g.accepted, acceptance{Control: control, Reason: reason})
}

// acceptable reports whether every reason of s was accepted by id and reason, or is that nobody gave
// an earlier snapshot: then nothing that was read is in doubt. Errors never are.
func (g *gate) acceptable(s *report.Summary) bool {
	if s.Errors > 0 || len(s.Reasons) == 0 {
		return false
	}
	for _, reason := range s.Reasons {
		if reason.Text == report.NoEarlierSnapshot {
			continue
		}
		if !g.accepts(s.Control, reason.Text) {
			return false
		}
	}
	return true
}

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
