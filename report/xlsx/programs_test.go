package xlsx_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// Other programs must open the workbook too. Each test is skipped where the program is not there, and
// fails there with CI=true.

func stored(t *testing.T, book []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "report.xlsx")
	if err := os.WriteFile(path, book, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const readWithOpenpyxl = `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
cells = [c for s in book for row in s.iter_rows() for c in row]
json.dump({"formulas": sum(c.data_type == "f" for c in cells),
           "links": all(c.value.startswith("=HYPERLINK(") for c in cells if c.data_type == "f"),
           "tables": {s.title: [t.ref for t in s.tables.values()] for s in book},
           "frozen": {s.title: s.freeze_panes for s in book if s.freeze_panes}}, sys.stdout)`

func TestOpenpyxlSeesTablesAndLinks(t *testing.T) {
	const python = "/usr/bin/python3" // Debian's, for which the package is installed
	if exec.Command(python, "-c", "import openpyxl").Run() != nil {
		reporttest.Missing(t, "Debian's package python3-openpyxl")
	}
	type view struct {
		Formulas int
		Links    bool
		Tables   map[string][]string
		Frozen   map[string]string
	}
	for name, want := range map[string]struct {
		book []byte
		view
	}{
		"hostile": {hostileBook(t), view{Formulas: len(reporttest.Hostile()) + 2, Links: true, Tables: map[string][]string{"Summary": {}, "Findings": {"A1:AG50"}, "Groups": {"A1:AW2"}, "Member differences": {"A1:K2"},
			"Cloud-only and excluded": {"A1:K2"}, "Nesting": {"A1:J2"}, "Governance": {"A1:M2"}, "Waivers": {"A1:N2"}, "Sign-off": {"B25:F29"}, "Controls": {"A1:W2"}, "Not evaluated": {"A1:G2"}, "Provenance": {"A20:I21"}}}},
		"demo": {written(t, reporttest.Demo(3), xlsx.Options{}), view{Formulas: 6, Links: true, Tables: map[string][]string{"Summary": {}, "Findings": {"A1:AG2"}, "Groups": {"A1:AW4"}, "Member differences": {"A1:K4"},
			"Cloud-only and excluded": {"A1:K2"}, "Nesting": {"A1:J2"}, "Governance": {"A1:M2"}, "Waivers": {"A1:N2"}, "Sign-off": {"B25:F29"}, "Controls": {"A1:U8"}, "Not evaluated": {"A1:G4"}, "Provenance": {"A20:I24"}}}},
	} {
		out, err := exec.Command(python, "-W", "ignore", "-c", readWithOpenpyxl, stored(t, want.book)).Output()
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got view
		if err := json.Unmarshal(out, &got); err != nil {
			t.Fatal(err)
		}
		want.Frozen = map[string]string{"Findings": "B2", "Groups": "B2", "Member differences": "B2", "Cloud-only and excluded": "B2", "Nesting": "B2", "Governance": "B2", "Waivers": "B2", "Controls": "B2", "Not evaluated": "B2"}
		if diff := cmp.Diff(want.view, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestLibreOfficeKeepsEveryRow(t *testing.T) {
	office, err := exec.LookPath("soffice")
	if err != nil {
		reporttest.Missing(t, "Debian's package libreoffice-calc-nogui")
	}
	book := written(t, reporttest.Random(9, 30), xlsx.Options{MaxRows: 40})
	out := t.TempDir()
	c := exec.Command(office, "-env:UserInstallation=file://"+t.TempDir(), "--headless", "--convert-to", "xlsx", "--outdir", out, stored(t, book))
	if text, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	again, err := os.ReadFile(filepath.Join(out, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	before, after := opened(t, book), opened(t, again)
	for _, name := range []string{"Findings", "Groups", "Member differences", "Controls", "Not evaluated"} {
		if b, a := len(list(t, before, name)), len(list(t, after, name)); a != b || b == 0 {
			t.Errorf("%s has %d rows, %d once LibreOffice saved it", name, b, a)
		}
	}
}

func TestMicrosoftsValidatorFindsNoError(t *testing.T) {
	validator, err := filepath.Abs("../../.bin/npm/node_modules/.bin/ooxml-validator")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exec.LookPath(validator); err != nil {
		reporttest.Missing(t, "the Open XML validator, which bash .ci/packages installs")
	}
	for name, book := range map[string][]byte{
		"demo": written(t, reporttest.Demo(60), xlsx.Options{}), "hostile": hostileBook(t),
		"several sheets": written(t, reporttest.Random(3, 12), xlsx.Options{MaxRows: 5}), "nothing": written(t, nil, xlsx.Options{}),
	} {
		if text, err := exec.Command(validator, stored(t, book)).CombinedOutput(); err != nil {
			t.Errorf("%s: %v: %s", name, err, text)
		}
	}
}
