package snapshot

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"reflect"
	"sync"

	"github.com/parquet-go/parquet-go"
)

const (
	cloudMembersPerGroup = 1 << 20
	cloudEdgeOctets      = 2 * len(GUID{})
	rowsPerWrite         = 4096
)

type cloudEdge = edge[GUID]

// cloudMembers collects cloud memberships or owners, 32 bytes each; above its limit it spills
// sorted runs to disk.
type cloudMembers struct {
	stream Stream
	folder string
	limit  int

	mu            sync.Mutex
	rows, scratch []cloudEdge
	runs          []string
	done          bool
}

func newCloudMembers(stream Stream, folder string, memory int) *cloudMembers {
	// Sorting needs the same room again.
	return &cloudMembers{stream: stream, folder: folder, limit: max(1, memory/(2*cloudEdgeOctets))}
}

func (c *cloudMembers) add(group, member GUID) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.done {
		return errClosed
	}
	c.rows = append(c.rows, cloudEdge{group, member})
	if len(c.rows) < c.limit {
		return nil
	}
	return c.spill()
}

func (c *cloudMembers) started() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.rows) > 0 || len(c.runs) > 0
}

func (c *cloudMembers) spill() error {
	c.rows, c.scratch = sortEdges(c.rows, c.scratch, compareGUID)
	path := filepath.Join(c.folder, fmt.Sprintf("%s-%d", c.stream, len(c.runs)))
	c.runs = append(c.runs, path)
	err := spill(path, func(to *bufio.Writer) error {
		for i := range c.rows {
			// A buffered writer keeps its first error for Flush.
			_, _ = to.Write(c.rows[i].group[:])
			_, _ = to.Write(c.rows[i].member[:])
		}
		return nil
	})
	c.rows = c.rows[:0]
	return err
}

// write writes all rows to a Parquet file and gives up what is in memory.
func (c *cloudMembers) write(to io.Writer) (outcome, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.done = true
	c.rows, c.scratch = sortEdges(c.rows, c.scratch, compareGUID)
	runs := []run[cloudEdge]{&sliceRun[cloudEdge]{c.rows}}
	for _, path := range c.runs {
		r, err := openFixed(path, cloudEdgeOctets, func(o []byte) cloudEdge { return cloudEdge{GUID(o[:16]), GUID(o[16:])} })
		if err != nil {
			return outcome{}, err
		}
		runs = append(runs, r)
	}
	done, err := writeEdges(to, runs)
	c.rows, c.scratch = nil, nil
	return done, err
}

func compareCloudEdges(a, b *cloudEdge) int {
	if c := compareGUID(a.group, b.group); c != 0 {
		return c
	}
	return compareGUID(a.member, b.member)
}

// writeEdges trusts the library's own mapping: two required arrays leave nothing to get wrong.
func writeEdges(to io.Writer, runs []run[cloudEdge]) (done outcome, err error) {
	schema, _ := columnsOf(reflect.TypeFor[CloudMembership]())
	w := parquet.NewGenericWriter[CloudMembership](to, append(parquetOptions(cloudMembersPerGroup, "group", "member"), schema, parquet.SkipPageBounds("member"))...)
	batch := make([]CloudMembership, 0, rowsPerWrite)
	var last cloudEdge
	for row, err := range mergeRuns(runs, compareCloudEdges) {
		if err != nil {
			return done, err
		}
		if done.records > 0 && *row == last {
			continue
		}
		done.records++
		last = *row
		if batch = append(batch, CloudMembership{row.group, row.member}); len(batch) < cap(batch) {
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
	return done, w.Close()
}
