package snapshot

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"

	"github.com/parquet-go/parquet-go"
)

const (
	edgesPerGroup = 1 << 20
	edgesPerBatch = 4096
)

// edges collects cloud memberships or owners, 32 bytes each; above its limit it spills sorted
// runs to disk.
type edges struct {
	stream Stream
	folder string
	limit  int

	mu   sync.Mutex
	rows []CloudMembership
	runs []string
	done bool
}

func newEdges(stream Stream, folder string, limit int) *edges {
	return &edges{stream: stream, folder: folder, limit: limit}
}

func (e *edges) add(group, member GUID) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.done {
		return errClosed
	}
	e.rows = append(e.rows, CloudMembership{Group: group, Member: member})
	if len(e.rows)*2*len(GUID{}) < e.limit {
		return nil
	}
	return e.spill()
}

func (e *edges) started() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return len(e.rows) > 0 || len(e.runs) > 0
}

func compareEdges(a, b *CloudMembership) int {
	if c := bytes.Compare(a.Group[:], b.Group[:]); c != 0 {
		return c
	}
	return bytes.Compare(a.Member[:], b.Member[:])
}

func (e *edges) sort() {
	slices.SortFunc(e.rows, func(a, b CloudMembership) int { return compareEdges(&a, &b) })
	e.rows = slices.Compact(e.rows)
}

func (e *edges) spill() error {
	e.sort()
	path := filepath.Join(e.folder, fmt.Sprintf("%s-%d", e.stream, len(e.runs)))
	_, err := writeFile(path, func(to io.Writer) error {
		for i := range e.rows {
			if _, err := to.Write(e.rows[i].Group[:]); err != nil {
				return err
			}
			if _, err := to.Write(e.rows[i].Member[:]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("spilling %s: %w", e.stream, err)
	}
	e.runs = append(e.runs, path)
	e.rows = e.rows[:0]
	return nil
}

// write writes all edges to a Parquet file and gives up what is in memory.
func (e *edges) write(to io.Writer) (outcome, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.done = true
	e.sort()
	inMemory := func(yield func(CloudMembership, error) bool) {
		for _, row := range e.rows {
			if !yield(row, nil) {
				return
			}
		}
	}
	runs := []iter.Seq2[CloudMembership, error]{inMemory}
	for _, path := range e.runs {
		runs = append(runs, readEdges(path))
	}
	w := newEdgeWriter(to)
	var done outcome
	batch := make([]CloudMembership, 0, edgesPerBatch)
	var last CloudMembership
	for row, err := range mergeRuns(runs, compareEdges) {
		if err != nil {
			return done, err
		}
		if done.records > 0 && row == last {
			continue
		}
		done.records++
		last = row
		if batch = append(batch, row); len(batch) < cap(batch) {
			continue
		}
		if _, err := w.Write(batch); err != nil {
			return done, err
		}
		batch = batch[:0]
	}
	if _, err := w.Write(batch); err != nil {
		return done, err
	}
	e.rows = nil
	return done, w.Close()
}

// newEdgeWriter trusts the library's own mapping: two required arrays leave nothing to get wrong.
func newEdgeWriter(to io.Writer) *parquet.GenericWriter[CloudMembership] {
	schema, _ := columnsOf(reflect.TypeFor[CloudMembership]())
	return parquet.NewGenericWriter[CloudMembership](to, append(parquetOptions(edgesPerGroup, "group", "member"), schema)...)
}

func readEdges(path string) iter.Seq2[CloudMembership, error] {
	return func(yield func(CloudMembership, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(CloudMembership{}, err)
			return
		}
		defer f.Close()
		from := bufio.NewReaderSize(f, 1<<20)
		var row [32]byte
		for {
			_, err := io.ReadFull(from, row[:])
			if err == io.EOF {
				return
			}
			if !yield(CloudMembership{Group: GUID(row[:16]), Member: GUID(row[16:])}, err) || err != nil {
				return
			}
		}
	}
}
