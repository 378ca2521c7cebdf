package xlsx_test

import (
	"bytes"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// workbookOf writes records and opens what was written.
func workbookOf(t *testing.T, records []report.Record) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	w, err := xlsx.New(&b, xlsx.Options{TempDir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, w, records)
	f, err := excelize.OpenReader(bytes.NewReader(b.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// The sheets of a move hold a row for every group and every loss, with the numbers of the stream.
func TestAMoveHasItsSheets(t *testing.T) {
	for _, seed := range []uint64{2, 6, 10, 14} {
		records := reporttest.Random(seed, 9)
		f := workbookOf(t, records)
		var groups, losses, lost int
		var verdict *report.Verdict
		for _, r := range records {
			switch {
			case r.Readiness != nil && r.Readiness.Members != nil:
				m := r.Readiness.Members
				losses, lost = losses+len(m.Losses)+len(m.PeopleLosses), lost+m.Lost
				groups++
			case r.Readiness != nil:
				groups++
			case r.Verdict != nil:
				verdict = r.Verdict
			}
		}
		got := 0
		rows := bodyOf(t, f, "Readiness")
		for _, row := range rows {
			if len(row) > 6 {
				n, _ := strconv.Atoi(strings.TrimPrefix(row[6], "at least "))
				got += n
			}
		}
		if len(rows) != groups || got != lost || verdict.Totals.Lost != lost {
			t.Errorf("seed %d: %d groups with %d members lost, want %d with %d", seed, len(rows), got, groups, lost)
		}
		if n := len(bodyOf(t, f, "Lost access")); n != losses {
			t.Errorf("seed %d: %d losses, want %d", seed, n, losses)
		}
		title, err := f.GetCellValue("Go or no-go", "B1")
		if want := "Readiness for " + verdict.Target() + ": " + verdict.Word(); err != nil || title != want {
			t.Errorf("seed %d: the page begins with %q (%v), want %q", seed, title, err, want)
		}
	}
}

func TestWithoutAMoveThereAreNoSheetsOfOne(t *testing.T) {
	f := workbookOf(t, reporttest.Demo(10))
	for _, name := range f.GetSheetList() {
		if name == "Readiness" || name == "Lost access" || name == "Go or no-go" {
			t.Errorf("the workbook of an audit has the sheet %s", name)
		}
	}
}

// bodyOf returns the rows of a list between its header and the note.
func bodyOf(t *testing.T, f *excelize.File, sheet string) [][]string {
	t.Helper()
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	var body [][]string
	for _, row := range rows[1:] {
		if len(row) < 2 {
			break
		}
		body = append(body, row)
	}
	return body
}
