package main

import (
	"bytes"
	"regexp"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report/reporttest"
)

// Where the page sends a reader to a sheet of the workbook, the workbook has a sheet of that name.
func TestThePageNamesSheetsThatTheWorkbookHas(t *testing.T) {
	var sheets []string
	for seed := range uint64(8) {
		book, err := excelize.OpenReader(bytes.NewReader(rendered(t, "xlsx", reporttest.Random(seed, 8))))
		if err != nil {
			t.Fatal(err)
		}
		sheets = append(sheets, book.GetSheetList()...)
		book.Close()
	}
	for _, name := range []string{"Groups", "Member differences", "Cloud-only and excluded", "Changes", "Readiness", "Lost access"} { // those of package html
		if !slices.Contains(sheets, name) {
			t.Errorf("the workbook has no sheet %s", name)
		}
	}
	records := reporttest.Random(3, 5)
	named := regexp.MustCompile(`listedOf\([^;\n]*?, '([A-Z][^']*)'(?:, '([^']*)')?\)`).FindAllSubmatch(rendered(t, "html", records), -1)
	if len(named) < 3 {
		t.Errorf("the page's script names %d sheets, want at least 3", len(named))
	}
	for _, m := range named {
		for _, name := range m[1:] {
			if len(name) > 0 && !slices.Contains(sheets, string(name)) {
				t.Errorf("the page names the sheet %q, the workbook has %q", name, sheets)
			}
		}
	}
}
