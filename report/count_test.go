package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

func TestCounts(t *testing.T) {
	var c report.Counts
	if c.Findings.Total() != 0 || c.NotEvaluated() != nil || c.Incomplete() != nil || c.Control("CFG-01") != nil {
		t.Error("the zero counts are not zero")
	}
	finding := func(control, severity string, waived, settling bool) report.Record {
		f := &report.Finding{Control: control, Severity: severity, Settling: settling}
		if waived {
			f.Waiver = &report.Waiver{}
		}
		return report.Record{Finding: f}
	}
	for _, r := range []report.Record{
		{Run: &report.Run{Streams: []report.Stream{{Name: "a", Status: "complete"}, {Name: "b", Status: "partial"}, {Name: "c", Status: "absent"}}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Control: &report.Control{ID: "DIF-01", Severity: "critical"}},
		{Control: &report.Control{ID: "STR-01", Severity: "low"}},
		finding("CFG-01", "high", false, false),
		finding("CFG-01", "high", true, false),
		finding("CFG-01", "low", false, true),
		{Group: &report.Group{Members: report.Members{Differences: make([]report.MemberDifference, 3)}}},
		finding("DIF-01", "critical", true, true),
		{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 4, Failed: 3, Passed: 1, Waived: 1}},
		{Summary: &report.Summary{Control: "DIF-01", Outcome: "error", Subjects: 2, Failed: 1, Errors: 1, Waived: 1}},
		{Summary: &report.Summary{Control: "STR-01", Outcome: "notEvaluated", Subjects: 5, NotEvaluated: 3, NotApplicable: 2}},
	} {
		c.Add(r)
	}
	type view struct {
		Findings, Open            report.Tally
		Waived, Settling, Groups  int
		Differences               int
		Checks                    report.Checks
		Outcomes                  map[string]int
		Blind, Incomplete, Absent []string
		CFGOpen                   report.Tally
		Evaluated                 int
		Worst                     string
	}
	got := view{c.Findings, c.Open, c.Waived, c.Settling, c.Groups, c.MemberDifferences, c.Checks, c.Outcomes(), nil, nil, nil,
		c.Control("CFG-01").Open, c.Checks.Evaluated(), c.Open.Worst()}
	for _, control := range c.NotEvaluated() {
		got.Blind = append(got.Blind, control.Control.ID)
	}
	for _, s := range c.Incomplete() {
		got.Incomplete = append(got.Incomplete, s.Name)
	}
	for _, s := range c.Absent() {
		got.Absent = append(got.Absent, s.Name)
	}
	want := view{
		Findings: report.Tally{Critical: 1, High: 2, Low: 1}, Open: report.Tally{High: 1},
		Waived: 2, Settling: 2, Groups: 1, Differences: 3,
		Checks:   report.Checks{Subjects: 11, NotApplicable: 2, Passed: 1, Failed: 4, NotEvaluated: 3, Errors: 1},
		Outcomes: map[string]int{"fail": 1, "error": 1, "notEvaluated": 1},
		Blind:    []string{"DIF-01", "STR-01"}, Incomplete: []string{"b"}, Absent: []string{"c"},
		CFGOpen: report.Tally{High: 1}, Evaluated: 5, Worst: "high",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTallyTellsSeveritiesApart(t *testing.T) {
	tally := report.Tally{Critical: 1, High: 2, Medium: 4, Low: 8, Info: 16}
	for i, severity := range report.Severities {
		if got := tally.Of(severity); got != 1<<i {
			t.Errorf("Of(%s) = %d, want %d", severity, got, 1<<i)
		}
		if got := report.SeverityRank(severity); got != i+1 {
			t.Errorf("SeverityRank(%s) = %d, want %d", severity, got, i+1)
		}
	}
	if tally.Of("none") != 0 || tally.Total() != 31 || (report.Tally{}).Worst() != "" {
		t.Error("a word that is no severity is counted")
	}
}
