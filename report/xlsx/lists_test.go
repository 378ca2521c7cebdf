package xlsx_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// shown keeps the cells of rows that have something, of the columns named.
func shown(rows []map[string]string, titles ...string) []string {
	var all []string
	for _, row := range rows {
		var cells []string
		for _, title := range titles {
			cells = append(cells, row[title])
		}
		all = append(all, strings.Join(cells, " | "))
	}
	return all
}

// audited is a small stream in which every list has something.
func audited() []report.Record {
	now := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	soon, later := now.AddDate(0, 0, 12), now.AddDate(0, 3, 0)
	group := report.Target{Kind: report.TargetGroup, ID: "1b4e28ba-2fa1-41d2-883f-0016d3cca427", Name: "Sales"}
	waived := func(control string, w *report.Waiver) report.Record {
		return report.Record{Finding: &report.Finding{Control: control, Severity: "medium", Target: group, Message: "Sales has no owner", Waiver: w, Fingerprint: report.Fingerprint(control, group.Kind, group.ID, "")}}
	}
	return []report.Record{
		{Run: &report.Run{Format: report.Format, Now: &now, Choices: []report.KeyValue{{Key: "waivers.digest", Value: "abc"}, {Key: "waivers.entries", Value: "3"}, {Key: "waivers.file", Value: "waivers.yaml"}}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "medium", Profile: "audit"}},
		{Control: &report.Control{ID: "GOV-01", Title: "Nobody answers for a group", Severity: "medium", Profile: "governance",
			Frameworks: []report.Framework{{Name: "ISO/IEC 27001:2022", Clause: "A.5.9"}, {Name: "ISO/IEC 27001:2022", Clause: "A.5.15"}, {Name: "SOX", Clause: "access"}}}},
		{Control: &report.Control{ID: "GOV-06", Title: "Nobody reviews", Severity: "medium", Profile: "governance"}},
		{Control: &report.Control{ID: "WVR-01", Severity: "medium", Profile: "audit"}},
		{Group: &report.Group{Key: "c:" + group.ID, Target: group, Cloud: &report.CloudSide{ID: group.ID},
			Children: []report.Child{{ID: "2b4e28ba-2fa1-41d2-883f-0016d3cca427", Name: "Child", Kind: "security", Problem: "not_written"}},
			Members: report.Members{Differences: []report.MemberDifference{
				{Difference: "missing", Class: "synced_user", Name: "Adele"}, {Difference: "excluded", Class: "guest", Name: "Guest", Reason: "a guest has no account in AD"},
				{Difference: "excluded", Class: "cloud_group_not_written", ID: "2b4e28ba-2fa1-41d2-883f-0016d3cca427", Name: "Child"},
				{Difference: "missing", Class: "synced_group", ID: "3b4e28ba-2fa1-41d2-883f-0016d3cca427", Name: "Other child"}}}}},
		waived("CFG-01", &report.Waiver{Reason: "retired", Owner: "identity team", Expires: &later}),
		waived("GOV-01", &report.Waiver{Reason: "retired in December", Owner: "identity team", Approver: "head", Ticket: "CHG-1", Expires: &soon}),
		{Finding: &report.Finding{Control: "WVR-01", Severity: "medium", Target: report.Target{Kind: report.TargetWaiver, ID: "x", Name: "DIF-06 for x"}, Message: "waivers.yaml:3: expired", Fingerprint: "f"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeFail, Subjects: 1, Failed: 1, Waived: 1}},
		{Summary: &report.Summary{Control: "GOV-01", Outcome: report.OutcomeFail, Subjects: 3, Failed: 1, Passed: 2, Waived: 1}},
		{Summary: &report.Summary{Control: "GOV-06", Outcome: report.OutcomeNotEvaluated, Subjects: 3, NotEvaluated: 3, Reason: "access reviews were not read"}},
		{Summary: &report.Summary{Control: "WVR-01", Outcome: report.OutcomeFail, Subjects: 3, Passed: 2, Failed: 1}},
	}
}

func TestListsHoldWhatTheyAreFor(t *testing.T) {
	f := opened(t, written(t, audited(), xlsx.Options{}))
	for _, tt := range []struct {
		sheet  string
		titles []string
		want   []string
	}{
		{"Member differences", []string{"Difference", "Member"}, []string{"missing | Adele", "missing | Other child"}},
		{"Cloud-only and excluded", []string{"Difference", "Member", "Reason"}, []string{"excluded | Guest | a guest has no account in AD", "excluded | Child | "}},
		{"Nesting", []string{"Group", "Contains", "Found by", "Problem"}, []string{"Sales | Child | nesting in the cloud | not_written", "Sales | Other child | comparison of members | missing synced_group"}},
		{"Governance", []string{"Control", "Row", "Outcome", "Answer", "Clauses", "Owner"}, []string{
			"GOV-01 | question | fail | 1 of 3 subjects failed | ISO/IEC 27001:2022 A.5.9, A.5.15; SOX access | ", "GOV-01 | finding | fail | Sales has no owner |  | identity team",
			"GOV-06 | question | notEvaluated | nothing was judged; 3 not evaluated: access reviews were not read |  | "}},
		{"Waivers", []string{"State", "Control", "Reason, or what is wrong", "Days left"}, []string{
			"to be corrected | WVR-01 | waivers.yaml:3: expired | see reason", "in force | GOV-01 | retired in December | 12", "in force | CFG-01 | retired | 92"}},
	} {
		if diff := cmp.Diff(tt.want, shown(list(t, f, tt.sheet), tt.titles...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.sheet, diff)
		}
	}
	for sheet, want := range map[string]string{
		"Waivers":    "2 waived findings: each stays in the list of findings and does not count as open. The file waivers.yaml has 3 waivers; its SHA-256 is abc.",
		"Governance": "2 questions asked, 1 finding.",
	} {
		if rows, err := f.GetRows(sheet); err != nil || rows[len(rows)-1][0] != want {
			t.Errorf("below %s stands %q (%v), want %q", sheet, rows[len(rows)-1], err, want)
		}
	}
}

func TestGovernanceThatWasNotAskedSaysSo(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(3), xlsx.Options{}))
	got, err := f.GetCellValue("Governance", "A4")
	if want := "Nothing was asked: the profile governance was not chosen. Audit again with --profiles audit,governance."; err != nil || got != want {
		t.Errorf("Governance says %q (%v), want %q", got, err, want)
	}
}

func TestSignOffTellsWhatWasNotSeen(t *testing.T) {
	rows, err := opened(t, written(t, audited(), xlsx.Options{})).GetRows("Sign-off")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range [][]string{{"", "Subjects not evaluated", "3"}, {"", "Controls that could not judge all", "1"}, {"", "of these waived", "2"},
		{"", "Role", "Name", "Function", "Date", "Signature or remark"}, {"", "Approved by"}} {
		if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, want) }) {
			t.Errorf("no row is %q, but the rows are %q", want, rows)
		}
	}
}

func TestDecisionsHaveListsAndLimits(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(60), xlsx.Options{MaxRows: 20}))
	for sheet, want := range map[string]map[string]string{
		"Findings":     {"H2:H21": `"accept,fix,investigate,dispute,reopen"`, "I2:I21": "0..200", "J2:J21": "36526..73050", "K2:K21": "0..4000"},
		"Findings (3)": {"H2:H3": `"accept,fix,investigate,dispute,reopen"`, "I2:I3": "0..200", "J2:J3": "36526..73050", "K2:K3": "0..4000"},
		"Sign-off":     {"E26:E29": "36526..73050"},
	} {
		checks, err := f.GetDataValidations(sheet)
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]string{}
		for _, c := range checks {
			got[c.Sqref] = c.Formula1
			if c.Formula2 != "" {
				got[c.Sqref] += ".." + c.Formula2
			}
			if c.Prompt == nil || c.Error == nil {
				t.Errorf("%s %s explains nothing", sheet, c.Sqref)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", sheet, diff)
		}
	}
	if p := parts(t, written(t, reporttest.Demo(6), xlsx.Options{})); strings.Contains(p["xl/worksheets/sheet2.xml"], "sheetProtection") {
		t.Error("Findings is protected, so that Excel cannot sort it")
	}
}

func TestAnEarlierDecisionIsShownAndFlagged(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(60), xlsx.Options{}))
	got := map[string]int{}
	for _, row := range list(t, f, "Findings") {
		got[strings.Join([]string{row["Decision"], row["Owner"], row["Comment"], row["Decision stands"], row["Decided by"]}, " | ")]++
	}
	carried := "fix | identity team | the type is corrected with the next change | "
	if got[carried+"evidence changed | R. Reviewer"] == 0 || got[carried+"evidence as then | R. Reviewer"] == 0 || got[" |  |  |  | "] == 0 {
		t.Errorf("decisions are %v", got)
	}
	formats, err := f.GetConditionalFormats("Findings")
	if err != nil {
		t.Fatal(err)
	}
	// 46346 is 2026-11-20, the day to judge by.
	if due := formats["J2:J43"]; len(due) != 1 || due[0].MinValue != "1" || due[0].MaxValue != "46345" {
		t.Errorf("days that have passed are marked by %v", due)
	}
	if state := formats["L2:L43"]; len(state) != 3 || state[0].Value != `"evidence changed"` {
		t.Errorf("changed evidence is marked by %v", state)
	}
}

func TestAReopenedFindingSaysWhoReopenedItAndThatItIsStillWaived(t *testing.T) {
	at := time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)
	records := []report.Record{{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "low"}}}
	for i, w := range []*report.Waiver{nil, {Reason: "r", Owner: "o"}} {
		records = append(records, report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "low", Fingerprint: itoa(i), Message: itoa(i), Target: report.Target{Kind: report.TargetTenant}, Waiver: w,
			Decision: &report.Decision{Word: "reopen", Author: "Z", Comment: "no longer", Decided: &at, Changed: i == 0}}})
	}
	records = append(records, report.Record{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: 1, Failed: 1, Waived: 0}})
	f := opened(t, written(t, records, xlsx.Options{}))
	var got []string
	for _, row := range list(t, f, "Findings") {
		got = append(got, strings.Join([]string{row["Status"], row["Decision"], row["Comment"], row["Decision stands"], row["Decided by"]}, " | "))
	}
	if diff := cmp.Diff([]string{"open | reopen | no longer | reopened | Z", "waived | reopen | no longer | reopened, still waived | Z"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	formats, err := f.GetConditionalFormats("Findings")
	if err != nil || !slices.ContainsFunc(formats["L2:L3"], func(o excelize.ConditionalFormatOptions) bool { return o.Value == `"reopened, still waived"` }) {
		t.Errorf("what is still waived is marked by %v (%v)", formats["L2:L3"], err)
	}
	rows, err := f.GetRows("Summary")
	if want := "2 findings reopened; 1 of them still waived: delete the entries in the file of waivers."; err != nil || !slices.ContainsFunc(rows, func(row []string) bool { return len(row) > 1 && row[1] == want }) {
		t.Errorf("the Summary does not say %q (%v)", want, err)
	}
}

func TestAGroupWithoutNameIsShownByItsID(t *testing.T) {
	records := []report.Record{{Run: &report.Run{Format: 1}}}
	for _, id := range []string{"1b4e28ba-2fa1-41d2-883f-0016d3cca427", "2b4e28ba-2fa1-41d2-883f-0016d3cca427"} {
		records = append(records, report.Record{Group: &report.Group{Key: "c:" + id, Target: report.Target{Kind: report.TargetGroup, ID: id}, Cloud: &report.CloudSide{ID: id, Unreadable: "no object"}}})
	}
	f := opened(t, written(t, records, xlsx.Options{}))
	for i, row := range list(t, f, "Groups") {
		if want := records[i+1].Group.Target.ID; row["Group"] != want {
			t.Errorf("row %d is %q, want %q", i+2, row["Group"], want)
		}
	}
}

func TestAnEmptyListOfWaiversMarksNoDay(t *testing.T) {
	formats, err := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1}}}, xlsx.Options{})).GetConditionalFormats("Waivers")
	if err != nil {
		t.Fatal(err)
	}
	if days := formats["J2:J2"]; len(days) != 1 || days[0].Type != "formula" || days[0].Criteria != "AND(ISNUMBER(J2),J2<=30)" {
		t.Errorf("days left are marked by %+v of %v", days, formats)
	}
}

func TestEntriesAreCellsOfTheirOwnStyle(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(60), xlsx.Options{}))
	for cell, format := range map[string]string{"H2": "", "I2": "", "J2": "yyyy-mm-dd", "K2": ""} {
		id, err := f.GetCellStyle("Findings", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || len(style.Fill.Color) != 1 || style.Fill.Color[0] != "FFFBEA" {
			t.Errorf("%s has the style %+v (%v)", cell, style, err)
		}
		if format != "" && (style.CustomNumFmt == nil || *style.CustomNumFmt != format) {
			t.Errorf("%s is shown by %v, want %s", cell, style.CustomNumFmt, format)
		}
	}
	var due []string
	for _, row := range list(t, f, "Findings") {
		if row["Due"] != "" {
			due = append(due, row["Due"])
		}
	}
	if len(due) == 0 || slices.ContainsFunc(due, func(s string) bool { return !strings.HasPrefix(s, "463") }) {
		t.Errorf("days are %q, want numbers of days", due)
	}
}

func TestColumnsHaveWidthsThatFit(t *testing.T) {
	f := opened(t, written(t, audited(), xlsx.Options{}))
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		if sheet == "Summary" || sheet == "Provenance" || sheet == "Sign-off" {
			continue
		}
		for i, title := range rows[0] {
			name, err := excelize.ColumnNumberToName(i + 1)
			if err != nil {
				t.Fatal(err)
			}
			width, err := f.GetColWidth(sheet, name)
			// A title may break at its blanks; its longest word may not, beside the filter button.
			longest := 0
			for word := range strings.FieldsSeq(title) {
				longest = max(longest, len(word))
			}
			if err != nil || width == 9.140625 || width < float64(longest) {
				t.Errorf("%s: column %q has the width %v (%v)", sheet, title, width, err)
			}
		}
		if height, err := f.GetRowHeight(sheet, 1); err != nil || height < 30 {
			t.Errorf("%s: the header has the height %v (%v)", sheet, height, err)
		}
	}
}

func TestGroupsShowTheLeastThatIsKnown(t *testing.T) {
	foreign := report.MemberDifference{Difference: report.DifferenceForeign, Class: "foreign_ad", Name: "Cleo"}
	f := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1}},
		{Group: &report.Group{Key: "d:1", Target: report.Target{ID: "1", Name: "Left"}, Members: report.Members{Undecided: new(3), Differences: []report.MemberDifference{foreign, foreign}}}}}, xlsx.Options{}))
	row := list(t, f, "Groups")[0]
	got := [3]string{row["Members: missing in AD"], row["Members: foreign in AD"], row["Members: undecided"]}
	if want := [3]string{"not known", "at least 2", "3"}; got != want {
		t.Errorf("Groups says %v, want %v", got, want)
	}
}

func TestListsOfMembersSayOfWhichGroupsTheyCannotTell(t *testing.T) {
	side := report.DirectorySide{GUID: "d"}
	for several, want := range map[int]string{0: "in Not evaluated.", 2: "Not compared are the members of 1 group that several directory groups name."} {
		group := report.Group{Key: "c:1", Cloud: &report.CloudSide{ID: "c"}, Members: report.Members{Cloud: "complete", Directory: "none"}}
		for range several {
			group.Candidates = append(group.Candidates, side)
		}
		rows, err := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1}}, {Group: &group}}, xlsx.Options{})).GetRows("Member differences")
		if err != nil {
			t.Fatal(err)
		}
		if note := rows[len(rows)-1][0]; !strings.HasSuffix(note, want) {
			t.Errorf("with %d: %q, want %q at its end", several, note, want)
		}
	}
}
