package snapshot

import (
	"bufio"
	"encoding/binary"
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

// mark notes which names the members need and returns how many those are and how long together.
func (t *nameTable) mark(members []uint32) (count int, size int64) {
	if t.local == nil {
		t.local = make([]uint32, len(t.ends))
	}
	clear(t.local)
	for _, number := range members {
		t.local[number] = 1
	}
	for number, wanted := range t.local {
		if wanted != 0 {
			count++
			size += t.ends[number] - t.start(number)
		}
	}
	return count, size
}

// localize replaces the numbers of members, which were just marked, by places among the returned
// names: count names of size octets in ascending order, each with its length in front as Parquet
// writes a dictionary.
func (t *nameTable) localize(members []uint32, count int, size int64) ([]byte, error) {
	octets := make([]byte, 0, size+4*int64(count))
	w := window{f: t.f}
	place := uint32(0)
	for number, wanted := range t.local {
		if wanted == 0 {
			continue
		}
		t.local[number] = place
		place++
		name, err := w.octets(t.start(number), t.ends[number])
		if err != nil {
			return nil, err
		}
		octets = append(binary.LittleEndian.AppendUint32(octets, uint32(len(name))), name...)
	}
	for i, number := range members {
		members[i] = t.local[number]
	}
	return octets, nil
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
