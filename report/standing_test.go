package report_test

import (
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

func TestSentencesOfAgeWaiverAndDecision(t *testing.T) {
	day := time.Date(2026, 10, 1, 23, 0, 0, 0, time.UTC)
	for want, got := range map[string]string{
		"":                       (*report.Age)(nil).Sentence() + (*report.Waiver)(nil).Sentence() + (*report.Decision)(nil).Sentence(),
		"new since the baseline": (&report.Age{State: report.AgeNew, FirstSeen: &day}).Sentence(),
		"persisting, first seen 2026-10-01, on other evidence than before, and has grown": (&report.Age{State: report.AgePersisting, FirstSeen: &day, Changed: true, Grown: true}).Sentence(),
		"persisting, first seen 2026-10-01, on other evidence than before":                (&report.Age{State: report.AgePersisting, FirstSeen: &day, Changed: true}).Sentence(),
		"resolved since the baseline":                                  (&report.Age{State: report.AgeResolved}).Sentence(),
		"in the baseline, and not judged again, first seen 2026-10-01": (&report.Age{State: report.AgeNotEvaluated, FirstSeen: &day}).Sentence(),
		"waived": (&report.Waiver{}).Sentence(),
		"waived until 2026-10-01, owner Ann, approved by Bob, ticket CHG-1: agreed": (&report.Waiver{Reason: "agreed", Owner: "Ann", Approver: "Bob", Ticket: "CHG-1", Expires: &day}).Sentence(),
		"noted: why": (&report.Decision{Comment: "why"}).Sentence(),
		"fix, due 2026-10-01, owner Ann, by Bob, on 2026-10-01: soon (the evidence changed since)": (&report.Decision{Word: "fix", Owner: "Ann", Author: "Bob", Comment: "soon", Due: &day, Decided: &day, Changed: true}).Sentence(),
		"reopened, by Bob: no longer": (&report.Decision{Word: "reopen", Author: "Bob", Comment: "no longer"}).Sentence(),
	} {
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
