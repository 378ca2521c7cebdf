package snapshot

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"fmt"
	"io"
	"path/filepath"
	"sync"
)

const (
	// A row group repeats the names of its members, so it is large.
	directoryMembersPerGroup = 4 << 20
	numberedEdgeOctets       = len(GUID{}) + 4
	// nameOverhead is what a name costs beside its octets: string header, map entry, number.
	nameOverhead = 48
)

// numbered is a membership whose member is a number for a name.
type numbered = edge[uint32]

// directoryMembers collects directory memberships: 20 bytes each, and every name once as long as
// it is in memory. Above its limit it spills a run: its names, sorted, and its rows with the
// places of those names as members.
type directoryMembers struct {
	folder string
	limit  int
	// longest is how long the names of a row group may be together.
	longest int64

	mu            sync.Mutex
	numbers       map[string]uint32
	names         []string
	rows, scratch []numbered
	size          int
	runs          int
	done          bool
}

func newDirectoryMembers(folder string, memory int) *directoryMembers {
	return &directoryMembers{folder: folder, limit: memory, longest: maxNames, numbers: map[string]uint32{}}
}

func (d *directoryMembers) add(group GUID, member string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return errClosed
	}
	number, found := d.numbers[member]
	if !found {
		if len(member) > maxRecord {
			return fmt.Errorf("%s: a member of %s has a name of %d octets: expected at most %d", StreamDirectoryMemberships, group, len(member), maxRecord)
		}
		number = uint32(len(d.names))
		d.numbers[member] = number
		d.names = append(d.names, member)
		d.size += len(member) + nameOverhead
	}
	d.rows = append(d.rows, numbered{group, number})
	// Sorting needs the room of the rows again.
	if d.size += 2 * numberedEdgeOctets; d.size < d.limit {
		return nil
	}
	return d.spill()
}

func (d *directoryMembers) started() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.rows) > 0 || d.runs > 0
}

// sort sorts the names, and the rows by group and name; members become places in the names.
func (d *directoryMembers) sort() {
	order := orderOf(d.names)
	place, sorted := make([]uint32, len(d.names)), make([]string, len(d.names))
	for i, number := range order {
		place[number], sorted[i] = uint32(i), d.names[number]
	}
	for i := range d.rows {
		d.rows[i].member = place[d.rows[i].member]
	}
	d.names = sorted
	d.rows, d.scratch = sortEdges(d.rows, d.scratch, cmp.Compare[uint32])
}

func (d *directoryMembers) namesPath(run int) string {
	return filepath.Join(d.folder, fmt.Sprintf("%s-%d-names", StreamDirectoryMemberships, run))
}

func (d *directoryMembers) rowsPath(run int) string {
	return filepath.Join(d.folder, fmt.Sprintf("%s-%d", StreamDirectoryMemberships, run))
}

func (d *directoryMembers) spill() error {
	d.sort()
	err := spill(d.namesPath(d.runs), func(to *bufio.Writer) error {
		var length [binary.MaxVarintLen64]byte
		for _, name := range d.names {
			// A buffered writer keeps its first error for Flush.
			_, _ = to.Write(binary.AppendUvarint(length[:0], uint64(len(name))))
			_, _ = to.WriteString(name)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = spill(d.rowsPath(d.runs), func(to *bufio.Writer) error {
		var octets [numberedEdgeOctets]byte
		for i := range d.rows {
			copy(octets[:], d.rows[i].group[:])
			binary.BigEndian.PutUint32(octets[16:], d.rows[i].member)
			_, _ = to.Write(octets[:])
		}
		return nil
	})
	d.runs++
	clear(d.numbers)
	clear(d.names)
	d.names, d.rows, d.size = d.names[:0], d.rows[:0], 0
	return err
}

// write writes all rows to a Parquet file and gives up what is in memory.
func (d *directoryMembers) write(to io.Writer) (outcome, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.done = true
	d.numbers = nil
	d.sort()
	names, places, err := d.mergeNames()
	if err != nil {
		return outcome{}, err
	}
	defer names.Close()
	runs, err := d.rowRuns(places)
	if err != nil {
		return outcome{}, err
	}
	done, err := writeNumbered(to, runs, names, d.longest)
	d.names, d.rows, d.scratch = nil, nil, nil
	return done, err
}

// rowRuns are the runs of rows with members as numbers of all names, which keep the order of the
// places that were sorted in each run.
func (d *directoryMembers) rowRuns(places [][]uint32) ([]run[numbered], error) {
	for i := range d.rows {
		d.rows[i].member = places[0][d.rows[i].member]
	}
	runs := []run[numbered]{&sliceRun[numbered]{d.rows}}
	for n := range d.runs {
		r, err := openFixed(d.rowsPath(n), numberedEdgeOctets, func(o []byte) numbered {
			return numbered{GUID(o[:16]), places[n+1][binary.BigEndian.Uint32(o[16:])]}
		})
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}
