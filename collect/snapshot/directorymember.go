package snapshot

import (
	"bufio"
	"encoding/binary"
	"fmt"
	"io"
	"path/filepath"
	"sync"
)

const (
	// A row group repeats the names of its members, so it is large.
	directoryMembersPerGroup = 4 << 20
	// nameOverhead is what a name costs beside its octets: string header, map entry, number.
	nameOverhead = 48
	// membershipOctets is what a membership costs: its member, and the room to sort.
	membershipOctets = 8
	stretchOctets    = 32
)

// numbered is a membership whose member is a number for a name.
type numbered = edge[uint32]

// MemberName is a folded DN that may be written as member of several groups. It remembers the
// number that a Writer gave it, so that the name is never looked up; two of one name cost the
// memory of both. It is for one Writer and one goroutine.
type MemberName struct {
	// Folded is FoldDN of the name.
	Folded string
	// number is the one in run, which is one more than the run's index; 0 for none.
	number, run uint32
}

// directoryMembers collects directory memberships: four bytes each, and every name once as long as
// it is in memory. Above its limit it spills a run: its names, sorted, and its rows with the
// places of those names as members.
type directoryMembers struct {
	folder string
	limit  int
	// longest is how long the names of a row group may be together.
	longest int64

	mu      sync.Mutex
	numbers map[string]uint32
	names   []string
	rows    stretches
	room    []uint32
	size    int
	runs    int
	done    bool
}

func newDirectoryMembers(folder string, memory int) *directoryMembers {
	return &directoryMembers{folder: folder, limit: memory, longest: maxNames, numbers: map[string]uint32{}}
}

func (d *directoryMembers) add(group GUID, member *MemberName) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return errClosed
	}
	if run := uint32(d.runs) + 1; member.run != run {
		number, err := d.name(group, member.Folded)
		if err != nil {
			return err
		}
		member.number, member.run = number, run
	}
	return d.row(group, member.number)
}

// addText is add for a name that nothing remembers the number of.
func (d *directoryMembers) addText(group GUID, name string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.done {
		return errClosed
	}
	number, found := d.numbers[name]
	if !found {
		var err error
		if number, err = d.name(group, name); err != nil {
			return err
		}
		d.numbers[name] = number
	}
	return d.row(group, number)
}

func (d *directoryMembers) row(group GUID, number uint32) error {
	before := len(d.rows.groups)
	d.rows.add(group, number)
	d.size += membershipOctets + (len(d.rows.groups)-before)*stretchOctets
	if d.size < d.limit {
		return nil
	}
	return d.spill()
}

// name gives a name a number in the run that is in memory. A name that has one already gets
// another; they become one when the names of all runs are merged.
func (d *directoryMembers) name(group GUID, name string) (uint32, error) {
	if len(name) > maxRecord {
		return 0, fmt.Errorf("%s: a member of %s has a name of %d octets: expected at most %d", StreamDirectoryMemberships, group, len(name), maxRecord)
	}
	number := uint32(len(d.names))
	d.names = append(d.names, name)
	d.size += len(name) + nameOverhead
	return number, nil
}

func (d *directoryMembers) started() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.rows.members) > 0 || d.runs > 0
}

// sort sorts the names, and the rows by group and name; members become places in the names.
func (d *directoryMembers) sort() {
	order := orderOf(d.names)
	place, sorted := make([]uint32, len(d.names)), make([]string, len(d.names))
	for i, number := range order {
		place[number], sorted[i] = uint32(i), d.names[number]
	}
	for i, number := range d.rows.members {
		d.rows.members[i] = place[number]
	}
	d.names = sorted
	d.room = d.rows.sort(d.room)
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
	err = spill(d.rowsPath(d.runs), d.rows.spill)
	d.runs++
	clear(d.numbers)
	clear(d.names)
	d.rows.reset()
	d.names, d.size = d.names[:0], 0
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
	d.names, d.rows, d.room = nil, stretches{}, nil
	return done, err
}

// rowRuns are the runs of rows with members as numbers of all names, which keep the order of the
// places that were sorted in each run.
func (d *directoryMembers) rowRuns(places [][]uint32) ([]run[numbered], error) {
	runs := []run[numbered]{&stretchRun{d.rows, places[0]}}
	for n := range d.runs {
		r, err := openStretches(d.rowsPath(n), places[n+1])
		if err != nil {
			return nil, err
		}
		runs = append(runs, r)
	}
	return runs, nil
}
