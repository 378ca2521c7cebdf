package csv_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/csv"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// longestConversion bounds one run of the spreadsheet.
const longestConversion = 2 * time.Minute

// A spreadsheet that computes whatever it can finds no formula in the safe table; that it finds some in
// the raw one shows that it looks.
func TestASpreadsheetFindsNoFormula(t *testing.T) {
	program, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Skip("LibreOffice is not installed, or the run is a short one")
	}
	records := named("Sales")
	for _, text := range reporttest.Hostile() {
		if len(text) > 1000 {
			continue // longer than a cell that is computed
		}
		records = append(records[:2:2], append([]report.Record{{Finding: &report.Finding{
			Control: "CFG-01", Severity: "high", Message: text, Target: report.Target{Kind: "group", Name: text}}}}, records[2:]...)...)
	}
	for name, tt := range map[string]struct {
		options  csv.Options
		formulas bool
	}{"safe": {csv.Options{}, false}, "raw": {csv.Options{Raw: true}, true}} {
		sheet := converted(t, program, name, render(t, tt.options, records))
		if got := bytes.Count(sheet, []byte("table:formula")); got > 0 != tt.formulas {
			t.Errorf("the %s table has %d formulas", name, got)
		}
		if !bytes.Contains(sheet, []byte("مجموعة المبيعات")) {
			t.Errorf("the %s table is not read as UTF-8", name)
		}
	}
}

// converted opens a table as a person would who lets the program compute formulas, and returns what it
// took it for.
func converted(t *testing.T, program, name string, table []byte) []byte {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, name+".csv")
	if err := os.WriteFile(path, table, 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), longestConversion)
	defer cancel()
	// Comma, quote, UTF-8, from line 1, and formulas are evaluated.
	filter := "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,-1,true"
	cmd := exec.CommandContext(ctx, program, "--headless", "-env:UserInstallation=file://"+dir+"/profile", filter, "--convert-to", "fods", "--outdir", dir, path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("converting the %s table: %v\n%s", name, err, out)
	}
	sheets, err := filepath.Glob(filepath.Join(dir, name+"*.fods"))
	if err != nil || len(sheets) != 1 {
		t.Fatalf("converting the %s table wrote %q (%v)", name, sheets, err)
	}
	sheet, err := os.ReadFile(sheets[0])
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}
