package snapshot

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
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

// orderOf returns the places of names in ascending order of the names. Comparing the eight octets
// after what all names have in common spares most looks at the names themselves.
func orderOf(names []string) []uint32 {
	type head struct {
		octets uint64
		place  uint32
	}
	common := commonPrefix(names)
	heads := make([]head, len(names))
	for i, name := range names {
		var octets [8]byte
		copy(octets[:], name[common:])
		heads[i] = head{binary.BigEndian.Uint64(octets[:]), uint32(i)}
	}
	slices.SortFunc(heads, func(a, b head) int {
		if a.octets != b.octets {
			return cmp.Compare(a.octets, b.octets)
		}
		return strings.Compare(names[a.place], names[b.place])
	})
	order := make([]uint32, len(names))
	for i, h := range heads {
		order[i] = h.place
	}
	return order
}

// commonPrefix is how many octets all names begin with alike.
func commonPrefix(names []string) int {
	if len(names) == 0 {
		return 0
	}
	common := names[0]
	for _, name := range names {
		for !strings.HasPrefix(name, common) {
			common = common[:len(common)-1]
		}
	}
	return len(common)
}

// nameTable holds numbered names in ascending order on disk, 8 bytes of memory each.
type nameTable struct {
	f    *os.File
	to   *bufio.Writer
	ends []int64
	// local is room for lookups of one row group: the place of a number there.
	local []uint32
}

func newNameTable(path string) (*nameTable, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	return &nameTable{f: f, to: bufio.NewWriterSize(f, 1<<18)}, nil
}

// add appends a name; an error of the file comes with Flush.
func (t *nameTable) add(name string) {
	end := int64(len(name))
	if len(t.ends) > 0 {
		end += t.ends[len(t.ends)-1]
	}
	t.ends = append(t.ends, end)
	_, _ = t.to.WriteString(name)
}

// Close closes the file.
func (t *nameTable) Close() error { return t.f.Close() }

func (t *nameTable) start(number int) int64 {
	if number == 0 {
		return 0
	}
	return t.ends[number-1]
}

// mark notes which names the rows need and returns how many those are and how long together.
func (t *nameTable) mark(rows []numbered) (count int, size int64) {
	if t.local == nil {
		t.local = make([]uint32, len(t.ends))
	}
	clear(t.local)
	for i := range rows {
		t.local[rows[i].member] = 1
	}
	for number, wanted := range t.local {
		if wanted != 0 {
			count++
			size += t.ends[number] - t.start(number)
		}
	}
	return count, size
}

// localize replaces the numbers in rows, which were just marked, by places in the returned names:
// count names of size octets in ascending order.
func (t *nameTable) localize(rows []numbered, count int, size int64) ([]string, error) {
	octets := make([]byte, 0, size)
	ends := make([]int, 0, count)
	w := window{f: t.f}
	for number, wanted := range t.local {
		if wanted == 0 {
			continue
		}
		t.local[number] = uint32(len(ends))
		name, err := w.octets(t.start(number), t.ends[number])
		if err != nil {
			return nil, err
		}
		octets = append(octets, name...)
		ends = append(ends, len(octets))
	}
	for i := range rows {
		rows[i].member = t.local[rows[i].member]
	}
	return cut(string(octets), ends), nil
}

// cut returns the parts of all that end at ends.
func cut(all string, ends []int) []string {
	parts := make([]string, len(ends))
	from := 0
	for i, end := range ends {
		parts[i], from = all[from:end], end
	}
	return parts
}

// window reads ascending parts of a file through one block at a time.
type window struct {
	f     *os.File
	at    int64
	block []byte
}

const windowOctets = 1 << 20

// octets returns a part of the file; it is valid until the next.
func (w *window) octets(from, to int64) ([]byte, error) {
	if from < w.at || to > w.at+int64(len(w.block)) {
		length := max(windowOctets, int(to-from))
		w.at, w.block = from, slices.Grow(w.block[:0], length)[:length]
		n, err := w.f.ReadAt(w.block, from)
		if err != nil && !errors.Is(err, io.EOF) {
			return nil, err
		}
		w.block = w.block[:n]
		if to > w.at+int64(n) {
			return nil, io.ErrUnexpectedEOF
		}
	}
	return w.block[from-w.at : to-w.at], nil
}
