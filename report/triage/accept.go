package triage

import "github.com/wbaudit/wbaudit/report"

// Accept passes on what a baseline needs of a stream: everything but the members that differ, which
// name people, with their counts, and what was resolved. What could not be judged again stays, with the day on which it was
// first seen. So do groups, since a stream that lacks some is refused.
func Accept(h report.Handler) report.Handler { return &accept{h} }

// unjudged reports whether a finding of the baseline may still stand, since nothing judged it again.
func unjudged(absent *report.Finding) bool {
	return absent.Age != nil && absent.Age.State == report.AgeNotEvaluated
}

type accept struct{ report.Handler }

// Handle passes on all but resolved findings, and groups without the members that differ.
func (a *accept) Handle(r report.Record) error {
	if r.Absent != nil && !unjudged(r.Absent) {
		return nil
	}
	if r.Group != nil {
		g := *r.Group
		g.Members.Differences = []report.MemberDifference{}
		g.Members.Missing, g.Members.Foreign, g.Members.Excluded, g.Members.Undecided = nil, nil, nil, nil
		r.Group = &g
	}
	return a.Handler.Handle(r)
}
