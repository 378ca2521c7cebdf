package reporttest

import (
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Aged returns a stream that was set against a baseline and waivers: of control CFG-01 a finding is new, one
// persists on other evidence and is waived, and one of the baseline is resolved; of CFG-02 one was not judged
// again, and of OLD-01, which does not run any more, one is gone.
func Aged() []report.Record {
	seen, now := time.Date(2026, 10, 1, 6, 0, 0, 0, time.UTC), time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	expires := time.Date(2027, 1, 31, 23, 59, 59, 0, time.UTC)
	find := func(control, print, name string) *report.Finding {
		return &report.Finding{Control: control, Severity: "high", Message: name + " is wrong", Fingerprint: print,
			Target: report.Target{Kind: report.TargetTenant, ID: "tenant", Name: name}}
	}
	fresh, old := find("CFG-01", "f1", "Fresh"), find("CFG-01", "f2", "Old")
	fresh.Age = &report.Age{State: report.AgeNew, FirstSeen: &now}
	old.Age = &report.Age{State: report.AgePersisting, FirstSeen: &seen, Changed: true}
	old.Waiver = &report.Waiver{Reason: "agreed", Owner: "Ann", Approver: "Bob", Ticket: "CHG-1", Expires: &expires}
	gone, blind, dropped := find("CFG-01", "f3", "Gone"), find("CFG-02", "f4", "Blind"), find("OLD-01", "f5", "Dropped")
	gone.Age = &report.Age{State: report.AgeResolved, FirstSeen: &seen}
	blind.Age = &report.Age{State: report.AgeNotEvaluated, FirstSeen: &seen}
	dropped.Age = &report.Age{State: report.AgeNotEvaluated}
	return []report.Record{
		{Run: &report.Run{Format: report.Format, CollectedAt: &now, Now: &now, Baseline: &report.Baseline{CollectedAt: &seen, Findings: 4}}},
		{Control: &report.Control{ID: "CFG-01", Title: "It is wrong", Severity: "high"}},
		{Control: &report.Control{ID: "CFG-02", Title: "It is unknown", Severity: "high"}},
		{Finding: fresh}, {Finding: old}, {Absent: gone}, {Absent: blind}, {Absent: dropped},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeFail, Subjects: 2, Failed: 2, Waived: 1}},
		{Summary: &report.Summary{Control: "CFG-02", Outcome: report.OutcomeNotEvaluated, Subjects: 1, NotEvaluated: 1, Reason: "not read"}},
	}
}
