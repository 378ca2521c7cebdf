package report_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
)

func TestNumbersThatDifferAreExplained(t *testing.T) {
	for _, c := range []struct {
		name   string
		counts report.Counts
		want   [3]string
	}{
		{"nothing differs", report.Counts{Findings: report.Tally{High: 2}, Checks: report.Checks{Failed: 2}, MemberDifferences: 1},
			[3]string{"", "", "1 member difference"}},
		{"several findings of one subject", report.Counts{Findings: report.Tally{High: 1500}, Checks: report.Checks{Failed: 1}, MemberDifferences: 1042, ByDesign: 1006},
			[3]string{"1,500 findings of 1 failed subject: one subject may have several.", "", "1,042 member differences, 1,006 of them excluded by design"}},
		{"subjects whose findings the stream lacks", report.Counts{Findings: report.Tally{Low: 1}, Checks: report.Checks{Failed: 3}},
			[3]string{"1 finding of 3 failed subjects.", "", "0 member differences"}},
		{"members that were not read", report.Counts{Unread: 55}, [3]string{"", "", "0 known member differences"}},
	} {
		got := [3]string{c.counts.FailedSentence(), c.counts.SeveritySentence(), c.counts.DifferencesSentence()}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

func TestAFindingOfAnotherSeverityThanItsControlIsCounted(t *testing.T) {
	var counts report.Counts
	for _, r := range []report.Record{
		{Control: &report.Control{ID: "A-01", Severity: report.SeverityHigh}},
		{Finding: &report.Finding{Control: "A-01", Severity: report.SeverityHigh}}, {Finding: &report.Finding{Control: "A-01", Severity: report.SeverityLow}},
		{Finding: &report.Finding{Control: "B-01", Severity: report.SeverityLow}}, // of a control that the stream does not describe
		{Group: &report.Group{Members: report.Members{Differences: []report.MemberDifference{{Difference: "missing"}, {Difference: report.DifferenceExcluded}}}}},
	} {
		counts.Add(r)
	}
	if want := "1 finding has another severity than the control; subjects are counted by the control's."; counts.SeveritySentence() != want {
		t.Errorf("got %q, want %q", counts.SeveritySentence(), want)
	}
	if want := "2 member differences, 1 of them excluded by design"; counts.DifferencesSentence() != want {
		t.Errorf("got %q, want %q", counts.DifferencesSentence(), want)
	}
}

func TestGroupsWithoutTheirMembersAreCounted(t *testing.T) {
	var counts report.Counts
	for _, m := range []report.Members{
		{Cloud: report.StatusComplete, Directory: "none"}, {Cloud: report.StatusPartial, Directory: report.StatusComplete}, {Cloud: "none", Directory: report.StatusAbsent},
	} {
		counts.Add(report.Record{Group: &report.Group{Members: m}})
	}
	if want := "NOT READ COMPLETELY: members of 2 groups"; counts.UnreadSentence() != want {
		t.Errorf("got %q, want %q", counts.UnreadSentence(), want)
	}
}
