package main

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

// With --fail-on-new a finding of the baseline counts again once it has grown.
func TestWhatFailsOnNewFindings(t *testing.T) {
	for _, c := range []struct {
		claim string
		age   *report.Age
		want  int
	}{
		{"a new finding counts", &report.Age{State: report.AgeNew}, exitFindings},
		{"one that persists does not", &report.Age{State: report.AgePersisting}, exitClean},
		{"nor does one on other evidence", &report.Age{State: report.AgePersisting, Changed: true}, exitClean},
		{"one that has grown does", &report.Age{State: report.AgePersisting, Changed: true, Grown: true}, exitFindings},
		{"one that was waived then does", &report.Age{State: report.AgePersisting, Closed: true}, exitFindings},
	} {
		g := newGate("high")
		g.newOnly = true
		if err := g.Handle(report.Record{Finding: &report.Finding{Severity: report.SeverityHigh, Age: c.age}}); err != nil {
			t.Fatal(err)
		}
		if got := g.code(); got != c.want {
			t.Errorf("%s: exit code %d, want %d", c.claim, got, c.want)
		}
	}
}
