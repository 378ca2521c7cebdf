package directory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxLine bounds one logical line, and so the memory that a line can cost.
const maxLine = 32 << 20

// scanner cuts LDIF into logical lines: folding is undone and line ends are taken off.
//
// Source: RFC 2849.
type scanner struct {
	r          io.Reader
	buf        []byte
	start, end int
	err        error
	number     int // physical lines passed
	joined     []byte
}

// line is one logical line.
type line struct {
	// number is that of its first physical line, from 1.
	number int
	// text is valid until the next line; empty for a blank line.
	text []byte
	// open says that the file ends in this line, without a line end.
	open bool
}

func newScanner(r io.Reader) *scanner {
	return &scanner{r: plainText(r), buf: make([]byte, 64<<10)}
}

var errLong = fmt.Errorf("reading a line: longer than %d MiB, which no value is: export the file again with ldifde or ldapsearch", maxLine>>20)

// next returns the next logical line, io.EOF after the last, or what made reading end.
func (s *scanner) next() (line, error) {
	n := s.physical()
	if n == 0 {
		return line{}, s.err
	}
	l := line{number: s.number}
	l.text, l.open = s.cut(n)
	if len(l.text) == 0 || !s.folded() {
		return l, s.broken()
	}
	s.joined = append(s.joined[:0], l.text...)
	for s.folded() {
		if len(s.joined) > maxLine {
			return line{}, errLong
		}
		var more []byte
		more, l.open = s.cut(s.physical())
		s.joined = append(s.joined, more[1:]...)
	}
	l.text = s.joined
	return l, s.broken()
}

// broken returns what made reading end other than the end of the file.
func (s *scanner) broken() error {
	if s.err == nil || errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// folded reports whether the next physical line goes on with the last one.
func (s *scanner) folded() bool { return s.start < s.end && s.buf[s.start] == ' ' }

// cut takes n bytes, one physical line, and drops its line end. The line stays valid while no
// more is read.
func (s *scanner) cut(n int) (text []byte, open bool) {
	text = s.buf[s.start : s.start+n]
	s.start += n
	if text[n-1] != '\n' {
		return text, true
	}
	text = text[:n-1]
	return bytes.TrimSuffix(text, []byte{'\r'}), false
}

// physical returns the length of the next physical line with its line end, 0 at the end, and
// makes sure that the byte after it is there to look at.
func (s *scanner) physical() int {
	s.number++
	for scanned := 0; ; {
		if i := bytes.IndexByte(s.buf[s.start+scanned:s.end], '\n'); i >= 0 {
			n := scanned + i + 1
			if s.start+n == s.end {
				s.fill()
			}
			return n
		}
		scanned = s.end - s.start
		if !s.fill() {
			return s.end - s.start
		}
	}
}

// fill reads more behind what is there, and reports whether there is more.
func (s *scanner) fill() bool {
	if s.err != nil {
		return false
	}
	if s.start > 0 {
		s.end = copy(s.buf, s.buf[s.start:s.end])
		s.start = 0
	}
	if s.end == len(s.buf) {
		if len(s.buf) >= maxLine {
			s.err = errLong
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.r.Read(s.buf[s.end:])
		s.end += n
		s.err = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.err = io.ErrNoProgress
	return false
}
