package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// paperA4 is Excel's number of the paper size.
const paperA4 = 9

// setSheetProps sets what a sheet's first bytes hold, so that it has to come before its writer.
func setSheetProps(f *excelize.File, sheet string) error {
	fit := true
	return f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}

// setPage sets up printing of an area: as wide as one page and as long as it takes.
func (b *Workbook) setPage(sheet, orientation string, area printArea) error {
	b.printed[sheet] = area
	paper, wide, long := paperA4, 1, 0
	if err := b.file.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &long}); err != nil {
		return err
	}
	side, head, edge := 0.4, 0.75, 0.35
	if err := b.file.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &head, Bottom: &head, Header: &edge, Footer: &edge}); err != nil {
		return err
	}
	return b.file.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{
		OddHeader: "&L" + headerText(sheet) + "&R" + headerText(b.heading()),
		OddFooter: "&L" + headerText(b.digestLine()) + "&RPage &P of &N",
	})
}

// heading names tenant and time, on every printed page.
func (b *Workbook) heading() string {
	if b.counts.Run == nil {
		return ""
	}
	h := tenantName(b.counts.Run.Tenant)
	if at := b.counts.Run.CollectedAt; at != nil {
		h += ", " + report.Minute(*at)
	}
	return h
}

// digestLine ties a printed page to the snapshot it shows.
func (b *Workbook) digestLine() string {
	if b.counts.Run == nil {
		return ""
	}
	if b.counts.Run.PolicyDigest == "" {
		return fmt.Sprintf("snapshot %.12s", b.counts.Run.SnapshotDigest) // nothing was judged
	}
	return fmt.Sprintf("snapshot %.12s, policies %.12s", b.counts.Run.SnapshotDigest, b.counts.Run.PolicyDigest)
}

// headerText returns s as a header takes it: & begins a code there, and Excel allows 255 units for
// the whole line, of which a long name may take 80.
func headerText(s string) string {
	runes := []rune(report.Visible(s))
	if len(runes) > 80 {
		runes = append(runes[:79], '…')
	}
	// A digit behind a code would be taken for a size of the font.
	return " " + strings.ReplaceAll(string(runes), "&", "&&")
}

func tenantName(t report.Tenant) string {
	if t.Name != "" {
		return t.Name
	}
	return "tenant " + t.ID
}

// arrangeSheets puts sheets that were added late to their place, and sets the names that go by place.
func (b *Workbook) arrangeSheets() error {
	var order []string
	for _, c := range b.chapters {
		if c.list == nil {
			order = append(order, c.name)
			continue
		}
		for _, p := range c.list.parts {
			order = append(order, p.sheet)
		}
	}
	// MoveSheet would read every sheet back, which a written stream does not allow.
	sheets := b.file.WorkBook.Sheets.Sheet
	for i, name := range order {
		for j := i; j < len(sheets); j++ {
			if sheets[j].Name == name {
				sheets[i], sheets[j] = sheets[j], sheets[i]
			}
		}
	}
	return b.setPrintNames(order)
}

// printArea is how many of a sheet's first columns and rows are printed.
type printArea struct{ columns, rows int }

// setPrintNames prints the area of each sheet, and repeats its first row on every page.
func (b *Workbook) setPrintNames(sheets []string) error {
	for _, sheet := range sheets {
		area := b.printed[sheet]
		for _, n := range []excelize.DefinedName{
			{Name: "_xlnm.Print_Area", RefersTo: fmt.Sprintf("'%s'!$A$1:$%s$%d", sheet, columnName(area.columns), area.rows), Scope: sheet},
			{Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$1:$1", sheet), Scope: sheet},
		} {
			if err := b.file.SetDefinedName(&n); err != nil {
				return err
			}
		}
	}
	return nil
}
