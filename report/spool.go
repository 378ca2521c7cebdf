package report

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// spoolMemory is how many bytes a Spool holds before it moves to a temporary file.
const spoolMemory = 256 << 10

// Spool keeps what a format must write later than it is seen: in memory while it is little, then in
// a temporary file. The zero Spool is ready for use. Discard ends it.
type Spool struct {
	held bytes.Buffer
	file *os.File
	size int64
}

// Write keeps p.
func (s *Spool) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	if s.held.Len()+len(p) <= spoolMemory {
		return s.held.Write(p)
	}
	if err := s.spill(); err != nil {
		return 0, err
	}
	return s.held.Write(p)
}

// spill moves what is held into the file.
func (s *Spool) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp("", "wbaudit-spool-")
		if err != nil {
			return fmt.Errorf("keeping a part of the report: %w", err)
		}
		s.file = f
	}
	if _, err := s.held.WriteTo(s.file); err != nil {
		return fmt.Errorf("keeping a part of the report: %w", err)
	}
	return nil
}

// Len returns how many bytes were written.
func (s *Spool) Len() int64 { return s.size }

// WriteTo writes everything kept to w, in the order in which it came. Nothing may be written to the
// Spool afterwards.
func (s *Spool) WriteTo(w io.Writer) (int64, error) {
	var n int64
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return 0, fmt.Errorf("reading a kept part of the report: %w", err)
		}
		copied, err := io.Copy(w, s.file)
		if n += copied; err != nil {
			return n, fmt.Errorf("reading a kept part of the report: %w", err)
		}
	}
	rest, err := w.Write(s.held.Bytes())
	return n + int64(rest), err
}

// Discard removes the temporary file, if there is one. It may be called at any time and again.
func (s *Spool) Discard() {
	if s.file == nil {
		return
	}
	name := s.file.Name()
	_ = errors.Join(s.file.Close(), os.Remove(name))
	s.file = nil
}
