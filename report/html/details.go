package html

import (
	"fmt"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// detailsIn is how many groups' details one block of the page holds. The script unpacks a block when one of
// its groups is looked at.
const detailsIn = 512

// A packed block stands between these.
const (
	packedStart = "<script type=\"text/plain\" id=\"packed-%s\">"
	packedEnd   = "</script>\n"
)

// details are the blocks of details, in the order of groups; those that are full are done.
type details struct {
	done report.Spool
	now  *packed
	// blocks counts those that are done.
	blocks int
}

func (d *details) add(row detailRow) error {
	if err := d.now.add(row); err != nil {
		return err
	}
	if d.now.count < detailsIn {
		return nil
	}
	return d.finish()
}

// finish moves the block being filled to those that are done.
func (d *details) finish() error {
	if err := d.now.end(); err != nil {
		return err
	}
	full := d.now
	defer full.spool.Discard()
	if _, err := fmt.Fprintf(&d.done, packedStart, fmt.Sprintf("details-%d", d.blocks)); err != nil {
		return err
	}
	if _, err := full.spool.WriteTo(&d.done); err != nil {
		return err
	}
	if _, err := io.WriteString(&d.done, packedEnd); err != nil {
		return err
	}
	d.blocks++
	d.now = &packed{}
	return d.now.begin(full.deflate)
}

// writeTo writes all blocks.
func (d *details) writeTo(w io.Writer) error {
	if d.now.count > 0 {
		if err := d.finish(); err != nil {
			return err
		}
	}
	_, err := d.done.WriteTo(w)
	return err
}
