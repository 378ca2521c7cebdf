package triage

import "github.com/wbaudit/wbaudit/report"

// Accept passes on what a baseline needs of a stream: everything but its groups, which hold the
// members, and what was absent from it.
func Accept(h report.Handler) report.Handler { return &accept{h} }

type accept struct{ report.Handler }

// Handle passes on all but groups and absent findings.
func (a *accept) Handle(r report.Record) error {
	if r.Group != nil || r.Absent != nil {
		return nil
	}
	return a.Handler.Handle(r)
}
