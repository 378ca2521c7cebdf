package register

import (
	"bytes"
	"crypto/sha256"
	"encoding/csv"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
)

// maxSize is the longest register read: a million rows of 256 bytes.
const maxSize = 256 << 20

// Read reads a register. name is that of its file, which errors begin with and whose last part the
// run record has. The file is UTF-8 with or without BOM; commas, semicolons or tabs separate its
// fields, which the header decides; the columns come in any order and case, further ones are left
// out. A field is quoted as RFC 4180 says. Empty lines are skipped, blanks around a field dropped.
// An error is one line with file and line, and says what was expected.
func Read(r io.Reader, name string) (*diff.Register, error) {
	text, err := io.ReadAll(io.LimitReader(r, maxSize+1))
	if err != nil {
		return nil, fmt.Errorf("reading the register %s: %w", name, err)
	}
	if len(text) > maxSize {
		return nil, fmt.Errorf("reading the register %s: it is longer than %d MiB: expected one row for each group", name, maxSize>>20)
	}
	sum := sha256.Sum256(text)
	register := &diff.Register{File: path.Base(strings.ReplaceAll(name, `\`, "/")), Digest: hex.EncodeToString(sum[:])}
	if line, ok := firstInvalid(text); ok {
		return nil, at(name, line, "it is not UTF-8: save the file as CSV UTF-8")
	}
	if register.Rows, err = rows(bytes.TrimPrefix(text, []byte("\ufeff")), name); err != nil {
		return nil, err
	}
	register.Count = len(register.Rows)
	return register, nil
}

func at(name string, line int, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", name, line, fmt.Sprintf(format, args...))
}

// firstInvalid finds the line of the first octets that are no UTF-8, or of a NUL, which UTF-16 has.
func firstInvalid(text []byte) (line int, found bool) {
	line = 1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		switch {
		case r == utf8.RuneError && size == 1, r == 0:
			return line, true
		case r == '\n':
			line++
		}
		i += size
	}
	return 0, false
}

// rows reads header and rows.
func rows(text []byte, name string) ([]diff.RegisterRow, error) {
	c := csv.NewReader(bytes.NewReader(text))
	c.Comma, c.FieldsPerRecord = separator(text), -1
	header, err := c.Read()
	if errors.Is(err, io.EOF) {
		return nil, at(name, 1, "the file is empty: expected the header %s", strings.Join(columns, ","))
	}
	if err != nil {
		return nil, malformed(name, err)
	}
	places, err := placesOf(header)
	if err != nil {
		return nil, at(name, 1, "%v", err)
	}
	list, lines := []diff.RegisterRow{}, map[snapshot.GUID]int{}
	for {
		fields, err := c.Read()
		if errors.Is(err, io.EOF) {
			return list, nil
		}
		if err != nil {
			return nil, malformed(name, err)
		}
		line, _ := c.FieldPos(0)
		if blank(fields) {
			continue
		}
		if len(fields) != len(header) {
			return nil, at(name, line, "%d fields, the header has %d: quote a field that holds the separator", len(fields), len(header))
		}
		row, err := places.row(fields, line)
		if err != nil {
			return nil, at(name, line, "%v", err)
		}
		if first, twice := lines[row.ID]; twice {
			return nil, at(name, line, "group %s stands in line %d already: keep one of the two rows", row.ID, first)
		}
		lines[row.ID] = line
		list = append(list, row)
	}
}

// malformed says what is wrong with the quoting of a file.
func malformed(name string, err error) error {
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		return at(name, parse.Line, "%v: put a field that holds a quote, a separator or a line break in quotes, and double the quotes in it", parse.Err)
	}
	return fmt.Errorf("reading the register %s: %w", name, err)
}

// separator is the one that the header uses most; a comma for a header of one column.
func separator(text []byte) rune {
	header, _, _ := bytes.Cut(text, []byte{'\n'})
	best, most := ',', 0
	for _, s := range []rune{',', ';', '\t'} {
		if n := bytes.Count(header, []byte(string(s))); n > most {
			best, most = s, n
		}
	}
	return best
}

func blank(fields []string) bool {
	return strings.TrimSpace(strings.Join(fields, "")) == ""
}

// columns are those that a register has.
var columns = []string{"id", "purpose", "owner", "approver", "reviewed"}

// places says where in a row each column of columns stands.
type places []int

func placesOf(header []string) (places, error) {
	found := map[string]int{}
	for i, title := range header {
		title = strings.ToLower(strings.TrimSpace(title))
		if _, twice := found[title]; twice && title != "" {
			return nil, fmt.Errorf("the header has the column %q twice", clip(title))
		}
		found[title] = i
	}
	p := make(places, len(columns))
	var missing []string
	for i, column := range columns {
		place, ok := found[column]
		if !ok {
			missing = append(missing, column)
		}
		p[i] = place
	}
	if missing != nil {
		return nil, fmt.Errorf("the header has no column %s: expected %s, in any order", strings.Join(missing, ", "), strings.Join(columns, ","))
	}
	return p, nil
}

func (p places) row(fields []string, line int) (row diff.RegisterRow, err error) {
	field := func(i int) string { return strings.TrimSpace(fields[p[i]]) }
	row = diff.RegisterRow{Line: line, Purpose: field(1), Owner: field(2), Approver: field(3)}
	if row.ID, err = snapshot.ParseGUID(field(0)); err != nil || row.ID.IsZero() {
		return row, fmt.Errorf("id is %q: expected the object id of a cloud group such as 3a5c3221-c465-48c0-95b8-e9305786a271", clip(field(0)))
	}
	if text := field(4); text != "" {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return row, fmt.Errorf("reviewed is %q: expected a date such as 2026-11-20, or nothing", clip(text))
		}
		row.Reviewed = &day
	}
	return row, nil
}

// clip makes foreign text fit for a message of one line.
func clip(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
