package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestKnownMembersAreAtLeastThoseThatAreListed(t *testing.T) {
	two := 2
	m := report.Members{Missing: &two, Differences: []report.MemberDifference{
		{Difference: report.DifferenceMissing}, {Difference: report.DifferenceForeign}, {Difference: report.DifferenceForeign}, {Difference: report.DifferenceForeign},
		{Difference: report.DifferenceDomainLocal}}}
	for _, c := range []struct {
		claim, difference string
		n                 int
		exact             bool
	}{
		{"a count is exact, whatever is listed", report.DifferenceMissing, 2, true},
		{"without a count the listed ones are the least", report.DifferenceForeign, 3, false},
		{"without either nothing is known", report.DifferenceUndecided, 0, false},
		{"the stream counts none that a copy cannot hold, and lists all of them", report.DifferenceDomainLocal, 1, true},
	} {
		if n, exact := m.Known(c.difference); n != c.n || exact != c.exact {
			t.Errorf("%s: got %d, %v", c.claim, n, exact)
		}
	}
}
