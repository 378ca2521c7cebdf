package snapshot

import (
	"container/heap"
	"errors"
	"io"
	"iter"
)

// run is a sorted sequence read in batches, as an io.Reader reads octets.
type run[E any] interface {
	// read fills into and returns how many; io.EOF, alone or with the last ones, ends the run.
	read(into []E) (int, error)
	io.Closer
}

const itemsPerRead = 1024

// mergeRuns yields the items of sorted runs in order; equal items come one after the other, those
// of an earlier run first. It stops after the first error and closes all runs. An item is valid
// until the next.
func mergeRuns[E any](runs []run[E], order func(a, b *E) int) iter.Seq2[*E, error] {
	return func(yield func(*E, error) bool) {
		h := &runHeap[E]{order: order}
		defer func() {
			for _, r := range runs {
				_ = r.Close() // It was only read.
			}
		}()
		for i, r := range runs {
			head := &runHead[E]{number: i, from: r, batch: make([]E, itemsPerRead)}
			more, err := head.fill()
			if err != nil {
				yield(nil, err)
				return
			}
			if more {
				h.heads = append(h.heads, head)
			}
		}
		heap.Init(h)
		for len(h.heads) > 0 {
			if !yield(h.heads[0].first(), nil) {
				return
			}
			if err := h.advance(); err != nil {
				yield(nil, err)
				return
			}
		}
	}
}

// runHead is a run and what was read of it.
type runHead[E any] struct {
	number   int
	from     run[E]
	batch    []E
	at, used int
	ended    bool
}

func (h *runHead[E]) first() *E { return &h.batch[h.at] }

// fill reads the next batch and reports whether there was one.
func (h *runHead[E]) fill() (bool, error) {
	h.at, h.used = 0, 0
	for h.used == 0 && !h.ended {
		n, err := h.from.read(h.batch)
		h.used, h.ended = n, err != nil
		if err != nil && !errors.Is(err, io.EOF) {
			return false, err
		}
	}
	return h.used > 0, nil
}

// runHeap orders runs by their first items.
type runHeap[E any] struct {
	heads []*runHead[E]
	order func(a, b *E) int
}

// advance steps over the first item of the first run.
func (h *runHeap[E]) advance() error {
	head := h.heads[0]
	if head.at++; head.at == head.used {
		more, err := head.fill()
		if err != nil {
			return err
		}
		if !more {
			heap.Pop(h)
			return nil
		}
	}
	if len(h.heads) > 1 {
		heap.Fix(h, 0)
	}
	return nil
}

// Len, Less, Swap, Push and Pop are heap.Interface.
func (h *runHeap[E]) Len() int { return len(h.heads) }

func (h *runHeap[E]) Less(i, j int) bool {
	if c := h.order(h.heads[i].first(), h.heads[j].first()); c != 0 {
		return c < 0
	}
	return h.heads[i].number < h.heads[j].number
}

func (h *runHeap[E]) Swap(i, j int) { h.heads[i], h.heads[j] = h.heads[j], h.heads[i] }

func (h *runHeap[E]) Push(head any) { h.heads = append(h.heads, head.(*runHead[E])) }

func (h *runHeap[E]) Pop() any {
	last := h.heads[len(h.heads)-1]
	h.heads = h.heads[:len(h.heads)-1]
	return last
}

// sliceRun is a run in memory.
type sliceRun[E any] struct{ rest []E }

func (s *sliceRun[E]) read(into []E) (int, error) {
	n := copy(into, s.rest)
	s.rest = s.rest[n:]
	if len(s.rest) == 0 {
		return n, io.EOF
	}
	return n, nil
}

// Close does nothing.
func (s *sliceRun[E]) Close() error { return nil }
