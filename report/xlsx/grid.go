package xlsx

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// grid fills a small sheet from top to bottom.
type grid struct {
	book  *Workbook
	sheet string
	row   int
	err   error
	// columns is how many columns it has.
	columns int
}

func (b *Workbook) newGrid(sheet string, widths ...float64) *grid {
	g := &grid{book: b, sheet: sheet, row: 1, columns: len(widths)}
	for i, w := range widths {
		g.keep(b.file.SetColWidth(sheet, columnName(i+1), columnName(i+1), w))
	}
	return g
}

// keep remembers the first error.
func (g *grid) keep(err error) {
	if g.err == nil {
		g.err = err
	}
}

// end sets up printing once the sheet is full: its area, and its title on every page.
func (g *grid) end(orientation string) error {
	g.keep(g.book.setPage(g.sheet, orientation, printArea{g.columns, max(g.row-1, 1)}))
	return g.err
}

// at names the cell of the current row.
func (g *grid) at(column int) string {
	name, err := excelize.CoordinatesToCellName(column, g.row)
	g.keep(err)
	return name
}

// put sets a cell of the current row. Style 0 takes the one that fits the value.
func (g *grid) put(column, style int, v any) {
	p := g.book.palette
	k := kindText
	if style == p.wrapped {
		k = kindWrapped
	}
	v = p.cell(v, k)
	own, styled := v.(excelize.Cell)
	_, number := v.(int)
	switch {
	case styled:
		v, style = own.Value, own.StyleID
	case style == 0 && number:
		style = p.number
	case style == 0:
		style = p.text
	}
	g.keep(g.book.file.SetCellValue(g.sheet, g.at(column), v))
	g.style(column, column, style)
}

// style gives cells of the current row a style.
func (g *grid) style(from, to, style int) {
	g.keep(g.book.file.SetCellStyle(g.sheet, g.at(from), g.at(to), style))
}

// mergeTo makes one cell of the current row's from the second column, where every page begins, to last.
func (g *grid) mergeTo(last int) {
	g.keep(g.book.file.MergeCell(g.sheet, g.at(2), g.at(last)))
}

// height sets the current row's height in points.
func (g *grid) height(points float64) {
	g.keep(g.book.file.SetRowHeight(g.sheet, g.row, points))
}

// heading writes the head of a section over the columns first to last, with a row of air before it.
func (g *grid) heading(first, last int, title string) {
	g.row++
	g.title(first, last, title)
}

// title writes the head of a section.
func (g *grid) title(first, last int, title string) {
	g.put(first, g.book.palette.heading, title)
	g.style(first, last, g.book.palette.heading)
	g.height(24)
	g.row++
}

// labels writes the head of a small list. A title that begins with # stands over numbers.
func (g *grid) labels(first int, titles ...string) {
	for i, title := range titles {
		style := g.book.palette.label
		title, number := strings.CutPrefix(title, "#")
		if number {
			style = g.book.palette.numberLabel
		}
		g.put(first+i, style, title)
	}
	g.row++
}

// fact is one line of a small list: what is said, and what it is.
type fact struct {
	label string
	value any
}

// facts writes a line for each, with the word for what is not known where there is nothing.
func (g *grid) facts(first int, facts ...fact) {
	for _, f := range facts {
		g.put(first, g.book.palette.label, f.label)
		style := 0
		if _, number := f.value.(int); number {
			style = g.book.palette.plainNumber
		}
		if f.value == "" {
			f.value = notKnown
		}
		g.put(first+1, style, f.value)
		g.row++
	}
}

// instant is a time as a cell takes it, with the word for one that is not known.
func instant(t *time.Time) any {
	if t == nil {
		return notKnown
	}
	return t
}

// line writes values of the current row, in the styles that fit them.
func (g *grid) line(first int, values ...any) {
	for i, v := range values {
		if v != nil {
			g.put(first+i, 0, v)
		}
	}
	g.row++
}
