package xlsx

import (
	"bytes"
	"io"
)

// marker replaces marks by markup that excelize has no way to write, while a part passes.
type marker struct {
	to io.Writer
	// tail is the beginning of a mark at the end of what was written before.
	tail []byte
}

// The marks, private characters of which report.Visible leaves none. What stands between shownBegins
// and shownEnds is what a formula shows.
const (
	shownBegins = '\ue001'
	shownEnds   = '\ue002'
)

// markBytes begins every mark.
var markBytes = []byte("\xee\x80")

// marks are what is looked for, and what stands there afterwards.
var marks = []struct{ mark, markup []byte }{
	{[]byte(string(underscore)), []byte("_x005F_")},
	{[]byte(string(shownBegins)), []byte("</f><v>")},
	{[]byte(string(shownEnds) + "</f>"), []byte("</v>")},
}

func (m *marker) Write(p []byte) (int, error) {
	n := len(p)
	if len(m.tail) > 0 {
		p = append(m.tail, p...)
		m.tail = nil
	}
	if cut := markBegun(p); cut > 0 {
		m.tail = bytes.Clone(p[len(p)-cut:])
		p = p[:len(p)-cut]
	}
	if bytes.Contains(p, markBytes) {
		for _, k := range marks {
			p = bytes.ReplaceAll(p, k.mark, k.markup)
		}
	}
	if _, err := m.to.Write(p); err != nil {
		return 0, err
	}
	return n, nil
}

func (m *marker) end() error {
	_, err := m.to.Write(m.tail)
	return err
}

// markBegun returns how many bytes at the end of p may begin a mark.
func markBegun(p []byte) int {
	begun := 0
	for _, k := range marks {
		for n := len(k.mark) - 1; n > begun; n-- {
			if bytes.HasSuffix(p, k.mark[:n]) {
				begun = n
			}
		}
	}
	return begun
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
