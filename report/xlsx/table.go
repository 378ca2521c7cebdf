package xlsx

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// table is a list that goes on in further sheets when one is full.
type table struct {
	book    *Workbook
	name    string
	columns []column
	// total counts rows over all sheets.
	total int
	parts []part

	writer *excelize.StreamWriter
	buffer []any
}

// part is one sheet of a table. Rows does not count the header.
type part struct {
	sheet string
	rows  int
}

func newTable(b *Workbook, name string, columns []column) *table {
	return &table{book: b, name: name, columns: columns, buffer: make([]any, len(columns))}
}

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
	return t.writer.SetRow("A1", header, excelize.RowOpts{Height: lineHeight*float64(height) + 2})
}

// current is the sheet that rows go to.
func (t *table) current() *part {
	return &t.parts[len(t.parts)-1]
}

// add writes one row, with a value for each column.
func (t *table) add(values ...any) error {
	if t.current().rows == t.book.rows {
		if err := t.endPart(fmt.Sprintf("Continued on sheet %s (%d).", t.name, len(t.parts)+1)); err != nil {
			return err
		}
		if err := t.begin(); err != nil {
			return err
		}
	}
	height := 1
	for i, v := range values {
		t.buffer[i] = t.book.palette.cell(v, t.columns[i].kind)
		if t.columns[i].kind == kindWrapped {
			height = max(height, wrappedLines(t.buffer[i], t.columns[i].width))
		}
	}
	t.current().rows++
	t.total++
	cell, err := excelize.CoordinatesToCellName(1, t.current().rows+1)
	if err != nil {
		return err
	}
	if height == 1 {
		return t.writer.SetRow(cell, t.buffer[:len(values)])
	}
	return t.writer.SetRow(cell, t.buffer[:len(values)], excelize.RowOpts{Height: lineHeight * float64(min(height, mostLines))})
}

// lineHeight is the height of a line in points, and mostLines how many of a cell are shown at
// once: a trace of forty steps must not fill the screen with one row.
const (
	lineHeight = 15
	mostLines  = 8
)

// filterButton is the width that Excel's filter button takes of a header.
const filterButton = 3

// wrappedLines estimates how many lines a cell takes in a column of a width in characters. Programs
// that trust what Excel wrote do not measure it again.
func wrappedLines(cell any, width float64) int {
	if styled, ok := cell.(excelize.Cell); ok {
		cell = styled.Value
	}
	s, _ := cell.(string)
	if len(s) < int(width) && !strings.Contains(s, "\n") {
		return 1
	}
	n := 0
	for line := range strings.Lines(s) {
		n++
		if length := float64(utf8.RuneCountInString(line)); length > width {
			n += int(length * 1.1 / width) // words do not fill a line to its end
		}
		if n > mostLines {
			break
		}
	}
	return n
}

// end closes the last sheet with a note.
func (t *table) end(note string) error {
	if len(t.parts) > 1 {
		note += fmt.Sprintf(" They are on %d sheets, this is the last.", len(t.parts))
	}
	return t.endPart(note)
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
	if err := t.writer.SetRow(cell, []any{excelize.Cell{StyleID: t.book.palette.text, Value: note}}); err != nil {
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
	if err := t.book.setPage(p.sheet, paperA4, "landscape"); err != nil {
		return err
	}
	return t.writer.Flush()
}

// area returns the range of the table with its header.
func (t *table) area(last int) string {
	return "A1:" + columnName(len(t.columns)) + fmt.Sprint(last)
}

// addHighlights colours severities and outcomes, and draws a line below every row: the stripes of the
// table's style are seen in Excel only.
func (t *table) addHighlights(last int) error {
	for i, c := range t.columns {
		shades := map[kind][]shade{kindSeverity: severityShades, kindOutcome: outcomeShades}[c.kind]
		var rules []excelize.ConditionalFormatOptions
		for _, s := range shades {
			format := t.book.palette.highlight[s.word]
			rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Format: &format, Value: `"` + s.word + `"`})
		}
		if rules == nil {
			continue
		}
		name := columnName(i + 1)
		if err := t.book.file.SetConditionalFormat(t.current().sheet, fmt.Sprintf("%s2:%s%d", name, name, last), rules); err != nil {
			return err
		}
	}
	line := t.book.palette.rowLine
	return t.book.file.SetConditionalFormat(t.current().sheet, "A2:"+columnName(len(t.columns))+fmt.Sprint(last),
		[]excelize.ConditionalFormatOptions{{Type: "formula", Criteria: "TRUE", Format: &line}})
}

// tableName returns the table's name in formulas, which holds no spaces or brackets.
func tableName(sheet string) string {
	return strings.NewReplacer(" (", "_", ")", "", " ", "_").Replace(sheet)
}

// columnName returns "A" for 1.
func columnName(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		panic(err) // columns are counted in this package
	}
	return name
}
