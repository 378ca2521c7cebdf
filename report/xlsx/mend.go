package xlsx

import (
	"bytes"
	"io"
)

// escaper replaces the mark for an underscore by its escape while a part passes.
type escaper struct {
	to io.Writer
	// tail is the beginning of a mark at the end of what was written before.
	tail []byte
}

var (
	underscoreMark   = []byte(string(underscore))
	underscoreEscape = []byte("_x005F_")
)

func (e *escaper) Write(p []byte) (int, error) {
	n := len(p)
	if len(e.tail) > 0 {
		p = append(e.tail, p...)
		e.tail = nil
	}
	if cut := markBegun(p); cut > 0 {
		e.tail = bytes.Clone(p[len(p)-cut:])
		p = p[:len(p)-cut]
	}
	if bytes.Contains(p, underscoreMark) {
		p = bytes.ReplaceAll(p, underscoreMark, underscoreEscape)
	}
	if _, err := e.to.Write(p); err != nil {
		return 0, err
	}
	return n, nil
}

func (e *escaper) end() error {
	_, err := e.to.Write(e.tail)
	return err
}

// markBegun returns how many bytes at the end of p may begin a mark.
func markBegun(p []byte) int {
	for n := len(underscoreMark) - 1; n > 0; n-- {
		if bytes.HasSuffix(p, underscoreMark[:n]) {
			return n
		}
	}
	return 0
}

// whole gathers a small part and mends it as one.
type whole struct {
	bytes.Buffer
	to   io.Writer
	mend func([]byte) ([]byte, error)
}

func (w *whole) end() error {
	mended, err := w.mend(w.Bytes())
	if err != nil {
		return err
	}
	_, err = w.to.Write(mended)
	return err
}
