package html

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"

	"github.com/wbaudit/wbaudit/report"
)

// packed is a JSON array in the making, as it stands in the page: deflated and in base64, since rows tell
// much the same, and outside of memory, since the page is written when all of them have come. The page's
// script unpacks it; the zero packed is ready for use.
type packed struct {
	spool   report.Spool
	text    io.WriteCloser
	deflate *flate.Writer
	count   int
}

// add appends one row.
func (p *packed) add(row any) error {
	text, err := json.Marshal(row)
	if err != nil {
		return fmt.Errorf("encoding a row of the page: %w", err)
	}
	before := ",\n"
	if p.count == 0 {
		before = "["
	}
	p.count++
	return p.put(before, text)
}

// end closes the array. Nothing may be added afterwards.
func (p *packed) end() error {
	after := "]"
	if p.count == 0 {
		after = "[]"
	}
	if err := p.put(after, nil); err != nil {
		return err
	}
	if err := p.deflate.Close(); err != nil {
		return fmt.Errorf("keeping rows of the page: %w", err)
	}
	return p.text.Close()
}

// begin makes the writers; used, where there is one, is a deflater that has done its work.
func (p *packed) begin(used *flate.Writer) error {
	p.text = base64.NewEncoder(base64.StdEncoding, &p.spool)
	if used != nil {
		used.Reset(p.text)
		p.deflate = used
		return nil
	}
	w, err := flate.NewWriter(p.text, flate.BestCompression)
	if err != nil {
		return fmt.Errorf("keeping rows of the page: %w", err)
	}
	p.deflate = w
	return nil
}

func (p *packed) put(before string, text []byte) error {
	if p.deflate == nil {
		if err := p.begin(nil); err != nil {
			return err
		}
	}
	if _, err := io.WriteString(p.deflate, before); err != nil {
		return fmt.Errorf("keeping rows of the page: %w", err)
	}
	if _, err := p.deflate.Write(text); err != nil {
		return fmt.Errorf("keeping rows of the page: %w", err)
	}
	return nil
}
