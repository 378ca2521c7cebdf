package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestThousands(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -999: "-999"} {
		if got := report.Thousands(n); got != want {
			t.Errorf("Thousands(%d) = %s, want %s", n, got, want)
		}
		if got := report.Thousands(int64(n)); got != want {
			t.Errorf("Thousands(int64(%d)) = %s, want %s", n, got, want)
		}
	}
}

func TestACountOfWhichOnlyTheLeastIsKnownIsToldAndReadAgain(t *testing.T) {
	if got := report.AtLeast(12); got != "at least 12" {
		t.Errorf("it is told as %q", got)
	}
	for value, want := range map[any]int{"at least 12": 12, "at least 0": 0, 12: -1, "12": -1, "at least": -1, "at least many": -1, "at most 12": -1} {
		n, ok := report.LeastOf(value)
		if ok != (want >= 0) || ok && n != want {
			t.Errorf("%v is read as %d, %v", value, n, ok)
		}
	}
}

func TestACountNamesOneOrMany(t *testing.T) {
	for n, want := range map[int][2]string{0: {"0 groups", "0 groups"}, 1: {"1 group", "1 group"}, 2: {"2 groups", "2 groups"}, 2000: {"2,000 groups", "2000 groups"}} {
		if got := [2]string{report.Separated(n, "group"), report.Several(n, "group")}; got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}
