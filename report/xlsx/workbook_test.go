package xlsx_test

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// written returns the workbook of records.
func written(t testing.TB, records []report.Record, o xlsx.Options) []byte {
	t.Helper()
	o.TempDir = t.TempDir()
	var b bytes.Buffer
	w, err := xlsx.New(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, w, records)
	checkEmpty(t, o.TempDir)
	return b.Bytes()
}

func checkEmpty(t testing.TB, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		t.Errorf("%d files are left in the temporary folder (%v)", len(left), err)
	}
}

func opened(t testing.TB, book []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// list returns the rows of a list over all of its sheets as the table of each bounds them, each
// row by column title.
func list(t testing.TB, f *excelize.File, name string) []map[string]string {
	t.Helper()
	var all []map[string]string
	for _, sheet := range f.GetSheetList() {
		if sheet != name && !strings.HasPrefix(sheet, name+" (") {
			continue
		}
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Fatalf("%s has %d tables (%v), want 1", sheet, len(tables), err)
		}
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		_, end, _ := strings.Cut(tables[0].Range, ":")
		_, last, err := excelize.CellNameToCoordinates(end)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:min(last, len(rows))] {
			if len(row) == 0 {
				continue // the one row that an empty table must have
			}
			cells := map[string]string{}
			for i, cell := range row {
				cells[rows[0][i]] = cell
			}
			all = append(all, cells)
		}
	}
	return all
}

func TestEveryCountIsThatOfTheStream(t *testing.T) {
	for seed := range uint64(30) {
		records := reporttest.Random(seed, int(seed)%9)
		var want report.Counts
		for _, r := range records {
			want.Add(r)
		}
		f := opened(t, written(t, records, xlsx.Options{MaxRows: 1 + int(seed)%4}))
		var severities, open report.Tally
		waived, settling := 0, 0
		for _, row := range list(t, f, "Findings") {
			severities.Add(row["Severity"])
			if row["Status"] == "open" {
				open.Add(row["Severity"])
			}
			waived += strings.Count(row["Status"], "waived")
			settling += strings.Count(row["Status"], "settling")
		}
		type counts struct {
			Findings, Open                        report.Tally
			Waived, Settling, Groups, Differences int
			Controls                              int
			Outcomes                              map[string]int
		}
		got := counts{severities, open, waived, settling, len(list(t, f, "Groups")), len(list(t, f, "Member differences")) + len(list(t, f, "Cloud-only and excluded")), 0, map[string]int{}}
		for _, row := range list(t, f, "Controls") {
			got.Controls++
			got.Outcomes[row["Outcome"]]++
		}
		wanted := counts{want.Findings, want.Open, want.Waived, want.Settling, want.Groups, want.MemberDifferences, len(want.Controls), want.Outcomes()}
		if diff := cmp.Diff(wanted, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestEveryGroupShowsItsFindings(t *testing.T) {
	records := reporttest.Demo(60)
	want := map[string]string{}
	for _, r := range records {
		if r.Group != nil {
			want[r.Group.Key] = "0"
		}
		if r.Finding != nil {
			key := "c:" + r.Finding.Target.ID
			want[key] = string(rune('1' + want[key][0] - '0'))
		}
	}
	got := map[string]string{}
	for _, row := range list(t, opened(t, written(t, records, xlsx.Options{})), "Groups") {
		got[row["Key"]] = row["Findings"]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestThePortalsColumnsStandBesideTheTruth(t *testing.T) {
	records := reporttest.Demo(60)
	shown := map[string]map[string]string{}
	for _, row := range list(t, opened(t, written(t, records, xlsx.Options{})), "Groups") {
		shown[row["Group"]] = row
	}
	for _, r := range records {
		if r.Group == nil || r.Group.Cloud == nil {
			continue
		}
		enabled, target := r.Group.Cloud.Portal()
		want := [...]string{enabled, target, r.Group.Cloud.LabelMeaning()}
		row := shown[r.Group.Target.Name]
		got := [...]string{row["Portal: Writeback enabled"], row["Portal: Target writeback type"], row["Effective: the portal's label"]}
		if got != want || row["Effective: written back"] == "" {
			t.Errorf("%s shows %q, want %q", r.Group.Target.Name, got, want)
		}
	}
}

func TestEveryGroupThatWasNotJudgedIsListedWithItsControl(t *testing.T) {
	records := reporttest.Demo(20)
	for _, r := range records {
		if r.Group != nil && r.Group.NotEvaluated != nil {
			r.Group.Cloud.Unreadable = "displayName holds NUL"
		}
	}
	f := opened(t, written(t, records, xlsx.Options{}))
	want := []map[string]string{{"Severity": "medium", "Control": "DIF-24", "Title": "Members are missing in the directory", "Group": "Sales West 16",
		"Reason": "cloud members: HiddenMembership: the reader may not see members", "Row": "see group",
		"Group id": "00003fd0-5c1e-4d2b-8f3a-00000001eef0", "Group key": "c:00003fd0-5c1e-4d2b-8f3a-00000001eef0"}}
	if diff := cmp.Diff(want, list(t, f, "Groups not evaluated")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for _, cell := range []string{"B2", "F2"} {
		if formula, err := f.GetCellFormula("Groups not evaluated", cell); err != nil || !strings.HasPrefix(formula, "HYPERLINK(") {
			t.Errorf("%s is %q (%v), want a link", cell, formula, err)
		}
	}
	unreadable := list(t, f, "Not evaluated")[0]
	if unreadable["What"] != "cloud group" || unreadable["State"] != "unreadable" || unreadable["Reason"] != "displayName holds NUL" {
		t.Errorf("the first gap is %v, want the group that could not be read", unreadable)
	}
}

func TestAnUnreadGroupIsInNotEvaluated(t *testing.T) {
	rows := list(t, opened(t, written(t, reporttest.Demo(20), xlsx.Options{})), "Not evaluated")
	for _, want := range []map[string]string{
		{"What": "snapshot stream", "Name": "connect_scheduler", "State": "absent", "Reason": "the export holds no scheduler.json; not evaluated without it: STR-01"},
		{"What": "engine", "Name": "cloudsync", "State": "unknown", "Reason": "synchronization jobs were not read"},
		{"What": "members in the cloud", "Name": "Sales West 16", "State": "absent", "Reason": "HiddenMembership: the reader may not see members", "Id": "c:00003fd0-5c1e-4d2b-8f3a-00000001eef0"},
		{"What": "control", "Name": "The writeback OU holds other objects", "State": "notEvaluated", "Reason": "connect_scheduler is absent: the export holds no scheduler.json", "Subjects": "1", "Severity": "info", "Id": "STR-01"},
	} {
		if !slices.ContainsFunc(rows, func(row map[string]string) bool {
			for k := range row {
				if row[k] == "" {
					delete(row, k)
				}
			}
			return cmp.Equal(row, want)
		}) {
			t.Errorf("no row is %v, but the rows are %v", want, rows)
		}
	}
}

func TestAFullSheetGoesOnInTheNextAndSaysSo(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(12), xlsx.Options{MaxRows: 5}))
	sheets := f.GetSheetList()
	want := []string{"Summary", "Findings", "Findings (2)", "Groups", "Groups (2)", "Groups (3)", "Member differences", "Member differences (2)", "Member differences (3)",
		"Cloud-only and excluded", "Nesting", "Governance", "Waivers", "Controls", "Controls (2)", "Not evaluated", "Provenance", "Sign-off"}
	if diff := cmp.Diff(want, sheets); diff != "" {
		t.Errorf("sheets (-want +got):\n%s", diff)
	}
	for cell, want := range map[string]string{
		"A8": "Continued on sheet Groups (2).",
	} {
		if got, err := f.GetCellValue("Groups", cell); err != nil || got != want {
			t.Errorf("Groups!%s is %q (%v), want %q", cell, got, err, want)
		}
	}
	last, err := f.GetCellValue("Groups (3)", "A5")
	if err != nil || !strings.HasSuffix(last, "They are on 3 sheets, this is the last.") {
		t.Errorf("the last sheet says %q (%v)", last, err)
	}
}

func TestNothingFoundIsNotCalledGood(t *testing.T) {
	f := opened(t, written(t, []report.Record{
		{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeNotEvaluated, Subjects: 7, Passed: 4, NotEvaluated: 3, Reason: "no members were read"}},
	}, xlsx.Options{}))
	if got, _ := f.GetCellValue("Findings", "A4"); got != "0 findings in 4 evaluated subjects, counted once for each control." {
		t.Errorf("Findings says %q", got)
	}
	if got, _ := f.GetCellValue("Summary", "B7"); !strings.HasPrefix(got, "NOT EVALUATED: 1 control could not judge 3 subjects.") {
		t.Errorf("Summary says %q", got)
	}
}

func TestEqualStreamsGiveEqualBytes(t *testing.T) {
	a := written(t, reporttest.Random(4, 9), xlsx.Options{MaxRows: 3})
	for range 3 {
		if !bytes.Equal(a, written(t, reporttest.Random(4, 9), xlsx.Options{MaxRows: 3})) {
			t.Fatal("two workbooks of one stream differ")
		}
	}
}

func TestAStoredStreamGivesTheWorkbookOfTheDirectRun(t *testing.T) {
	records := reporttest.Random(5, 9)
	var stored, replayed bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&stored), records)
	w, err := xlsx.New(&replayed, xlsx.Options{TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if err := report.Read(t.Context(), &stored, w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(replayed.Bytes(), written(t, records, xlsx.Options{})) {
		t.Error("the two differ")
	}
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	var b bytes.Buffer
	w, err := xlsx.New(&b, xlsx.Options{TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reporttest.Demo(10) {
		if err := w.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	w.Discard()
	checkEmpty(t, dir)
	if b.Len() > 0 {
		t.Errorf("%d bytes were written", b.Len())
	}
}

func TestNewRefuses(t *testing.T) {
	for name, o := range map[string]xlsx.Options{
		"a negative number of rows": {MaxRows: -1}, "more rows than Excel has": {MaxRows: 1_048_576},
		"a folder that is not there": {TempDir: "absent/folder"},
	} {
		if _, err := xlsx.New(&bytes.Buffer{}, o); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, os.ErrPermission }

func TestCloseReportsAFullDisk(t *testing.T) {
	dir := t.TempDir()
	w, err := xlsx.New(fullDisk{}, xlsx.Options{TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range reporttest.Demo(1) {
		if err := w.Handle(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err == nil {
		t.Error("Close returned no error")
	}
	checkEmpty(t, dir)
}

func TestListsAreSorted(t *testing.T) {
	f := opened(t, written(t, reporttest.Random(11, 40), xlsx.Options{}))
	var findings, groups []string
	for _, row := range list(t, f, "Findings") {
		findings = append(findings, row["Rank"]+" "+row["Control"])
	}
	for _, row := range list(t, f, "Groups") {
		rank := cmpRank[row["Worst"]]
		if rank == "" {
			rank = "9"
		}
		groups = append(groups, rank)
	}
	if !slices.IsSorted(findings) || len(findings) < 10 {
		t.Errorf("findings are not sorted by severity and control: %q", findings)
	}
	if !slices.IsSorted(groups) {
		t.Errorf("groups are not sorted by their worst finding: %q", groups)
	}
}

var cmpRank = map[string]string{"critical": "1", "high": "2", "medium": "3", "low": "4", "info": "5"}
