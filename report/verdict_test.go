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
		{"all is read", report.MoveTotals{Whole: true, Members: 3, Kept: 2, Lost: 1, PeopleLost: 1, PeopleWhole: true, Anchors: 1},
			"3 members of copies: 2 kept, 1 lost, 0 undecided; people who lose access: 1", "1 anchor to copy, 0 copies with another name, 0 descriptions cut"},
		{"there is nothing", report.MoveTotals{Whole: true, PeopleWhole: true},
			"0 members of copies: 0 kept, 0 lost, 0 undecided; people who lose access: 0", "0 anchors to copy, 0 copies with another name, 0 descriptions cut"},
		{"no copy is read", report.MoveTotals{Whole: true, Unfollowed: 6, AnchorsOpen: 6, RenamedOpen: 6, Cut: 1},
			"members of copies: not known, of 6 groups; people who lose access: not known",
			"anchors to copy not known of 6 groups, copies with another name not known of 6 groups, 1 description cut"},
		{"one is not read", report.MoveTotals{Whole: true, Members: 3, Kept: 2, Lost: 1, PeopleLost: 1, Unfollowed: 1, AnchorsOpen: 1, Renamed: 1, RenamedOpen: 1, CutOpen: 2},
			"3 members of copies: 2 kept, 1 lost, 0 undecided, and not all known of 1 group; people who lose access: 1, and there may be more",
			"anchors to copy not known of 1 group, at least 1 copy with another name (not known of 1 group), descriptions cut not known of 2 groups"},
		{"not every group is read", report.MoveTotals{PeopleWhole: true},
			"of the groups that were read, which are not all: 0 members of copies: 0 kept, 0 lost, 0 undecided; people who lose access: 0",
			"of the groups that were read, which are not all: 0 anchors to copy, 0 copies with another name, 0 descriptions cut"},
	} {
		if members, work := c.totals.Sentence(), c.totals.Work(); members != c.members || work != c.work {
			t.Errorf("%s:\n%s\n%s", c.claim, members, work)
		}
	}
}

func TestWhatV1TakesOverIsTold(t *testing.T) {
	const rest = "0 anchors to copy, 0 copies with another name, 0 descriptions cut"
	for _, c := range []struct {
		over, open int
		want       string
	}{
		{0, 0, rest},
		{1, 0, rest + "; 1 group that V1 takes over once V2 is off"},
		{1, 1, rest + "; at least 1 group that V1 takes over once V2 is off (not known of 1 group)"},
		{0, 2, rest + "; groups that V1 takes over once V2 is off not known of 2 groups"},
	} {
		if got := (&report.MoveTotals{Whole: true, ChangingOver: c.over, ChangingOpen: c.open}).Work(); got != c.want {
			t.Errorf("%d and %d: %q, want %q", c.over, c.open, got, c.want)
		}
	}
}

func TestAWaveTellsWhatIsKnownOfIt(t *testing.T) {
	for _, c := range []struct {
		wave report.Wave
		want string
	}{
		{report.Wave{Number: 1, Groups: 2, Members: 9, Anchors: 1, Together: 2}, "wave 1: 2 groups, 9 members, 0 of them lost; 1 anchor to copy; 2 in loops, which move at once"},
		{report.Wave{Number: 2, Groups: 2, Members: 9, Lost: 1, Unfollowed: 1}, "wave 2: 2 groups, at least 9 members, at least 1 of them lost; 0 anchors to copy"},
		{report.Wave{Number: 3, Groups: 1, Unfollowed: 1, AnchorsOpen: 1}, "wave 3: 1 group, members not known, of them lost not known; anchors to copy not known"},
		{report.Wave{Number: 4, Groups: 1, Members: 4, Undecided: 2}, "wave 4: 1 group, 4 members, of them lost not known; 0 anchors to copy"},
	} {
		if got := c.wave.Sentence(); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestWhatIsSaidOfOneCopyIsKnown(t *testing.T) {
	cut := func(n int) *int { return &n }
	for _, c := range []struct {
		claim     string
		copy      report.CopyStep
		name, cut string
	}{
		{"the name stays", report.CopyStep{CN: "A_1", CNNow: "a_1", CNSure: true, Renamed: "no", DescriptionCut: cut(0)}, "A_1", ""},
		{"the name changes", report.CopyStep{CN: "B_1", CNNow: "A_1", CNSure: true, Renamed: "yes", DescriptionCut: cut(1)}, "A_1 becomes B_1", "1 character of the description cut"},
		{"the mapping was not read", report.CopyStep{CN: "A_1", CNNow: "A_1", Renamed: "unknown", DescriptionCut: cut(0)}, "A_1 (by the default mapping)", ""},
		{"nothing was read", report.CopyStep{Renamed: "unknown"}, "a name that is not known", "whether the description is cut: not known"},
		{"the copy was read and the name of its group was not", report.CopyStep{CNNow: "A_1", Renamed: "unknown"}, "A_1 may become a name that is not known", "whether the description is cut: not known"},
	} {
		if name, cut := c.copy.NameWords(), c.copy.CutWords(); name != c.name || cut != c.cut {
			t.Errorf("%s: %q and %q", c.claim, name, cut)
		}
	}
}

func TestPeopleWhoMayLoseAccessAreNoZero(t *testing.T) {
	for _, c := range []struct {
		move report.MemberMove
		want string
	}{
		{report.MemberMove{People: 5, PeopleWhole: true}, ""},
		{report.MemberMove{People: 5, PeopleLost: 2, PeopleWhole: true}, "2 of 5"},
		{report.MemberMove{People: 5, PeopleLost: 2, PeopleUndecided: 1, PeopleWhole: true}, "at least 2 of 5, 1 may"},
		{report.MemberMove{People: 5, PeopleLost: 2}, "at least 2 of at least 5"},
		{report.MemberMove{People: 5, PeopleUndecided: 3, PeopleWhole: true}, "3 may"},
		{report.MemberMove{People: 5, PeopleUndecided: 3}, "at least 3 may"},
		{report.MemberMove{}, "not known"},
	} {
		if got := c.move.PeopleWords(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.move, got, c.want)
		}
	}
}
