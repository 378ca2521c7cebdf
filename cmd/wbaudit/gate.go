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
	blind      bool
}

// severityOrder ranks severities from the mildest up; "none" as a threshold is above all.
var severityOrder = []string{"info", "low", "medium", "high", "critical", "none"}

func newGate(failOn string, accepted []acceptance) *gate {
	return &gate{threshold: rank(failOn), accepted: accepted, severities: map[string]int{}}
}

func rank(severity string) int { return slices.Index(severityOrder, severity) }

// Handle notes what decides the exit code.
func (g *gate) Handle(r report.Record) error {
	switch {
	case r.Control != nil:
		g.severities[r.Control.ID] = rank(r.Control.Severity)
	case r.Finding != nil:
		f := r.Finding
		if f.Waiver == nil && !f.Settling && rank(f.Severity) >= g.threshold {
			g.found = true
		}
	case r.Summary != nil:
		s := r.Summary
		if s.NotEvaluated+s.Errors > 0 && g.severities[s.Control] >= g.threshold && !g.acceptable(s) {
			g.blind = true
		}
	}
	return nil
}

// Close does nothing.
func (g *gate) Close() error { return nil }

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
		if !slices.Contains(g.accepted, acceptance{Control: s.Control, Reason: reason.Text}) {
			return false
		}
	}
	return true
}

// code returns the exit code of the stream that was handled.
func (g *gate) code() int {
	switch {
	case g.found:
		return exitFindings
	case g.blind:
		return exitIncomplete
	}
	return exitClean
}
