package pseudonym

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// sorter passes a stream on and puts its groups, each with the findings that follow it, into the order of
// their keys. Groups wait in a temporary file; memory holds a key and a place for each.
type sorter struct {
	to   report.Handler
	file *os.File
	size int64
	// held are the records of the block being read.
	held   []report.Record
	blocks []block
	ended  bool
}

// block is a group with its findings, and where they are in the file.
type block struct {
	key          string
	start, bytes int64
}

func newSorter(h report.Handler) *sorter { return &sorter{to: h} }

// The keys of what stands behind all subjects: readiness goes by the key of its subject, then come waves and
// the verdict, and last what is said of decisions, each in its own order.
const (
	readinessKey = "\xfd"
	moveKey      = "\xfe"
	lastKey      = "\xff"
)

// changeKey sorts behind the keys of all subjects and puts changes into their own order.
func changeKey(c *report.ObjectChange) string { return "\xfc" + c.Object + "\x00" + c.ID }

// add takes the next record.
func (s *sorter) add(r report.Record) error {
	switch {
	case r.Group != nil:
		return s.begin(r, r.Group.Key)
	case r.Change != nil:
		return s.begin(r, changeKey(r.Change))
	case r.Readiness != nil:
		return s.begin(r, readinessKey+r.Readiness.Key)
	case r.Wave != nil, r.Verdict != nil:
		return s.begin(r, moveKey)
	case r.Absent != nil:
		return s.begin(r, lastKey)
	case r.Finding != nil && len(s.held) > 0:
		if kind := r.Finding.Target.Kind; kind == report.TargetWaiver || kind == report.TargetTenant {
			return s.begin(r, lastKey)
		}
		s.held = append(s.held, r)
		return nil
	case r.Run == nil && r.Control == nil && r.Finding == nil && !s.ended: // everything behind the subjects
		if err := s.release(); err != nil {
			return err
		}
	}
	return s.to.Handle(r)
}

// begin ends the block being read and starts another.
func (s *sorter) begin(r report.Record, key string) error {
	if err := s.keep(); err != nil {
		return err
	}
	s.held = append(s.held[:0], r)
	s.blocks = append(s.blocks, block{key: key})
	return nil
}

// keep writes the block being read to the file.
func (s *sorter) keep() error {
	if len(s.held) == 0 {
		return nil
	}
	if s.file == nil {
		f, err := os.CreateTemp("", "wbaudit-pseudonyms-")
		if err != nil {
			return fmt.Errorf("keeping groups to sort: %w", err)
		}
		s.file = f
	}
	var lines bytes.Buffer
	for _, r := range s.held {
		if err := report.EncodeLine(&lines, r); err != nil {
			return err
		}
	}
	last := &s.blocks[len(s.blocks)-1]
	last.start, last.bytes = s.size, int64(lines.Len())
	s.size += last.bytes
	s.held = s.held[:0]
	if _, err := s.file.Write(lines.Bytes()); err != nil {
		return fmt.Errorf("keeping groups to sort: %w", err)
	}
	return nil
}

// release passes the blocks on in the order of their keys.
func (s *sorter) release() error {
	s.ended = true
	if err := s.keep(); err != nil {
		return err
	}
	slices.SortStableFunc(s.blocks, func(a, b block) int { return cmp.Compare(a.key, b.key) })
	for _, b := range s.blocks {
		if err := s.pass(b); err != nil {
			return err
		}
	}
	return nil
}

func (s *sorter) pass(b block) error {
	d := json.NewDecoder(bufio.NewReader(io.NewSectionReader(s.file, b.start, b.bytes)))
	d.UseNumber()
	for {
		var r report.Record
		err := d.Decode(&r)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading kept groups: %w", err)
		}
		if err := s.to.Handle(r); err != nil {
			return err
		}
	}
}

// end passes on what waits and closes the handler.
func (s *sorter) end() error {
	if !s.ended {
		if err := s.release(); err != nil {
			return err
		}
	}
	return s.to.Close()
}

// Discard removes the temporary file, if there is one. It may be called at any time and again; what the
// handler behind keeps is its maker's to discard.
func (s *sorter) Discard() {
	if s.file == nil {
		return
	}
	name := s.file.Name()
	_ = errors.Join(s.file.Close(), os.Remove(name))
	s.file = nil
}
