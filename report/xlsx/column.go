package xlsx

import (
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// column is one column of a table.
type column struct {
	title string
	width float64
	kind  kind
	side  side
}

// kind says what a column holds.
type kind int

const (
	kindText kind = iota
	kindWrapped
	kindNumber
	// kindBits is a number whose bits mean something; its digits stand without commas.
	kindBits
	kindTime
	kindSeverity
	kindOutcome
	// kindDecision, kindOwner, kindDue and kindComment are for the reader to write in.
	kindDecision
	kindOwner
	kindDue
	kindComment
	// kindDecided says whether a decision or a waiver still stands, kindDaysLeft how long a waiver does.
	kindDecided
	kindDaysLeft
)

// isEntry reports whether the reader writes in cells of that kind.
func (k kind) isEntry() bool { return k >= kindDecision && k <= kindComment }

// wraps reports whether text of that kind goes on in the next line of its cell.
func (k kind) wraps() bool { return k == kindWrapped || k.isEntry() }

// lines are several lines of one cell, each of them text of its own.
type lines []string

// notKnown is what a cell shows for a number that is not known: an empty cell would pass for 0.
const notKnown = "not known"

// style returns the style of a column's cells.
func (p *palette) style(k kind) int {
	switch k {
	case kindWrapped:
		return p.wrapped
	case kindNumber, kindDaysLeft:
		return p.number
	case kindBits:
		return p.bits
	case kindTime:
		return p.time
	}
	return p.text
}

// cell returns v as excelize takes it. Text gets its style here where it differs from that of the
// column; nil is an empty cell.
func (p *palette) cell(v any, k kind) any {
	if k.isEntry() {
		return p.entryCell(v, k)
	}
	switch v := v.(type) {
	case string:
		return p.textCell(v, k)
	case lines:
		visible := make([]string, len(v))
		for i, line := range v {
			visible[i] = report.Visible(line)
		}
		return p.quote(markEscapes(cut(strings.Join(visible, "\n"))), k)
	case *int:
		if v == nil {
			return excelize.Cell{StyleID: p.text, Value: notKnown}
		}
		return *v
	case excelize.Cell:
		return v
	case *time.Time:
		if v == nil {
			return nil
		}
		return p.timeCell(*v)
	}
	return v
}

// entryCell returns a cell that shows that it is written in, empty or not.
func (p *palette) entryCell(v any, k kind) any {
	style := p.entry
	if k == kindDue {
		style = p.due
	}
	switch v := v.(type) {
	case string:
		// People write in several lines, which stay theirs.
		all := strings.Split(v, "\n")
		for i, line := range all {
			all[i] = report.Visible(line)
		}
		if s := markEscapes(cut(strings.Join(all, "\n"))); needsQuote(s) {
			return excelize.Cell{StyleID: p.quoted[p.entry], Value: s}
		} else if s != "" {
			return excelize.Cell{StyleID: style, Value: s}
		}
	case *time.Time:
		if v != nil {
			return excelize.Cell{StyleID: style, Value: v.UTC()}
		}
	}
	return excelize.Cell{StyleID: style}
}

func (p *palette) textCell(s string, k kind) any {
	switch k {
	case kindSeverity:
		return excelize.Cell{StyleID: p.severity[s], Value: s}
	case kindOutcome:
		return excelize.Cell{StyleID: p.outcome[s], Value: s}
	}
	if s == "" {
		return nil
	}
	return p.quote(safe(s), k)
}

// quote gives text that would become a formula when edited the style with the quote prefix.
func (p *palette) quote(s string, k kind) any {
	if needsQuote(s) {
		return excelize.Cell{StyleID: p.quoted[p.quotable(k)], Value: s}
	}
	return s
}

// quotable returns the style of text in a column of kind k, which may be one of numbers.
func (p *palette) quotable(k kind) int {
	if k == kindWrapped {
		return p.wrapped
	}
	return p.text
}

// timeCell returns t, UTC, as a date, or as text when it is before the first one that Excel has.
func (p *palette) timeCell(t time.Time) any {
	if t.Year() < 1900 {
		return excelize.Cell{StyleID: p.text, Value: t.UTC().Format(time.RFC3339)}
	}
	return excelize.Cell{StyleID: p.time, Value: t.UTC()}
}
