package report_test

import (
	"testing"

	"github.com/wbaudit/wbaudit/report"
)

func TestAVerdictInAWord(t *testing.T) {
	for _, c := range []struct {
		verdict report.Verdict
		word    string
		against bool
		remark  bool
	}{
		{report.Verdict{Go: true}, "GO", false, false},
		{report.Verdict{}, "NO-GO", true, false},
		{report.Verdict{Blind: true}, "NO-GO", true, true},
		{report.Verdict{Nothing: true}, "NOTHING MOVES", false, true},
	} {
		v := &c.verdict
		if v.Word() != c.word || v.Against() != c.against || (v.Remark() != "") != c.remark {
			t.Errorf("%+v: %s, against %t, %q", c.verdict, v.Word(), v.Against(), v.Remark())
		}
	}
}

func TestWhatV1TakesOverIsTold(t *testing.T) {
	for over, want := range map[int]string{
		0: "0 anchors to copy, 0 copies with another name, 0 descriptions cut",
		1: "0 anchors to copy, 0 copies with another name, 0 descriptions cut; 1 group that V1 takes over once V2 is off",
	} {
		if got := (&report.MoveTotals{ChangingOver: over}).Work(); got != want {
			t.Errorf("%d: %q, want %q", over, got, want)
		}
	}
}
