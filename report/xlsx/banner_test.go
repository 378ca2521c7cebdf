package xlsx_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

func TestSummaryStartsWithTheBannersOfTheRun(t *testing.T) {
	f := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1, Banners: []string{"Nothing was synchronised for a day"}}}}, xlsx.Options{}))
	if got, _ := f.GetCellValue("Summary", "B7"); got != "Nothing was synchronised for a day" {
		t.Errorf("Summary says %q", got)
	}
}

// fullestLine is how many characters a line of the banner holds of a text of slender ones.
const fullestLine = 160

func TestTheBannerShowsEveryStatementWhole(t *testing.T) {
	var streams []report.Stream
	for i := range 60 {
		streams = append(streams, report.Stream{Name: fmt.Sprintf("attributes_of_directory_objects_%d", i), Status: report.StatusPartial, Reason: "the export ends early"})
	}
	run := &report.Run{Format: 1, Banners: []string{"First of the run", strings.Repeat("second of the run, ", 300) + "its end", strings.Repeat("ü", 9000)}, Streams: streams}
	records := []report.Record{{Run: run}, {Control: &report.Control{ID: "CFG-01", Severity: "high"}},
		{Summary: &report.Summary{Control: "CFG-01", Outcome: report.OutcomeNotEvaluated, Subjects: 3, NotEvaluated: 3}}}
	f := opened(t, written(t, records, xlsx.Options{}))
	var all string
	for row := 7; ; row++ {
		at := fmt.Sprintf("B%d", row)
		text, err := f.GetCellValue("Summary", at)
		if err != nil || text == "" {
			break
		}
		height, err := f.GetRowHeight("Summary", row)
		if err != nil || height > 409 || height < 15*float64(len([]rune(text)))/fullestLine {
			t.Errorf("row %d is %v points high (%v), it shows %d characters", row, height, err, len(text))
		}
		id, err := f.GetCellStyle("Summary", at)
		if err != nil {
			t.Fatal(err)
		}
		if style, err := f.GetStyle(id); err != nil || style.Alignment.Vertical != "top" || !style.Alignment.WrapText {
			t.Errorf("row %d is aligned %+v (%v)", row, style.Alignment, err)
		}
		all += text + "\n"
	}
	for _, want := range []string{"First of the run\nsecond of the run", "second of the run, its end\nü", "\nNOT EVALUATED: 1 control could not judge 3 subjects. Nothing is said about them.\nNOT READ COMPLETELY, 60 lists: ",
		"attributes_of_directory_objects_59 (", "\nReasons are on the sheet Not evaluated.\n"} {
		if !strings.Contains(all, want) {
			t.Errorf("the banner lacks %q: %s", want, all)
		}
	}
	if n := strings.Count(all, "ü"); n != 9000 {
		t.Errorf("%d characters of a text without spaces are shown", n)
	}
}

func TestSummarySaysOfHowManyGroupsNoMembersAreKnown(t *testing.T) {
	group := &report.Group{Key: "c:1", Members: report.Members{Cloud: report.StatusAbsent}}
	f := opened(t, written(t, []report.Record{{Run: &report.Run{Format: 1}}, {Group: group}}, xlsx.Options{}))
	if got, _ := f.GetCellValue("Summary", "B7"); !strings.Contains(got, "NOT READ COMPLETELY: members of 1 group") {
		t.Errorf("Summary says %q", got)
	}
}
