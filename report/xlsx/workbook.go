package xlsx

import (
	"fmt"
	"io"
	"os"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// Options say how a workbook is written. The zero Options is ready for use.
type Options struct {
	// MaxRows is how many rows a sheet holds besides its header before the list goes on in the
	// next sheet; 0 means 1,000,000, and 1,048,570 is the most that Excel allows.
	MaxRows int
	// TempDir is where rows wait for Close, "" being the system's. What is put there is removed
	// by Close and Discard.
	TempDir string
}

// The limits of MaxRows: Excel has 1,048,576 rows, of which the header and the note below a table
// take some.
const (
	defaultRows = 1_000_000
	mostRows    = 1_048_570
)

// Workbook is a report.Handler that writes a workbook. Memory is bounded by the number of controls,
// by 4 MiB for each list and by what excelize buffers for each sheet, 16 MiB; rows beyond that wait
// in TempDir.
type Workbook struct {
	to      io.Writer
	file    *excelize.File
	palette *palette
	counts  report.Counts
	rows    int
	temp    string
	// printed are the sheets' areas in print.
	printed map[string]printArea

	// chapters are what it consists of, in their order.
	chapters []*chapter
	// open is the group whose findings are still coming, with what came so far.
	open      *report.Group
	openTally report.Tally
	// sides counts the groups by how whole their members were read.
	sides sides
	// decided counts the findings with a decision.
	decided decided
}

var _ report.Handler = (*Workbook)(nil)

// New returns a Workbook that is written to w by Close, in one piece; w is not closed. The same
// records give the same bytes.
func New(w io.Writer, o Options) (*Workbook, error) {
	switch {
	case o.MaxRows == 0:
		o.MaxRows = defaultRows
	case o.MaxRows < 1 || o.MaxRows > mostRows:
		return nil, fmt.Errorf("making a workbook: %d rows a sheet, expected 1 to %d", o.MaxRows, mostRows)
	}
	temp, err := os.MkdirTemp(o.TempDir, "wbaudit-xlsx-")
	if err != nil {
		return nil, fmt.Errorf("making a workbook: %w", err)
	}
	b := &Workbook{to: w, rows: o.MaxRows, temp: temp, printed: map[string]printArea{}, file: excelize.NewFile(excelize.Options{TmpDir: temp})}
	if err := b.prepare(); err != nil {
		b.Discard()
		return nil, fmt.Errorf("making a workbook: %w", err)
	}
	return b, nil
}

// prepare makes the styles and the lists that take rows while records arrive.
func (b *Workbook) prepare() error {
	if err := b.file.SetSheetName("Sheet1", summarySheet); err != nil {
		return err
	}
	var err error
	if b.palette, err = newPalette(b.file); err != nil {
		return err
	}
	b.chapters = b.contents()
	return nil
}

// Handle adds one record.
func (b *Workbook) Handle(r report.Record) error {
	b.counts.Add(r)
	if err := b.take(r); err != nil {
		return fmt.Errorf("adding to the workbook: %w", err)
	}
	return nil
}

// Close writes the workbook and removes what waited in TempDir.
func (b *Workbook) Close() error {
	defer b.Discard()
	if err := b.finish(); err != nil {
		return fmt.Errorf("writing the workbook: %w", err)
	}
	return nil
}

// Discard removes what waits in TempDir and writes nothing. It may follow Close.
func (b *Workbook) Discard() {
	b.file.Close()
	os.RemoveAll(b.temp)
}

func (b *Workbook) finish() error {
	for _, step := range []func() error{
		b.end, b.writeLists, b.writePages, b.arrangeSheets, b.setProperties,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return b.pack()
}
