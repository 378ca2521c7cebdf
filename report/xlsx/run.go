package xlsx

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"io"
	"strings"
)

// run is a sorted run of rows, on disk or held in memory.
type run struct {
	number int
	from   *bufio.Reader
	held   []keyedRow
	head   keyedRow
}

// next moves to the next row; io.EOF says that there is none.
func (r *run) next() error {
	if r.from == nil {
		if len(r.held) == 0 {
			return io.EOF
		}
		r.head, r.held = r.held[0], r.held[1:]
		return nil
	}
	key, err := r.bytes()
	if err != nil {
		return err
	}
	row, err := r.bytes()
	if err != nil {
		return io.ErrUnexpectedEOF // a key without its row
	}
	r.head = keyedRow{string(key), row}
	return nil
}

func (r *run) bytes() ([]byte, error) {
	n, err := binary.ReadUvarint(r.from)
	if err != nil {
		return nil, err
	}
	b := make([]byte, n)
	_, err = io.ReadFull(r.from, b)
	return b, err
}

// runHeap has the run with the first row on top; of equal keys, the older run's.
type runHeap []*run

func (h runHeap) Len() int { return len(h) }

func (h runHeap) Less(i, j int) bool {
	return cmp.Or(strings.Compare(h[i].head.key, h[j].head.key), cmp.Compare(h[i].number, h[j].number)) < 0
}

func (h runHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }

// Push and Pop serve container/heap.
func (h *runHeap) Push(x any) { *h = append(*h, x.(*run)) }

// Pop removes the last run.
func (h *runHeap) Pop() any {
	last := (*h)[len(*h)-1]
	*h = (*h)[:len(*h)-1]
	return last
}
