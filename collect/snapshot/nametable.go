package snapshot

import (
	"bufio"
	"errors"
	"io"
	"os"
	"slices"
)

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
