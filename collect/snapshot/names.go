package snapshot

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// namedPlace is a name and where it stands among the names of its run.
type namedPlace struct {
	name string
	run  int
}

// mergeNames merges the sorted names of all runs into one table and returns for each run, the one
// in memory first, the numbers of its names there.
func (d *directoryMembers) mergeNames() (*nameTable, [][]uint32, error) {
	table, err := newNameTable(filepath.Join(d.folder, "names"))
	if err != nil {
		return nil, nil, err
	}
	inMemory := make([]namedPlace, len(d.names))
	for i, name := range d.names {
		inMemory[i].name = name
	}
	runs := []run[namedPlace]{&sliceRun[namedPlace]{inMemory}}
	for n := range d.runs {
		f, err := os.Open(d.namesPath(n))
		if err != nil {
			return nil, nil, errors.Join(err, table.Close())
		}
		runs = append(runs, &nameRun{f: f, from: bufio.NewReaderSize(f, 1<<18), run: n + 1})
	}
	places := make([][]uint32, len(runs))
	places[0] = make([]uint32, 0, len(d.names))
	order := func(a, b *namedPlace) int { return strings.Compare(a.name, b.name) }
	last := ""
	for item, err := range mergeRuns(runs, order) {
		if err != nil {
			return nil, nil, errors.Join(err, table.Close())
		}
		if len(table.ends) == 0 || item.name != last {
			table.add(item.name)
			last = item.name
		}
		places[item.run] = append(places[item.run], uint32(len(table.ends)-1))
	}
	if err := table.to.Flush(); err != nil {
		return nil, nil, errors.Join(err, table.Close())
	}
	return table, places, nil
}

// nameRun reads the names of a run.
type nameRun struct {
	f    *os.File
	from *bufio.Reader
	run  int
}

func (r *nameRun) read(into []namedPlace) (int, error) {
	for i := range into {
		length, err := binary.ReadUvarint(r.from)
		if err != nil {
			return i, err
		}
		name := make([]byte, length)
		if _, err := io.ReadFull(r.from, name); err != nil {
			return i, err
		}
		into[i] = namedPlace{string(name), r.run}
	}
	return len(into), nil
}

// Close closes the file.
func (r *nameRun) Close() error { return r.f.Close() }

// orderOf returns the places of names in ascending order of the names.
func orderOf(names []string) []uint32 {
	items := make([]placed, len(names))
	for i := range items {
		items[i].place = uint64(i)
	}
	sortByKey(items, func(place uint64) string { return names[place] })
	order := make([]uint32, len(names))
	for i := range items {
		order[i] = uint32(items[i].place)
	}
	return order
}
