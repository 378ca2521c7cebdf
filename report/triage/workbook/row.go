package workbook

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The titles of the columns that are read. The first six must be there.
const (
	ColumnFingerprint = "Fingerprint"
	ColumnDigest      = "Evidence digest"
	ColumnDecision    = "Decision"
	ColumnOwner       = "Owner"
	ColumnDue         = "Due"
	ColumnComment     = "Comment"
	ColumnSeal        = "Decision seal"
	ColumnControl     = "Control"
	ColumnSeverity    = "Severity"
	ColumnKind        = "Target kind"
	ColumnTarget      = "Target id"
	ColumnMessage     = "Finding"
	ColumnExpected    = "Expected"
	ColumnActual      = "Actual"
	ColumnName        = "Target"
	ColumnEvidence    = "Evidence"
	ColumnCause       = "Caused by"
	ColumnRank        = "Rank"
	ColumnDN          = "Directory name (DN)"
	ColumnRowSeal     = "Row seal"
)

// needed are the columns without which nothing can be imported, the others those that are read as well.
var (
	needed = []string{ColumnFingerprint, ColumnDigest, ColumnDecision, ColumnOwner, ColumnDue, ColumnComment}
	others = []string{ColumnSeal, ColumnControl, ColumnSeverity, ColumnKind, ColumnTarget, ColumnMessage, ColumnExpected, ColumnActual,
		ColumnName, ColumnEvidence, ColumnCause, ColumnRank, ColumnDN, ColumnRowSeal}
)

// Row is one row of a list of findings as it was found.
type Row struct {
	// Sheet and Number say where it stands, as a program shows it.
	Sheet  string
	Number int
	// Cells are its texts by column title: a column that was removed is not there, nor is a formula of
	// which the file does not say what it shows; an empty cell is
	// "". Due is a day such as 2027-01-31, what is UTC a moment such as 2027-01-31T23:59:59Z, to the second; text that is
	// neither stays as it was written.
	Cells map[string]string
}

// Empty reports whether nothing was written into the row.
func (r *Row) Empty() bool {
	return r.Cells[ColumnDecision] == "" && r.Cells[ColumnOwner] == "" && r.Cells[ColumnDue] == "" && r.Cells[ColumnComment] == ""
}

// Rows calls yield for every row below the titles of every list of findings, which are the sheets with
// a column Decision; a row without fingerprint and entries is none. Beside the columns named here those with the titles in
// also are read. The row is yield's to keep.
func (b *Book) Rows(ctx context.Context, also []string, yield func(*Row) error) error {
	lists, optional := 0, slices.DeleteFunc(slices.Concat(others, also), func(title string) bool { return slices.Contains(needed, title) })
	slices.Sort(optional)
	optional = slices.Compact(optional)
	for _, s := range b.sheets {
		l := &list{book: b, sheet: s.name, optional: optional, yield: yield, done: ctx.Err}
		err := b.archive.pass(s.part, b.limits.Unpacked, func(r io.Reader) error { return l.read(r) })
		if l.own != nil {
			return l.own
		}
		if err != nil {
			return fmt.Errorf("reading the workbook: sheet %.60q: %w", s.name, err)
		}
		if l.columns != nil {
			lists++
		}
	}
	if lists == 0 {
		return fmt.Errorf("reading the workbook: no sheet has the columns %s: expected the list of findings", strings.Join(needed, ", "))
	}
	return nil
}

// list reads the rows of one sheet.
type list struct {
	book  *Book
	sheet string
	// optional are the titles of the columns that are read where they are there.
	optional []string
	yield    func(*Row) error
	done     func() error
	// columns are the titles by column number; nil before the row of titles, and for another sheet.
	columns map[int]string
	// own is the error of yield, which is passed on as it is.
	own error
}

// row takes one row of cells by column number.
func (l *list) row(number int, cells map[int]cell) error {
	if err := l.done(); err != nil {
		return err
	}
	if l.columns == nil {
		return l.titles(cells)
	}
	r := &Row{Sheet: l.sheet, Number: number, Cells: make(map[string]string, len(l.columns))}
	for column, title := range l.columns {
		if cells[column].kind == kindUnknown {
			if slices.Contains(needed, title) {
				return fmt.Errorf("row %d: %s is a formula: write text", number, title)
			}
			continue
		}
		text, err := l.book.text(cells[column], title)
		if err != nil {
			return fmt.Errorf("row %d: %w", number, err)
		}
		r.Cells[title] = text
	}
	again := r.Cells[ColumnFingerprint] == ColumnFingerprint && r.Cells[ColumnDecision] == ColumnDecision
	if again || r.Cells[ColumnFingerprint] == "" && r.Empty() {
		return nil
	}
	l.own = l.yield(r)
	return l.own
}

// titles takes a row as that of the titles when it has Decision; all that is needed must be there once.
func (l *list) titles(cells map[int]cell) error {
	columns, places := map[int]string{}, map[string]int{}
	for column, c := range cells {
		title, err := l.book.text(c, "")
		if err != nil {
			return err
		}
		if title = strings.TrimSpace(title); slices.Contains(needed, title) || slices.Contains(l.optional, title) {
			columns[column] = title
			places[title]++
		}
	}
	if places[ColumnDecision] == 0 {
		return nil
	}
	for _, title := range slices.Concat(needed, l.optional) {
		if places[title] > 1 {
			return fmt.Errorf("it has %d columns %s: rename those that are yours", places[title], title)
		}
	}
	for _, title := range needed {
		if places[title] == 0 {
			return fmt.Errorf("it has no column %s: put back what was removed", title)
		}
	}
	l.columns = columns
	return nil
}
