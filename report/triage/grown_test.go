package triage

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestAFindingHasGrownWhereItCountsMoreOrIsGraver(t *testing.T) {
	of := func(severity string, evidence map[string]any) *report.Finding {
		return &report.Finding{Severity: severity, Evidence: evidence}
	}
	foreign := func(n int) map[string]any { return map[string]any{"foreign": n, "known": 60 - n} }
	for _, c := range []struct {
		claim       string
		before, now *report.Finding
		want        bool
	}{
		{"more members than before", of("high", foreign(2)), of("high", foreign(62)), true},
		{"as many", of("high", foreign(2)), of("high", foreign(2)), false},
		{"fewer", of("high", foreign(62)), of("high", foreign(2)), false},
		{"graver", of("medium", foreign(2)), of("high", foreign(2)), true},
		{"milder", of("high", foreign(2)), of("medium", foreign(2)), false},
		{"at least more", of("low", map[string]any{"groups": 3}), of("low", map[string]any{"groups": report.AtLeast(4)}), true},
		{"at least as many may be more, which nobody knows", of("low", map[string]any{"groups": 3}), of("low", map[string]any{"groups": report.AtLeast(3)}), false},
		{"a time that passes is no count", of("low", map[string]any{"hours": 3}), of("low", map[string]any{"hours": 5}), false},
	} {
		if got := grown(c.before, c.now); got != c.want {
			t.Errorf("%s: %t, want %t", c.claim, got, c.want)
		}
	}
}
