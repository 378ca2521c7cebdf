package xlsx_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// section returns the rows of the Summary below a heading, to the next empty row.
func section(t *testing.T, records []report.Record, heading string) [][]string {
	t.Helper()
	rows, err := opened(t, written(t, records, xlsx.Options{})).GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 1 && strings.HasPrefix(row[1], heading) })
	if at < 0 {
		t.Fatalf("no heading %q in %q", heading, rows)
	}
	var below [][]string
	for _, row := range rows[at+1:] {
		if len(row) == 0 {
			break
		}
		below = append(below, row[1:])
	}
	return below
}

func TestCoverageNeverSaysMoreThanWasSeen(t *testing.T) {
	want := [][]string{
		{"Of", "What counts as seen", "Seen", "There", "Share"},
		{"Streams of the snapshot", "read completely, whether or not a control needs them", "3", "4", "75.0%"},
		{"Controls", "could judge every subject they apply to", "5", "7", "71.4%"},
		{"Subjects", "judged, counted once for each control that may apply", "89", "91", "97.8%"},
		{"Groups listed", "members read completely on the sides they have", "19", "20", "95.0%"},
	}
	if diff := cmp.Diff(want, section(t, reporttest.Demo(20), "Coverage")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	records := []report.Record{{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeNotEvaluated, Subjects: 100_000, Passed: 99_999, NotEvaluated: 1}}}
	if got := section(t, records, "Coverage")[3]; got[4] != "99.9%" {
		t.Errorf("99,999 of 100,000 are shown as %s", got[4])
	}
	if got := section(t, records, "Coverage")[1]; got[4] != "nothing" {
		t.Errorf("no stream is shown as %s", got[4])
	}
}

func TestOnlyGroupsWhoseMembersAreKnownCountAsSeen(t *testing.T) {
	n, cloud, copied := 3, &report.CloudSide{ID: "c"}, &report.DirectorySide{GUID: "d"}
	for name, tt := range map[string]struct {
		group report.Group
		seen  string
	}{
		"both sides read":                        {report.Group{Cloud: cloud, Directory: copied, Members: report.Members{Cloud: "complete", CloudCount: &n, Directory: "complete", DirectoryCount: &n}}, "1"},
		"no copy":                                {report.Group{Cloud: cloud, Members: report.Members{Cloud: "complete", CloudCount: &n, Directory: "none"}}, "1"},
		"a copy of a deleted group":              {report.Group{Directory: copied, Members: report.Members{Cloud: "none", Directory: "complete", DirectoryCount: &n}}, "1"},
		"one side read in part":                  {report.Group{Cloud: cloud, Directory: copied, Members: report.Members{Cloud: "complete", CloudCount: &n, Directory: "partial"}}, "0"},
		"one of several candidates":              {report.Group{Cloud: cloud, Candidates: []report.DirectorySide{*copied, *copied}, Members: report.Members{Cloud: "complete", CloudCount: &n, Directory: "none"}}, "0"},
		"a group whose members nobody asked for": {report.Group{Cloud: cloud, Directory: copied, Members: report.Members{Cloud: "none", Directory: "complete", DirectoryCount: &n}}, "0"},
		"a list of which the count is unknown":   {report.Group{Cloud: cloud, Directory: copied, Members: report.Members{Cloud: "complete", Directory: "complete", DirectoryCount: &n}}, "0"},
		"nothing read":                           {report.Group{Members: report.Members{Cloud: "none", Directory: "none"}}, "0"},
		"a record that could not be read":        {report.Group{Cloud: &report.CloudSide{ID: "c", Unreadable: "no object"}, Members: report.Members{Cloud: "complete", CloudCount: &n, Directory: "none"}}, "0"},
	} {
		tt.group.Key = "c:1"
		got := section(t, []report.Record{{Run: &report.Run{Format: 1}}, {Group: &tt.group}}, "Coverage")[4]
		if got[2] != tt.seen || got[3] != "1" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWhatWasNotCheckedIsNamedWithItsReason(t *testing.T) {
	want := [][]string{
		{"Control", "What was not looked for, and why", "Subjects", "Severity"},
		{"DIF-24", "Members are missing in the directory: cloud members: HiddenMembership: the reader may not see members", "1", "● medium"},
		{"STR-01", "The writeback OU holds other objects: connect_scheduler is absent: the export holds no scheduler.json", "1", "○ info"},
	}
	if diff := cmp.Diff(want, section(t, reporttest.Demo(20), "Not checked")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	records := []report.Record{{Run: &report.Run{Format: 1}}}
	for i := range 12 {
		id := "CFG-" + string(rune('A'+i))
		records = append(records, report.Record{Control: &report.Control{ID: id, Severity: report.Severities[i%5]}},
			report.Record{Summary: &report.Summary{Control: id, Outcome: report.OutcomeNotEvaluated, Subjects: 1, NotEvaluated: 1}})
	}
	got := section(t, records, "Not checked")
	if len(got) != 12 || got[1][0] != "CFG-A" || got[2][0] != "CFG-F" || got[11][0] != "and 2 more controls on the sheet Not evaluated" {
		t.Errorf("what was not checked is %q", got)
	}
}

func TestTheChartShowsSeverityByControl(t *testing.T) {
	p := parts(t, written(t, reporttest.Demo(60), xlsx.Options{}))
	chart := p["xl/charts/chart1.xml"]
	if !strings.Contains(p["xl/drawings/drawing1.xml"], "chart") || !strings.Contains(p["xl/worksheets/sheet1.xml"], "<drawing ") {
		t.Error("the chart is not on the Summary")
	}
	var got []string
	for _, f := range regexp.MustCompile(`<f>(.*?)</f>`).FindAllStringSubmatch(chart, -1) {
		got = append(got, f[1])
	}
	rows, err := opened(t, written(t, reporttest.Demo(60), xlsx.Options{})).GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 2 && row[2] == "What is wrong" }) + 1
	first, last := head+1, head+6
	var want []string
	for _, column := range []string{"D", "E", "F", "G", "H"} {
		want = append(want, cell(column, head), "Summary!$B$"+itoa(first)+":$B$"+itoa(last), cell(column, first)+":$"+column+"$"+itoa(last))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the chart shows (-want +got):\n%s", diff)
	}
	if n := len(rows[first-1]); n < 9 || rows[first-1][1] != "DIF-01" || rows[first-1][3] != "4" || rows[first-1][4] != "" {
		t.Errorf("the first control is %q", rows[first-1])
	}
	if !strings.Contains(chart, `</spPr><invertIfNegative val="0"></invertIfNegative><dLbls>`) || strings.Contains(chart, "<smooth") {
		t.Error("the chart is not mended")
	}
}

func TestWithoutFindingsThereIsNoChart(t *testing.T) {
	if p := parts(t, written(t, []report.Record{{Run: &report.Run{Format: 1}}}, xlsx.Options{})); p["xl/charts/chart1.xml"] != "" {
		t.Error("there is a chart")
	}
}

func itoa(n int) string { return strconv.Itoa(n) }

func cell(column string, row int) string { return "Summary!$" + column + "$" + itoa(row) }

func TestTheOutcomeIsNeverBetterThanWhatWasJudged(t *testing.T) {
	stream := func(s report.Summary, findings ...*report.Finding) []report.Record {
		records := []report.Record{{Run: &report.Run{Format: 1}}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}}}
		for _, f := range findings {
			records = append(records, report.Record{Finding: f})
		}
		s.Control = "CFG-01"
		return append(records, report.Record{Summary: &s})
	}
	finding := func(f report.Finding) *report.Finding {
		f.Control, f.Severity, f.Target.Kind, f.Fingerprint = "CFG-01", "high", report.TargetTenant, f.Message
		return &f
	}
	waiver := &report.Waiver{Reason: "r", Owner: "o"}
	for name, tt := range map[string]struct {
		records []report.Record
		want    []string
	}{
		"open findings": {stream(report.Summary{Outcome: "fail", Subjects: 2, Failed: 1, NotEvaluated: 1}, finding(report.Finding{})), []string{"Open: 1 high."}},
		"all waived, not all judged": {stream(report.Summary{Outcome: "fail", Subjects: 3, Failed: 1, NotEvaluated: 1, Errors: 1, Waived: 1}, finding(report.Finding{Waiver: waiver})),
			[]string{"Nothing is open among what was judged, and 2 subjects could not be judged: that is no good result yet."}},
		"nothing judged": {stream(report.Summary{Outcome: "notApplicable", Subjects: 2, NotApplicable: 2}), []string{"Nothing was judged."}},
		"all in order":   {stream(report.Summary{Outcome: "pass", Subjects: 2, Passed: 2}), []string{"Nothing is open, and every subject was judged."}},
		"decisions": {stream(report.Summary{Outcome: "fail", Subjects: 1, Failed: 1}, finding(report.Finding{Message: "a", Decision: &report.Decision{Word: "fix"}}),
			finding(report.Finding{Message: "b", Decision: &report.Decision{Word: "fix", Changed: true}})),
			[]string{"Open: 2 high.", "2 findings with a decision from an earlier workbook; of 1 the evidence has changed since."}},
	} {
		rows, err := opened(t, written(t, tt.records, xlsx.Options{})).GetRows("Summary")
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range tt.want {
			if !slices.ContainsFunc(rows, func(row []string) bool { return len(row) > 1 && row[1] == want }) {
				t.Errorf("%s: %q does not stand in %q", name, want, rows)
			}
		}
	}
}
