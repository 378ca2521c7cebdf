package xlsx_test

import (
	"archive/zip"
	"bytes"
	"html"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// Everything set after a stream was flushed vanishes without an error, so every feature is read
// back from the file.

func TestEveryListIsATableWithAFrozenHeader(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(30), xlsx.Options{MaxRows: 20}))
	for sheet, want := range map[string]string{
		"Findings": "A1:AG21", "Groups": "A1:AW21", "Groups (2)": "A1:AW11", "Member differences": "A1:K21", "Cloud-only and excluded": "A1:K2", "Nesting": "A1:J2", "Governance": "A1:M2", "Waivers": "A1:N2", "Controls": "A1:U8", "Not evaluated": "A1:G6", "Groups not evaluated": "A1:H2",
	} {
		tables, err := f.GetTables(sheet)
		if err != nil || len(tables) != 1 {
			t.Fatalf("%s has %d tables (%v)", sheet, len(tables), err)
		}
		if tables[0].Range != want || tables[0].Name != strings.NewReplacer(" (", "_", ")", "", " ", "_", "-", "_").Replace(sheet) {
			t.Errorf("%s: table %s over %s, want %s", sheet, tables[0].Name, tables[0].Range, want)
		}
		panes, err := f.GetPanes(sheet)
		if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.XSplit != 1 {
			t.Errorf("%s: panes are %+v (%v)", sheet, panes, err)
		}
	}
	if tables, err := f.GetTables("Provenance"); err != nil || len(tables) != 1 || tables[0].Name != "Streams" || tables[0].Range != "A20:I24" {
		t.Errorf("Provenance has %+v (%v)", tables, err)
	}
}

func TestTablesFilter(t *testing.T) {
	for name, part := range parts(t, written(t, reporttest.Demo(5), xlsx.Options{})) {
		if strings.HasPrefix(name, "xl/tables/") && !strings.Contains(part, "<autoFilter ref=") {
			t.Errorf("%s has no filter: %s", name, part)
		}
	}
}

func TestSeveritiesAreColouredAndSigned(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(60), xlsx.Options{}))
	formats, err := f.GetConditionalFormats("Findings")
	if err != nil {
		t.Fatal(err)
	}
	var values []string
	for _, rule := range formats["A2:A43"] {
		values = append(values, rule.Value)
	}
	if diff := cmp.Diff([]string{`"critical"`, `"high"`, `"medium"`, `"low"`, `"info"`}, values); diff != "" {
		t.Errorf("rules (-want +got):\n%s", diff)
	}
	if len(formats["A2:AG43"]) != 1 {
		t.Errorf("no line below the rows: %v", formats)
	}
	for row, want := range map[string]string{"A2": "◆ critical", "A13": "▲ high", "A30": "● medium", "A40": "▽ low"} {
		// The sign is in the number format, so that the value stays a word to filter by.
		raw, err := f.GetCellValue("Findings", row, excelize.Options{RawCellValue: true})
		if err != nil || !strings.HasSuffix(want, " "+raw) {
			t.Errorf("%s holds %q (%v), want the word of %q", row, raw, err, want)
		}
		id, err := f.GetCellStyle("Findings", row)
		if err != nil {
			t.Fatal(err)
		}
		style, err := f.GetStyle(id)
		if err != nil || style.CustomNumFmt == nil || *style.CustomNumFmt != `"`+strings.TrimSuffix(want, raw)+`"@` {
			t.Errorf("%s is shown by %v (%v), want %q", row, style, err, want)
		}
	}
	for _, sheet := range []string{"Summary", "Controls", "Groups", "Not evaluated", "Provenance"} {
		if formats, err := f.GetConditionalFormats(sheet); err != nil || len(formats) == 0 {
			t.Errorf("%s has no conditional format (%v)", sheet, err)
		}
	}
}

func TestTimesBesideALabelAreTimes(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(3), xlsx.Options{}))
	for cell, want := range map[string]string{
		"Provenance!B8": "Collected at (UTC) 2026-11-20 23:55", "Summary!C3": "Snapshot of (UTC) 2026-11-20 23:55", "Sign-off!C6": "Snapshot of (UTC) 2026-11-20 23:55",
	} {
		sheet, at, _ := strings.Cut(cell, "!")
		column, row, err := excelize.CellNameToCoordinates(at)
		if err != nil {
			t.Fatal(err)
		}
		before, err := excelize.CoordinatesToCellName(column-1, row)
		if err != nil {
			t.Fatal(err)
		}
		label, _ := f.GetCellValue(sheet, before)
		shown, _ := f.GetCellValue(sheet, at)
		raw, _ := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if _, err := strconv.ParseFloat(raw, 64); err != nil || label+" "+shown != want {
			t.Errorf("%s is %q %q, kept as %q; want %q as a number", cell, label, shown, raw, want)
		}
	}
}

func TestPagesPrintWithRepeatedHeaders(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(30), xlsx.Options{MaxRows: 20}))
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Scope+" "+n.Name] = n.RefersTo
	}
	for name, want := range map[string]string{
		"Findings _xlnm.Print_Titles":   "'Findings'!$1:$1",
		"Findings _xlnm.Print_Area":     "'Findings'!$A$1:$L$23",
		"Groups (2) _xlnm.Print_Titles": "'Groups (2)'!$1:$1",
		"Groups (2) _xlnm.Print_Area":   "'Groups (2)'!$A$1:$N$13",
		"Provenance _xlnm.Print_Titles": "'Provenance'!$1:$1",
		"Provenance _xlnm.Print_Area":   "'Provenance'!$A$1:$I$44",
		"Summary _xlnm.Print_Titles":    "'Summary'!$1:$1",
	} {
		if names[name] != want {
			t.Errorf("%s is %q, want %q", name, names[name], want)
		}
	}
	for _, sheet := range f.GetSheetList() {
		layout, err := f.GetPageLayout(sheet)
		if err != nil {
			t.Fatal(err)
		}
		orientation := "landscape"
		if sheet == "Summary" {
			orientation = "portrait"
		}
		if *layout.Orientation != orientation || *layout.FitToWidth != 1 || *layout.FitToHeight != 0 || *layout.Size != 9 {
			t.Errorf("%s: layout %s, %d wide, %d high, paper %d", sheet, *layout.Orientation, *layout.FitToWidth, *layout.FitToHeight, *layout.Size)
		}
		if props, err := f.GetSheetProps(sheet); err != nil || !*props.FitToPage {
			t.Errorf("%s is not fit to its page (%v)", sheet, err)
		}
		h, err := f.GetHeaderFooter(sheet)
		if err != nil || !strings.Contains(h.OddHeader, "Contoso Ltd, 2026-11-20 23:55 UTC") || !strings.Contains(h.OddFooter, "snapshot 3f786850e387") {
			t.Errorf("%s: header %+v (%v)", sheet, h, err)
		}
	}
}

func TestPropertiesNameToolAndDigests(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(1), xlsx.Options{}))
	p, err := f.GetDocProps()
	if err != nil {
		t.Fatal(err)
	}
	if p.Title != "Group writeback audit of Contoso Ltd" || p.Creator != "wbaudit devel" || p.Created != "2026-11-20T23:55:00Z" || !strings.Contains(p.Description, "3f786850e387550f") {
		t.Errorf("properties are %+v", p)
	}
	custom, err := f.GetCustomProps()
	if err != nil || len(custom) != 4 {
		t.Errorf("custom properties are %v (%v)", custom, err)
	}
}

func TestNumbersAndTimesAreTyped(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(17), xlsx.Options{}))
	column := func(sheet, title string) string {
		t.Helper()
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		name, err := excelize.ColumnNumberToName(slices.Index(rows[0], title) + 1)
		if err != nil {
			t.Fatal(err)
		}
		return name
	}
	for _, tt := range []struct{ sheet, cell, raw, shown string }{
		{"Groups", column("Groups", "Members: cloud") + "2", "26", "26"},
		{"Groups", column("Groups", "AD: groupType") + "2", "-2147483640", "-2147483640"},
		{"Groups", column("Groups", "AD: created (UTC)") + "2", "45731.3958333333", "2025-03-15 09:30"},
		{"Findings", column("Findings", "Rank") + "2", "1", "1"},
		{"Findings", column("Findings", "Waiver expires (UTC)") + "2", "", ""},
	} {
		raw, err := f.GetCellValue(tt.sheet, tt.cell, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown, err := f.GetCellValue(tt.sheet, tt.cell)
		if err != nil {
			t.Fatal(err)
		}
		kind, err := f.GetCellType(tt.sheet, tt.cell)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(raw, tt.raw) || shown != tt.shown || kind == excelize.CellTypeInlineString || kind == excelize.CellTypeSharedString {
			t.Errorf("%s!%s holds %q, shows %q, type %d; want %q and %q", tt.sheet, tt.cell, raw, shown, kind, tt.raw, tt.shown)
		}
	}
	unknown := column("Groups", "Members: cloud") + "18"
	if got, _ := f.GetCellValue("Groups", unknown); got != "not known" {
		t.Errorf("a count that is not known shows %q", got)
	}
}

func TestSummaryLinksToEverySheet(t *testing.T) {
	f := opened(t, written(t, reporttest.Demo(30), xlsx.Options{MaxRows: 20}))
	want := f.GetSheetList()[1:]
	var got []string
	rows, err := f.GetRows("Summary")
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		cell, err := excelize.CoordinatesToCellName(2, i+1)
		if err != nil {
			t.Fatal(err)
		}
		if ok, target, err := f.GetCellHyperLink("Summary", cell); err == nil && ok {
			got = append(got, strings.TrimSuffix(strings.TrimPrefix(target, "'"), "'!A1"))
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
}

// formula is the only kind of formula there is: a link to the row of a list that holds an id of ours.
var formula = regexp.MustCompile(`^HYPERLINK\("#'[A-Z][a-z ]+'!A"&MATCH\("([A-Z0-9-]+|[cd]:[0-9a-f-]{36})",'[A-Z][a-z ]+'!\$[A-Z]+:\$[A-Z]+,0\),("[A-Za-z0-9 -]+"|\d+)\)$`)

// chartCells are what a chart shows.
var chartCells = regexp.MustCompile(`^Summary!\$[B-H]\$\d+(:\$[B-H]\$\d+)?$`)

func TestHostileTextIsNeverAFormula(t *testing.T) {
	books := [][]byte{hostileBook(t)}
	for seed := range uint64(5) {
		books = append(books, written(t, reporttest.Random(seed, 20), xlsx.Options{}))
	}
	for _, book := range books {
		for name, part := range parts(t, book) {
			for _, f := range regexp.MustCompile(`<f>(.*?)</f>`).FindAllStringSubmatch(part, -1) {
				if strings.HasPrefix(name, "xl/charts/") && chartCells.MatchString(f[1]) {
					continue
				}
				if !formula.MatchString(html.UnescapeString(f[1])) {
					t.Errorf("%s holds the formula %s", name, f[1])
				}
			}
			if strings.ContainsAny(part, "\ue000\ue001\ue002\u202e\u200b\x00\x1b") {
				t.Errorf("%s holds a character that is not seen", name)
			}
		}
	}
}

// hostileBook has every hostile text in a cell of Findings.
func hostileBook(t *testing.T) []byte {
	records := []report.Record{
		{Run: &report.Run{Format: 1, Tenant: report.Tenant{Name: "12 & <Contoso>"}}},
		{Control: &report.Control{ID: "CFG-01", Severity: "high", Frameworks: []report.Framework{{Name: "title", Clause: "1"}, {Name: "Title ", Clause: "2"}, {Name: "=A1", Clause: "3"}, {Name: "", Clause: "4"}}}},
	}
	texts := reporttest.Hostile()
	for _, s := range texts {
		records = append(records, report.Record{Finding: &report.Finding{Control: "CFG-01", Severity: "high", Target: report.Target{Kind: "tenant", Name: s}, Message: s, Fingerprint: "x"}})
	}
	records = append(records, report.Record{Summary: &report.Summary{Control: "CFG-01", Outcome: "fail", Subjects: len(texts), Failed: len(texts)}})
	return written(t, records, xlsx.Options{})
}

func TestFormulaLikeTextCarriesTheQuotePrefix(t *testing.T) {
	book := hostileBook(t)
	styles := parts(t, book)["xl/styles.xml"]
	xfs := regexp.MustCompile(`<xf [^>]*>`).FindAllString(regexp.MustCompile(`(?s)<cellXfs.*</cellXfs>`).FindString(styles), -1)
	f := opened(t, book)
	for i := range reporttest.Hostile() {
		for _, column := range []int{3, 4} {
			cell, err := excelize.CoordinatesToCellName(column, i+2)
			if err != nil {
				t.Fatal(err)
			}
			shown, err := f.GetCellValue("Findings", cell)
			if err != nil {
				t.Fatal(err)
			}
			id, err := f.GetCellStyle("Findings", cell)
			if err != nil {
				t.Fatal(err)
			}
			want := shown != "" && strings.ContainsRune("=+-@'", rune(shown[0]))
			if got := strings.Contains(xfs[id], `quotePrefix="1"`); got != want {
				t.Errorf("%.40q: quote prefix %v, want %v", shown, got, want)
			}
		}
	}
}

func TestStylesHaveNames(t *testing.T) {
	styles := parts(t, written(t, reporttest.Demo(1), xlsx.Options{}))["xl/styles.xml"]
	for _, name := range []string{"Normal", "Audit text", "Audit header", "Audit number", "Audit time", "Audit severity critical", "Audit outcome notEvaluated"} {
		if !strings.Contains(styles, `<cellStyle name="`+name+`"`) {
			t.Errorf("no style is named %q", name)
		}
	}
}

func TestFrameworkNamesCannotBreakTheTable(t *testing.T) {
	tables, err := opened(t, hostileBook(t)).GetRows("Controls")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, title := range tables[0] {
		folded := strings.ToLower(title)
		if title == "" || seen[folded] {
			t.Errorf("the header %q is empty or there twice: %q", title, tables[0])
		}
		seen[folded] = true
	}
}

// parts returns the parts of a workbook by name.
func parts(t testing.TB, book []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(b)
	}
	if z.File[0].Name != "[Content_Types].xml" {
		t.Errorf("the first part is %s", z.File[0].Name)
	}
	return all
}
