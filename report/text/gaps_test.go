package text

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestAnEarlierSnapshotThatNobodyGaveComesAfterEveryGapInWhatWasRead(t *testing.T) {
	s := &summary{counts: report.Counts{}}
	for id, c := range map[string]struct{ severity, reason string }{
		"DIF-35": {"critical", report.NoEarlierSnapshot}, "CFG-27": {"low", "the owners were not read"}, "DIF-01": {"high", "cloud_groups was not read"},
	} {
		s.counts.Controls = append(s.counts.Controls, &report.ControlCount{
			Control: &report.Control{ID: id, Severity: c.severity},
			Summary: &report.Summary{Control: id, Outcome: report.OutcomeNotEvaluated, NotEvaluated: 1, Reason: c.reason},
		})
	}
	var order []string
	for _, g := range s.reasons() {
		order = append(order, g.controls...)
	}
	if got, want := len(order), 3; got != want || order[0] != "DIF-01" || order[1] != "CFG-27" || order[2] != "DIF-35" {
		t.Errorf("the order is %v", order)
	}
}
