package xlsx_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

var target = regexp.MustCompile(`^HYPERLINK\("#'(.+)'!A"&MATCH\("(.+)",'.+'!\$([A-Z]+):`)

// Every link is followed as Excel would: the first row of the sheet that holds the id in the column.
func TestEveryLinkLeadsToARowOfItsId(t *testing.T) {
	for _, c := range []struct {
		name string
		file *excelize.File
		want []string
	}{
		{"audit", opened(t, written(t, reporttest.Demo(40), xlsx.Options{})), []string{
			"Summary to Controls", "Findings to Controls", "Findings to Groups", "Groups to Findings", "Controls to Findings",
			"Controls to Not evaluated", "Not evaluated to Controls", "Member differences to Groups",
		}},
		{"move", workbookOf(t, reporttest.Random(2, 9)), []string{"Readiness to Groups", "Lost access to Readiness", "Go or no-go to Controls"}},
		{"what-if", supposed(t, "Finance"), []string{"People to Effects"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			links := followed(t, c.file)
			for _, want := range c.want {
				if links[want] == 0 {
					t.Errorf("no link leads from %s: %v", want, links)
				}
			}
		})
	}
}

// followed counts the links of a workbook by the sheets that they lead from and to.
func followed(t *testing.T, f *excelize.File) map[string]int {
	t.Helper()
	links := map[string]int{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for r, row := range rows {
			for c := range row {
				cell, err := excelize.CoordinatesToCellName(c+1, r+1)
				if err != nil {
					t.Fatal(err)
				}
				text, err := f.GetCellFormula(sheet, cell)
				if err != nil || text == "" {
					continue
				}
				m := target.FindStringSubmatch(text)
				if m == nil {
					t.Fatalf("%s!%s holds %s", sheet, cell, text)
				}
				links[sheet+" to "+m[1]]++
				if !holds(t, f, m[1], m[3], m[2]) {
					t.Errorf("%s!%s leads to %s in column %s of %s, which is not there", sheet, cell, m[2], m[3], m[1])
				}
				if shown := row[c]; shown == "" || strings.ContainsAny(shown, "\ue001\ue002") {
					t.Errorf("%s!%s shows %q", sheet, cell, shown)
				}
			}
		}
	}
	return links
}

func holds(t *testing.T, f *excelize.File, sheet, column, id string) bool {
	t.Helper()
	n, err := excelize.ColumnNameToNumber(column)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		if len(row) >= n && row[n-1] == id {
			return true
		}
	}
	return false
}

func TestAListOnSeveralSheetsIsNotLinkedTo(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(12), xlsx.Options{MaxRows: 5}))
	text, err := f.GetCellFormula("Findings", "I2")
	if err != nil || text != "" {
		t.Errorf("a link leads to one of several sheets: %s (%v)", text, err)
	}
	if shown, _ := f.GetCellValue("Findings", "B2"); !strings.Contains(shown, "-") {
		t.Errorf("the control is shown as %q", shown)
	}
}
