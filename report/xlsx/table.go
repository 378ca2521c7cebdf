package xlsx

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"
)

// table is a list that goes on in further sheets when one is full. Its rows wait, sorted by key,
// until all are known: links between the lists need that.
type table struct {
	book    *Workbook
	name    string
	columns []column
	// printed is how many columns are in the print area.
	printed int
	rows    *sorter
	// total counts rows over all sheets.
	total int
	parts []part

	writer *excelize.StreamWriter
}

// part is one sheet of a table. Rows does not count the header.
type part struct {
	sheet string
	rows  int
}

func newTable(b *Workbook, name string, columns []column, printed int) *table {
	return &table{book: b, name: name, columns: columns, printed: printed, rows: newSorter(b.temp)}
}

// add takes one row, with a value for each of the first columns.
func (t *table) add(key string, values ...any) error {
	row, err := packRow(append(values, make([]any, len(t.columns)-len(values))...))
	if err != nil {
		return fmt.Errorf("%s: %w", t.name, err)
	}
	t.total++
	return t.rows.add(key, row)
}

// letter returns the letter of the column of that title.
func (t *table) letter(title string) string {
	return columnName(slices.IndexFunc(t.columns, func(c column) bool { return c.title == title }) + 1)
}

// rowsAhead is how many rows are composed at a time.
const rowsAhead = 128

// composed is a row as the stream writer takes it. Height is in points.
type composed struct {
	cells  []any
	height float64
}

// write writes all rows in the order of their keys, and below them a note. The next rows are composed while rows are
// written: a stream writer takes the rows of a sheet one after another, and needs most of a workbook's time.
func (t *table) write(note string) error {
	if err := t.begin(); err != nil {
		return err
	}
	work, ended := errgroup.WithContext(context.Background())
	batches := make(chan []composed, 1)
	work.Go(func() error {
		defer close(batches)
		return t.compose(func(batch []composed) error {
			select {
			case batches <- batch:
				return nil
			case <-ended.Done():
				return ended.Err()
			}
		})
	})
	work.Go(func() error {
		for batch := range batches {
			for _, row := range batch {
				if err := t.writeRow(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err := work.Wait(); err != nil {
		return err
	}
	if len(t.parts) > 1 {
		note += fmt.Sprintf(" They are on %d sheets, this is the last.", len(t.parts))
	}
	return t.endPart(note)
}

// compose gives all rows to yield, which may keep them.
func (t *table) compose(yield func([]composed) error) error {
	values := make([]any, len(t.columns))
	var batch []composed
	err := t.rows.each(func(row []byte) error {
		unpackRow(row, values)
		if batch = append(batch, t.composeRow(values)); len(batch) < rowsAhead {
			return nil
		}
		full := batch
		batch = make([]composed, 0, rowsAhead)
		return yield(full)
	})
	if err != nil {
		return err
	}
	return yield(batch)
}

func (t *table) composeRow(values []any) composed {
	cells, height := make([]any, len(values)), 1
	for i, v := range values {
		if l, ok := v.(link); ok {
			v = t.book.linkCell(l)
		}
		cells[i] = t.book.palette.cell(v, t.columns[i].kind)
		// What is not printed does not make its row taller: a trace of forty steps is read in the
		// formula bar or the page, and must not fill the screen with one row.
		if t.columns[i].kind.wraps() && i < t.printed {
			height = max(height, wrappedLines(cells[i], t.columns[i].width))
		}
	}
	return composed{cells: cells, height: rowHeight(height)}
}

func (t *table) writeRow(row composed) error {
	if t.current().rows == t.book.rows {
		if err := t.endPart(fmt.Sprintf("Continued on sheet %s (%d).", t.name, len(t.parts)+1)); err != nil {
			return err
		}
		if err := t.begin(); err != nil {
			return err
		}
	}
	t.current().rows++
	cell, err := excelize.CoordinatesToCellName(1, t.current().rows+1)
	if err != nil {
		return err
	}
	return t.writer.SetRow(cell, row.cells, excelize.RowOpts{Height: row.height})
}

// tableName returns the table's name in formulas, which holds no spaces, brackets or hyphens.
func tableName(sheet string) string {
	return strings.NewReplacer(" (", "_", ")", "", " ", "_", "-", "_").Replace(sheet)
}

// columnName returns "A" for 1.
func columnName(n int) string {
	name, err := excelize.ColumnNumberToName(n)
	if err != nil {
		panic(err) // columns are counted in this package
	}
	return name
}
