package xlsx

import (
	"bufio"
	"container/heap"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
)

// sorter puts rows in the order of their keys in bounded memory: rows beyond its limit wait on disk
// as sorted runs, which each merges. Rows of equal keys keep the order in which they came.
type sorter struct {
	dir string
	// limit is how many bytes are held before a run is written; held is what is held now.
	limit, held int
	rows        []keyedRow
	file        *os.File
	// ends are the places in the file where runs end.
	ends []int64
}

// keyedRow is one row as bytes.
type keyedRow struct {
	key string
	row []byte
}

// heldBytes is the limit of one sorter, rowBytes what a row takes besides key and content.
const (
	heldBytes = 4 << 20
	rowBytes  = 48
)

func newSorter(dir string) *sorter { return &sorter{dir: dir, limit: heldBytes} }

// add takes one row, which the caller must not change afterwards.
func (s *sorter) add(key string, row []byte) error {
	s.rows = append(s.rows, keyedRow{key, row})
	if s.held += len(key) + len(row) + rowBytes; s.held < s.limit {
		return nil
	}
	if err := s.spill(); err != nil {
		return fmt.Errorf("keeping rows to sort: %w", err)
	}
	return nil
}

// spill writes what is held as one run.
func (s *sorter) spill() error {
	if s.file == nil {
		f, err := os.CreateTemp(s.dir, "rows-")
		if err != nil {
			return err
		}
		s.file = f
	}
	s.sort()
	w := bufio.NewWriter(s.file)
	var length [binary.MaxVarintLen64]byte
	for _, r := range s.rows {
		for _, b := range [2][]byte{[]byte(r.key), r.row} {
			_, _ = w.Write(length[:binary.PutUvarint(length[:], uint64(len(b)))])
			_, _ = w.Write(b) // the first error stays in w until Flush
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	end, err := s.file.Seek(0, io.SeekCurrent)
	s.ends = append(s.ends, end)
	s.rows, s.held = s.rows[:0], 0
	return err
}

func (s *sorter) sort() {
	slices.SortStableFunc(s.rows, func(a, b keyedRow) int { return strings.Compare(a.key, b.key) })
}

// each calls yield for every row in order, and ends the sorter. The bytes are yield's to keep.
func (s *sorter) each(yield func(row []byte) error) error {
	if s.file != nil {
		defer s.file.Close()
	}
	s.sort()
	runs, err := s.runs()
	if err != nil {
		return fmt.Errorf("sorting rows: %w", err)
	}
	for runs.Len() > 0 {
		r := runs[0]
		if err := yield(r.head.row); err != nil {
			return err
		}
		switch err := r.next(); {
		case errors.Is(err, io.EOF):
			heap.Pop(&runs)
		case err != nil:
			return fmt.Errorf("sorting rows: %w", err)
		default:
			heap.Fix(&runs, 0)
		}
	}
	return nil
}

// runs opens every run at its first row; those on disk are older than what is held.
func (s *sorter) runs() (runHeap, error) {
	var runs runHeap
	start := int64(0)
	for i, end := range s.ends {
		runs = append(runs, &run{number: i, from: bufio.NewReaderSize(io.NewSectionReader(s.file, start, end-start), 1<<15)})
		start = end
	}
	runs = append(runs, &run{number: len(s.ends), held: s.rows})
	open := runs[:0]
	for _, r := range runs {
		switch err := r.next(); {
		case err == nil:
			open = append(open, r)
		case !errors.Is(err, io.EOF):
			return nil, err
		}
	}
	heap.Init(&open)
	return open, nil
}
