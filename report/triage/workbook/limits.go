package workbook

import (
	"errors"
	"fmt"
	"io"
)

// Limits bound what a workbook may take. What is over a limit is refused and never cut.
type Limits struct {
	// File is the size of the file, Unpacked what all parts that are read come to, and Strings the
	// texts that a program keeps apart from its cells, which are held in memory; all in bytes.
	File, Unpacked, Strings int64
	// Sheets is how many there may be.
	Sheets int
}

// DefaultLimits are those of the command: a workbook of 500,000 findings saved by LibreOffice is
// within them.
func DefaultLimits() Limits {
	return Limits{File: 512 << 20, Unpacked: 2 << 30, Strings: 384 << 20, Sheets: 500}
}

// The limits that no workbook of ours comes near.
const (
	// mostDirectory is how much of a file may be its table of parts.
	mostDirectory = 4 << 20
	// mostSmall is the length of a part that lists sheets or properties.
	mostSmall = 8 << 20
	// mostMarkup is the length of one piece of markup or text between two.
	mostMarkup = 1 << 20
	// mostRows and mostColumns are Excel's own.
	//
	// Source: https://support.microsoft.com/office/excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3
	mostRows    = 1_048_576
	mostColumns = 16_384
	// headerWithin is how far down the titles of the columns are looked for.
	headerWithin = 200
)

// errMarkup says that one piece of a part is longer than any that a program writes.
var errMarkup = errors.New("one piece of markup or text is longer than 1 MiB")

// budget counts what is read of all parts together.
type budget struct{ left, most int64 }

func (b *budget) take(n int) error {
	if b.left -= int64(n); b.left < 0 {
		return fmt.Errorf("it unpacks to more than %d MiB", b.most>>20)
	}
	return nil
}

// metered reads from a part, within its own limit and that of all parts.
type metered struct {
	from io.Reader
	all  *budget
	own  budget
}

func (m *metered) Read(p []byte) (int, error) {
	n, err := m.from.Read(p)
	if over := errors.Join(m.all.take(n), m.own.take(n)); over != nil {
		return 0, over
	}
	return n, err
}

// directory lets the reader of a zip file see no more than a table of parts of moderate length.
type directory struct {
	io.ReaderAt
	left int64
}

func (d *directory) ReadAt(p []byte, off int64) (int, error) {
	if d.left >= 0 {
		if d.left -= int64(len(p)); d.left < 0 {
			return 0, errors.New("its table of parts is longer than that of any workbook")
		}
	}
	return d.ReaderAt.ReadAt(p, off)
}
