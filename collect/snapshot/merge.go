package snapshot

import (
	"container/heap"
	"iter"
)

// mergeRuns yields the items of sorted sequences in order; equal items come one after the other,
// those of an earlier sequence first. It stops after the first error.
func mergeRuns[E any](runs []iter.Seq2[E, error], order func(a, b *E) int) iter.Seq2[E, error] {
	return func(yield func(E, error) bool) {
		h := &runHeap[E]{order: order}
		defer h.stop()
		for i, run := range runs {
			next, stop := iter.Pull2(run)
			if err := h.push(&runHead[E]{number: i, next: next, stop: stop}); err != nil {
				yield(*new(E), err)
				return
			}
		}
		heap.Init(h)
		for len(h.heads) > 0 {
			if !yield(h.heads[0].item, nil) {
				return
			}
			if err := h.advance(); err != nil {
				yield(*new(E), err)
				return
			}
		}
	}
}

// runHead is a run and its first item not yet yielded.
type runHead[E any] struct {
	number int
	item   E
	next   func() (E, error, bool)
	stop   func()
}

// runHeap orders runs by their first items.
type runHeap[E any] struct {
	heads []*runHead[E]
	order func(a, b *E) int
}

func (h *runHeap[E]) push(head *runHead[E]) error {
	item, err, ok := head.next()
	if err != nil || !ok {
		head.stop()
		return err
	}
	head.item = item
	h.heads = append(h.heads, head)
	return nil
}

// advance takes the next item of the first run.
func (h *runHeap[E]) advance() error {
	item, err, ok := h.heads[0].next()
	switch {
	case err != nil:
		return err
	case !ok:
		h.heads[0].stop()
		heap.Pop(h)
		return nil
	}
	h.heads[0].item = item
	heap.Fix(h, 0)
	return nil
}

func (h *runHeap[E]) stop() {
	for _, head := range h.heads {
		head.stop()
	}
}

// Len, Less, Swap, Push and Pop are heap.Interface.
func (h *runHeap[E]) Len() int { return len(h.heads) }

func (h *runHeap[E]) Less(i, j int) bool {
	if c := h.order(&h.heads[i].item, &h.heads[j].item); c != 0 {
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
