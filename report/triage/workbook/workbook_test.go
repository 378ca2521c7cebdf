package workbook_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/triage/workbook"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// written is the workbook of a stream as it is handed out.
func written(t testing.TB, records []report.Record, o xlsx.Options) []byte {
	t.Helper()
	var b bytes.Buffer
	o.TempDir = t.TempDir()
	w, err := xlsx.New(&b, o)
	if err != nil {
		t.Fatal(err)
	}
	reporttest.Feed(t, w, records)
	return b.Bytes()
}

func read(t testing.TB, book []byte) ([]*workbook.Row, *workbook.Book, error) {
	t.Helper()
	b, err := workbook.Open(bytes.NewReader(book), int64(len(book)), workbook.DefaultLimits())
	if err != nil {
		return nil, nil, err
	}
	var rows []*workbook.Row
	err = b.Rows(context.Background(), nil, func(r *workbook.Row) error {
		rows = append(rows, r)
		return nil
	})
	return rows, b, err
}

func TestEveryFindingOfAWorkbookIsReadBack(t *testing.T) {
	for seed := range uint64(12) {
		records := reporttest.Random(seed, 9)
		want, got := map[string]string{}, map[string]string{}
		for _, r := range records {
			if f := r.Finding; f != nil {
				word := ""
				if f.Decision != nil {
					word = f.Decision.Word
				}
				want[f.Fingerprint] = strings.Join([]string{f.Control, f.Severity, f.Target.Kind, f.Target.ID, f.EvidenceDigest, word}, " ")
			}
		}
		rows, _, err := read(t, written(t, records, xlsx.Options{MaxRows: 4}))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			c := r.Cells
			got[c[workbook.ColumnFingerprint]] = strings.Join([]string{c[workbook.ColumnControl], c[workbook.ColumnSeverity], c[workbook.ColumnKind], c[workbook.ColumnTarget], c[workbook.ColumnDigest], c[workbook.ColumnDecision]}, " ")
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestTheTextOfACellIsThatOfTheFinding(t *testing.T) {
	records := reporttest.Demo(1)[:8]
	for i, text := range reporttest.Hostile() {
		if len(text) < 30_000 {
			f := &report.Finding{Control: "CFG-01", Severity: "high", Target: report.Target{Kind: report.TargetTenant}, Message: text, Fingerprint: strings.Repeat("0", 30) + string(rune('a'+i%26)) + string(rune('a'+i/26))}
			records = append(records, report.Record{Finding: f})
		}
	}
	shown := map[string]string{}
	for _, r := range records {
		if r.Finding != nil {
			shown[r.Finding.Fingerprint] = strings.TrimSpace(report.Visible(r.Finding.Message))
		}
	}
	rows, book, err := read(t, written(t, records, xlsx.Options{}))
	if err != nil || len(rows) != len(shown) {
		t.Fatalf("%d rows are read, want %d (%v)", len(rows), len(shown), err)
	}
	for _, r := range rows {
		if got, want := r.Cells[workbook.ColumnMessage], shown[r.Cells[workbook.ColumnFingerprint]]; got != want {
			t.Errorf("row %d says %q, want %q", r.Number, got, want)
		}
	}
	if got := book.Properties["Snapshot digest"]; got != records[0].Run.SnapshotDigest {
		t.Errorf("the snapshot's digest is %q", got)
	}
}

// edited is the demo's workbook after a hand has been on it.
func edited(t *testing.T, edit func(*excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(written(t, reporttest.Demo(60), xlsx.Options{})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	edit(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestEntriesAreFoundWhereverTheyWereMoved(t *testing.T) {
	set := func(f *excelize.File, cell string, v any) {
		t.Helper()
		if err := f.SetCellValue("Findings", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	keep := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows, _, err := read(t, written(t, reporttest.Demo(60), xlsx.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	first := rows[0].Cells[workbook.ColumnFingerprint]
	for name, edit := range map[string]func(*excelize.File){
		"as it was":                 func(*excelize.File) {},
		"rows above the titles":     func(f *excelize.File) { keep(f.InsertRows("Findings", 1, 3)) },
		"a row of the reader's own": func(f *excelize.File) { keep(f.InsertRows("Findings", 5, 1)); set(f, "A5", "to be discussed") },
		"columns in between":        func(f *excelize.File) { keep(f.InsertCols("Findings", "H", 2)); set(f, "H1", "Mine") },
		"another name of the sheet": func(f *excelize.File) { keep(f.SetSheetName("Findings", "Befunde")) },
		"other sheets removed": func(f *excelize.File) {
			for _, s := range []string{"Groups", "Controls", "Governance"} {
				keep(f.DeleteSheet(s))
			}
		},
		"sorted the other way round": func(f *excelize.File) { keep(reversed(f)) },
		"filtered": func(f *excelize.File) {
			for row := 2; row < 30; row++ {
				keep(f.SetRowVisible("Findings", row, row%2 == 0))
			}
			keep(f.SetColVisible("Findings", "AA:AB", false))
		},
		"rows removed": func(f *excelize.File) {
			for range 20 {
				keep(f.RemoveRow("Findings", 10))
			}
		},
	} {
		got, _, err := read(t, edited(t, func(f *excelize.File) {
			set(f, "H2", "accept")
			set(f, "I2", "identity team")
			set(f, "J2", 46418)
			set(f, "K2", "retired\nin January")
			edit(f)
		}))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		at := slices.IndexFunc(got, func(r *workbook.Row) bool { return r.Cells[workbook.ColumnFingerprint] == first })
		if at < 0 {
			t.Errorf("%s: the row is lost", name)
			continue
		}
		c := got[at].Cells
		if diff := cmp.Diff([]string{"accept", "identity team", "2027-01-31", "retired\nin January"},
			[]string{c[workbook.ColumnDecision], c[workbook.ColumnOwner], c[workbook.ColumnDue], c[workbook.ColumnComment]}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// reversed turns the rows of the table round, as sorting by another column does.
func reversed(f *excelize.File) error {
	rows, err := f.GetRows("Findings", excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	last := slices.IndexFunc(rows, func(row []string) bool { return len(row) == 0 })
	slices.Reverse(rows[1:last])
	for i, row := range rows[1:last] {
		for j := range rows[0] {
			cell, err := excelize.CoordinatesToCellName(j+1, i+2)
			if err != nil {
				return err
			}
			var v any = ""
			if j < len(row) {
				v = row[j]
			}
			if days, err := strconv.Atoi(fmt.Sprint(v)); err == nil {
				v = days
			}
			if err := errors.Join(f.SetCellFormula("Findings", cell, ""), f.SetCellValue("Findings", cell, v)); err != nil {
				return err
			}
		}
	}
	return nil
}

func TestAListWithoutItsColumnsIsRefused(t *testing.T) {
	for want, edit := range map[string]func(*excelize.File) error{
		`sheet "Findings": it has no column Fingerprint: put back what was removed`:   func(f *excelize.File) error { return f.SetCellValue("Findings", "AA1", "Print") },
		`sheet "Findings": it has 2 columns Owner: rename those that are yours`:       func(f *excelize.File) error { return f.SetCellValue("Findings", "AH1", " Owner ") },
		`no sheet has the columns Fingerprint, Evidence digest, Decision, Owner, Due`: func(f *excelize.File) error { return f.DeleteSheet("Findings") },
	} {
		_, _, err := read(t, edited(t, func(f *excelize.File) {
			if err := edit(f); err != nil {
				t.Fatal(err)
			}
		}))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error is %v, want %s", err, want)
		}
	}
}
