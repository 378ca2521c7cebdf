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

func TestWhatWasNotReadIsNoZero(t *testing.T) {
	for _, c := range []struct {
		claim         string
		totals        report.MoveTotals
		members, work string
	}{
		{"all is read", report.MoveTotals{Members: 3, Kept: 2, Lost: 1, PeopleLost: 1, PeopleWhole: true, Anchors: 1},
			"3 members of copies: 2 kept, 1 lost, 0 undecided; people who lose access: 1", "1 anchor to copy, 0 copies with another name, 0 descriptions cut"},
		{"there is nothing", report.MoveTotals{PeopleWhole: true},
			"0 members of copies: 0 kept, 0 lost, 0 undecided; people who lose access: 0", "0 anchors to copy, 0 copies with another name, 0 descriptions cut"},
		{"no copy is read", report.MoveTotals{Unfollowed: 6, Unseen: 6, Cut: 1},
			"members of copies: not known, of 6 groups; people who lose access: not known", "what is to be done to copies: not known, of 6 groups, 1 description cut"},
		{"one is not read", report.MoveTotals{Members: 3, Kept: 2, Lost: 1, PeopleLost: 1, Unfollowed: 1, Unseen: 1, Renamed: 1},
			"3 members of copies: 2 kept, 1 lost, 0 undecided, and not all known of 1 group; people who lose access: 1, and there may be more",
			"0 anchors to copy, 1 copy with another name, and not known of 1 group, 0 descriptions cut"},
	} {
		if members, work := c.totals.Sentence(), c.totals.Work(); members != c.members || work != c.work {
			t.Errorf("%s:\n%s\n%s", c.claim, members, work)
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
