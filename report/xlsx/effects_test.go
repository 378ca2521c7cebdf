package xlsx_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/xlsx"
)

// supposed is the workbook of a what-if about one group of that name, and a person of that name who loses it.
func supposed(t *testing.T, name string) *excelize.File {
	t.Helper()
	return supposing(t, name, []string{"CN=" + name})
}

// supposing is supposed with the copies that the group has.
func supposing(t *testing.T, name string, copies []string) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	dir := t.TempDir()
	e, err := xlsx.NewEffects(&b, xlsx.Options{TempDir: dir})
	if err != nil {
		t.Fatal(err)
	}
	at := time.Date(2026, 11, 20, 23, 55, 0, 0, time.UTC)
	for _, r := range []report.EffectRecord{
		{Whatif: &report.Whatif{Format: report.Format, Version: "devel", TenantID: "t", TenantName: name, CollectedAt: &at, Subjects: 3, Assumed: []string{"V1 is off"}, Notes: []string{name}}},
		{Effect: &report.Effect{Key: "c:0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a", Name: name, Copies: copies, Outcome: report.EffectDeleted, Loss: report.LossOfGroup, Rule: "1.6/v1Off", Source: "S2", Text: name,
			Confidence: "high", Before: report.EffectState{Expected: "yes", Engine: "v1", Type: "universalDistributionGroup"}, After: report.EffectState{Expected: "no"},
			People: []report.EffectPerson{{Key: "p1", Name: name, Direct: true}}, PeopleWhole: false}},
		{Totals: &report.EffectTotals{Subjects: 3, Deleted: 1, Unchanged: 2, PeopleLosingGroup: 1}},
	} {
		if err := e.HandleEffect(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func TestTheWorkbookOfAWhatIfListsEffectsPeopleAndCounts(t *testing.T) {
	f := supposed(t, "Finance")
	if got, want := strings.Join(f.GetSheetList(), ", "), "Summary, Effects, People"; got != want {
		t.Errorf("sheets %s, want %s", got, want)
	}
	for sheet, wants := range map[string][]string{
		"Summary": {"What if, in Finance", "assumed|V1 is off", "deleted|1", "all|3", "lose a group|1", "not every list of members was read: there may be more"},
		"Effects": {"Finance|deleted|high|written by v1 universalDistributionGroup|not written|Finance|1.6/v1Off|S2|the group|1|no"},
		"People":  {"Finance|see effect|Finance|the group|yes|deleted|p1|c:0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a"},
	} {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(strings.Trim(strings.Join(row, "|"), "|") + "\n")
		}
		for _, want := range wants {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s lacks %q:\n%s", sheet, want, text.String())
			}
		}
	}
}

// Every directory group that may be the copy stands in the row of its group, under its heading.
func TestTheWorkbookOfAWhatIfNamesEveryCopy(t *testing.T) {
	const title = "Directory name (DN)"
	for _, c := range []struct {
		claim  string
		copies []string
		want   string
	}{
		{"a group without a copy has none", nil, ""},
		{"one copy is named", []string{"CN=Finance"}, "CN=Finance"},
		{"several that claim to be it are all named", []string{"CN=Finance_1", "CN=Finance_2"}, "CN=Finance_1; CN=Finance_2"},
	} {
		rows, err := supposing(t, "Finance", c.copies).GetRows("Effects")
		if err != nil {
			t.Fatal(err)
		}
		head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, title) })
		if head < 0 || head+1 >= len(rows) {
			t.Fatalf("no row is headed %q: %v", title, rows)
		}
		at := slices.Index(rows[head], title)
		got := ""
		if at < len(rows[head+1]) {
			got = rows[head+1][at]
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.claim, got, c.want)
		}
	}
}

func TestOnlyOurLinksAreFormulasInTheWorkbookOfAWhatIf(t *testing.T) {
	const hostile = "=HYPERLINK(\"http://example.com\")"
	f := supposed(t, hostile)
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for i, row := range rows {
			for j := range row {
				cell, _ := excelize.CoordinatesToCellName(j+1, i+1)
				if text, _ := f.GetCellFormula(sheet, cell); text != "" && !formula.MatchString(text) {
					t.Errorf("%s %s is the formula %s", sheet, cell, text)
				}
			}
		}
	}
}
