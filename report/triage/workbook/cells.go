package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
	"unicode/utf16"
)

// cell is what a cell holds: raw is the number of a shared text, a number, or the text itself, as kind
// says.
type cell struct{ kind, raw string }

// cells reads the cells of a sheet, one row after the other.
type cells struct {
	list *list
	// row and column are where the reader is, from 1; 0 before the first.
	row, column int
	// seen counts the rows until the titles were found.
	seen int
	held map[int]cell
	kind string
	raw  strings.Builder
	// keep says that text belongs to the cell: the value, or a text that is not only spoken.
	keep, spoken, inCell bool
	// formula says that the cell has one; not every program stores what it shows.
	formula bool
}

// read reads a sheet. It stops where no title was found in the first rows.
func (l *list) read(r io.Reader) error {
	s, c := newScanner(r), &cells{list: l, held: map[int]cell{}}
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			err = c.start(t)
		case xml.EndElement:
			err = c.end(t.Name.Local)
		case xml.CharData:
			err = c.text(t)
		}
		if err != nil {
			return err
		}
		if l.columns == nil && c.seen >= headerWithin {
			return nil
		}
	}
}

// text keeps what belongs to a cell, which may come in several pieces.
func (c *cells) text(t xml.CharData) error {
	if !c.keep {
		return nil
	}
	if c.raw.Len()+len(t) > mostMarkup {
		return errMarkup
	}
	c.raw.Write(t)
	return nil
}

func (c *cells) start(e xml.StartElement) error {
	switch e.Name.Local {
	case "row":
		c.row++
		if r := attribute(e, "r"); r != "" {
			n, err := strconv.Atoi(r)
			if err != nil {
				return fmt.Errorf("a row has the number %.20q", r)
			}
			c.row = n
		}
		if c.row < 1 || c.row > mostRows {
			return fmt.Errorf("it has a row %d; Excel has %d", c.row, mostRows)
		}
		c.column = 0
		clear(c.held)
	case "c":
		return c.startCell(e)
	case "v", "t":
		c.keep = c.inCell && !c.spoken
	case "f":
		c.formula = true
	case "rPh":
		c.spoken = true
	}
	return nil
}

func (c *cells) startCell(e xml.StartElement) error {
	c.column++
	if r := attribute(e, "r"); r != "" {
		n, err := columnNumber(r)
		if err != nil {
			return err
		}
		c.column = n
	}
	if c.column > mostColumns {
		return fmt.Errorf("row %d has more than %d columns", c.row, mostColumns)
	}
	c.inCell, c.spoken, c.keep, c.formula = true, false, false, false
	c.kind = attribute(e, "t")
	c.raw.Reset()
	return nil
}

func (c *cells) end(name string) error {
	switch name {
	case "v", "t":
		c.keep = false
	case "rPh":
		c.spoken = false
	case "c":
		c.inCell = false
		c.keepCell()
	case "row":
		c.seen++
		return c.list.row(c.row, c.held)
	}
	return nil
}

// keepCell keeps the cell of a column that is read, and before the titles are found any that may be one.
func (c *cells) keepCell() {
	if c.raw.Len() == 0 && !c.formula {
		return
	}
	if c.raw.Len() == 0 {
		c.kind = kindUnknown
	}
	if c.list.columns == nil {
		if c.raw.Len() <= longestTitle {
			c.held[c.column] = cell{c.kind, c.raw.String()}
		}
		return
	}
	if _, read := c.list.columns[c.column]; read {
		c.held[c.column] = cell{c.kind, c.raw.String()}
	}
}

// kindUnknown is a formula of which the file does not say what it shows.
const kindUnknown = "unknown"

// longestTitle is longer than any title that is looked for, escapes included.
const longestTitle = 100

// columnNumber returns the column of a cell's name: 28 for AB7.
func columnNumber(name string) (int, error) {
	n := 0
	for _, r := range name {
		if r < 'A' || r > 'Z' {
			break
		}
		if n = n*26 + int(r-'A') + 1; n > mostColumns {
			return 0, fmt.Errorf("it has a cell %.20q; Excel has %d columns", name, mostColumns)
		}
	}
	if n == 0 {
		return 0, fmt.Errorf("it has a cell with the name %.20q", name)
	}
	return n, nil
}

// text returns what a cell of the column of that title shows.
func (b *Book) text(c cell, title string) (string, error) {
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(c.raw)
		text, ok := "", false
		if err == nil {
			text, ok = b.strings.at(n)
		}
		if !ok {
			return "", fmt.Errorf("it refers to the shared text %.20q, which is not there", c.raw)
		}
		return strings.TrimSpace(unescaped(text)), nil
	case "inlineStr", "str", "e", "d":
		return strings.TrimSpace(unescaped(c.raw)), nil
	case kindUnknown:
		return "", nil
	case "b":
		return strconv.FormatBool(c.raw == "1"), nil
	}
	switch {
	case title == ColumnDue:
		return b.moment(c.raw, time.DateOnly), nil
	case strings.HasSuffix(title, " (UTC)"):
		return b.moment(c.raw, time.RFC3339), nil
	}
	return c.raw, nil
}

// moment returns that of a number of days, to the second; what is none stays as it is.
func (b *Book) moment(raw, layout string) string {
	days, err := strconv.ParseFloat(raw, 64)
	if err != nil || math.IsNaN(days) || days < 1 || days >= 2_958_466 { // 10000-01-01
		return raw
	}
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	if b.epoch1904 {
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	whole, part := math.Modf(days)
	return epoch.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round(part*secondsOfDay)) * time.Second).Format(layout)
}

const secondsOfDay = 24 * 60 * 60

// unescaped turns _xHHHH_ into the character that it stands for.
//
// Source: ECMA-376 part 1, section 22.4.2.4 (bstr)
func unescaped(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for s != "" {
		i := strings.Index(s, "_x")
		if i < 0 || len(s) < i+7 {
			break
		}
		unit, err := strconv.ParseUint(s[i+2:i+6], 16, 16)
		if err != nil || s[i+6] != '_' || utf16.IsSurrogate(rune(unit)) {
			b.WriteString(s[:i+1])
			s = s[i+1:]
			continue
		}
		b.WriteString(s[:i])
		b.WriteRune(rune(unit))
		s = s[i+7:]
	}
	return b.String() + s
}
