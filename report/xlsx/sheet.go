package xlsx

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"
)

// begin opens the next sheet of t. What excelize writes ahead of the rows is set here.
func (t *table) begin() error {
	sheet := t.name
	if n := len(t.parts) + 1; n > 1 {
		sheet = fmt.Sprintf("%s (%d)", t.name, n)
	}
	f := t.book.file
	if _, err := f.NewSheet(sheet); err != nil {
		return err
	}
	if err := setSheetProps(f, sheet); err != nil {
		return err
	}
	w, err := f.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	t.writer = w
	t.parts = append(t.parts, part{sheet: sheet})
	if err := w.SetPanes(&excelize.Panes{Freeze: true, XSplit: 1, YSplit: 1, TopLeftCell: "B2", ActivePane: "bottomRight",
		Selection: []excelize.Selection{{SQRef: "B2", ActiveCell: "B2", Pane: "bottomRight"}}}); err != nil {
		return err
	}
	return t.writeHeader()
}

func (t *table) writeHeader() error {
	header, height := make([]any, len(t.columns)), 2
	for i, c := range t.columns {
		if err := t.writer.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
		if err := t.writer.SetColStyle(i+1, i+1, t.book.palette.style(c.kind)); err != nil {
			return err
		}
		header[i] = excelize.Cell{StyleID: t.book.palette.header[c.side], Value: c.title}
		height = max(height, wrappedLines(c.title, c.width-filterButton))
	}
	return t.writer.SetRow("A1", header, excelize.RowOpts{Height: rowHeight(height)})
}

// current is the sheet that rows go to.
func (t *table) current() *part {
	return &t.parts[len(t.parts)-1]
}

// endPart writes the note below the rows, one row away so that the table does not grow over it,
// and everything that has to be set before Flush: after it, excelize loses it without a word.
func (t *table) endPart(note string) error {
	p := t.current()
	last := max(p.rows, 1) + 1 // a table has at least one row
	cell, err := excelize.CoordinatesToCellName(1, last+2)
	if err != nil {
		return err
	}
	if err := t.writer.SetRow(cell, []any{excelize.Cell{StyleID: t.book.palette.note, Value: note}}); err != nil {
		return err
	}
	stripes := true
	if err := t.writer.AddTable(&excelize.Table{Range: t.area(last), Name: tableName(p.sheet),
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes}); err != nil {
		return err
	}
	if err := t.addHighlights(last); err != nil {
		return err
	}
	if err := t.addChecks(last); err != nil {
		return err
	}
	if err := t.book.setPage(p.sheet, "landscape", printArea{t.printed, last + 2}); err != nil {
		return err
	}
	return t.writer.Flush()
}

// area returns the range of the table with its header.
func (t *table) area(last int) string {
	return "A1:" + columnName(len(t.columns)) + fmt.Sprint(last)
}

// addChecks gives the columns that the reader writes in their lists and limits.
func (t *table) addChecks(last int) error {
	for i, c := range t.columns {
		name := columnName(i + 1)
		check, err := c.checks(fmt.Sprintf("%s2:%s%d", name, name, last))
		if err != nil {
			return err
		}
		if check == nil {
			continue
		}
		if err := t.book.file.AddDataValidation(t.current().sheet, check); err != nil {
			return err
		}
	}
	return nil
}

// rules are the conditional formats of a column of kind k, whose first cell below the header is named.
func (b *Workbook) rules(k kind, first string) []excelize.ConditionalFormatOptions {
	late := b.palette.late
	switch k {
	case kindSeverity:
		return b.palette.shadeRules(severityShades)
	case kindOutcome:
		return b.palette.shadeRules(outcomeShades)
	case kindDecided:
		return []excelize.ConditionalFormatOptions{
			{Type: "cell", Criteria: "==", Format: &late, Value: `"` + evidenceChanged + `"`},
			{Type: "cell", Criteria: "==", Format: &late, Value: `"` + reopenedWaived + `"`},
			{Type: "cell", Criteria: "==", Format: &late, Value: `"` + waiverFaulty + `"`},
		}
	case kindDaysLeft:
		// An empty cell would count as 0, as an empty list of waivers has one.
		return []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: fmt.Sprintf("AND(ISNUMBER(%s),%s<=30)", first, first), Format: &late}}
	case kindDue:
		if b.counts.Run == nil || b.counts.Run.Now == nil {
			return nil
		}
		// An empty cell counts as 0, the time to judge by is the run's and never the clock's.
		return []excelize.ConditionalFormatOptions{{Type: "cell", Criteria: "between", Format: &late, MinValue: "1", MaxValue: fmt.Sprint(dayBefore(*b.counts.Run.Now))}}
	}
	return nil
}

// dayBefore returns the day before that of t, as Excel counts days.
func dayBefore(t time.Time) int {
	return int(t.UTC().Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC))/(24*time.Hour)) - 1
}

// addHighlights colours severities and outcomes, and draws a line below every row: the stripes of the
// table's style are seen in Excel only.
func (t *table) addHighlights(last int) error {
	for i, c := range t.columns {
		name := columnName(i + 1)
		rules := t.book.rules(c.kind, name+"2")
		if rules == nil {
			continue
		}
		if err := t.book.file.SetConditionalFormat(t.current().sheet, fmt.Sprintf("%s2:%s%d", name, name, last), rules); err != nil {
			return err
		}
	}
	line := t.book.palette.rowLine
	return t.book.file.SetConditionalFormat(t.current().sheet, "A2:"+columnName(len(t.columns))+fmt.Sprint(last),
		[]excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "TRUE", Format: &line}})
}
