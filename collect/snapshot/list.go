package snapshot

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"sync"
)

// kind says how the records of one list are told apart, ordered and joined.
type kind[T any, K comparable] struct {
	stream Stream
	// columns are the names of the key's columns, in the order compare uses them.
	columns []string
	key     func(*T) K
	compare func(a, b K) int
	// join puts what other adds into kept, which has the same key. It reports whether the two
	// contradicted each other and one had to give way; an error refuses the pair.
	join func(kept, other *T) (gaveWay bool, err error)
}

// entry is a record on its way into its list.
type entry[T any] struct {
	Record T `parquet:"record"`
	// GaveWay is true when a contradicting record of the same key was given up.
	GaveWay bool `parquet:"gave_way"`
}

// list collects the records of one stream and writes them sorted and without duplicates. Above
// its limit it spills sorted runs to disk, so memory does not grow with the records.
type list[T any, K comparable] struct {
	kind   kind[T, K]
	folder string
	limit  int

	mu      sync.Mutex
	entries []entry[T]
	at      map[K]int
	size    int
	runs    []string
	done    bool
}

func newList[T any, K comparable](k kind[T, K], folder string, limit int) *list[T, K] {
	return &list[T, K]{kind: k, folder: folder, limit: limit, at: map[K]int{}}
}

func (l *list[T, K]) add(record T) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done {
		return errClosed
	}
	key := l.kind.key(&record)
	if i, found := l.at[key]; found {
		return l.joinInto(&l.entries[i], &entry[T]{Record: record})
	}
	size := sizeOf(&record)
	if size > maxRecord {
		return fmt.Errorf("%s: %v takes %d octets: expected at most %d", l.kind.stream, key, size, maxRecord)
	}
	l.at[key] = len(l.entries)
	l.entries = append(l.entries, entry[T]{Record: record})
	if l.size += size; l.size < l.limit {
		return nil
	}
	return l.spill()
}

func (l *list[T, K]) joinInto(kept, other *entry[T]) error {
	gaveWay, err := l.kind.join(&kept.Record, &other.Record)
	if err != nil {
		return fmt.Errorf("%s: %v %w", l.kind.stream, l.kind.key(&kept.Record), err)
	}
	kept.GaveWay = kept.GaveWay || other.GaveWay || gaveWay
	return nil
}

// started reports whether any record came.
func (l *list[T, K]) started() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.entries) > 0 || len(l.runs) > 0
}

func (l *list[T, K]) sort() {
	slices.SortFunc(l.entries, func(a, b entry[T]) int {
		return l.kind.compare(l.kind.key(&a.Record), l.kind.key(&b.Record))
	})
}

// spill writes the records in memory as a sorted run.
func (l *list[T, K]) spill() error {
	l.sort()
	path := filepath.Join(l.folder, fmt.Sprintf("%s-%d", l.kind.stream, len(l.runs)))
	l.runs = append(l.runs, path)
	err := spill(path, func(to *bufio.Writer) error {
		w := newRecordWriter[entry[T]](to, nil)
		for i := range l.entries {
			if err := w.write(&l.entries[i]); err != nil {
				return err
			}
		}
		return w.close()
	})
	clear(l.entries)
	l.entries, l.size = l.entries[:0], 0
	clear(l.at)
	return err
}

// outcome is what became of a list.
type outcome struct {
	records int64
	// gaveWay counts the records of which a contradicting version was given up.
	gaveWay int64
}

// write writes the whole list to a Parquet file and gives up what is in memory and on disk.
func (l *list[T, K]) write(to io.Writer) (outcome, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done = true
	l.sort()
	runs := []run[entry[T]]{&sliceRun[entry[T]]{l.entries}}
	for _, path := range l.runs {
		r, err := openRecordRun[entry[T]](path)
		if err != nil {
			return outcome{}, err
		}
		runs = append(runs, r)
	}
	var done outcome
	w := newRecordWriter[T](to, l.kind.columns)
	for e, err := range l.merged(runs) {
		if err != nil {
			return done, err
		}
		done.records++
		if e.GaveWay {
			done.gaveWay++
		}
		if err := w.write(&e.Record); err != nil {
			return done, err
		}
	}
	l.entries, l.at = nil, nil
	return done, w.close()
}

// merged yields the entries of sorted runs in order, equal keys joined.
func (l *list[T, K]) merged(runs []run[entry[T]]) iter.Seq2[*entry[T], error] {
	order := func(a, b *entry[T]) int { return l.kind.compare(l.kind.key(&a.Record), l.kind.key(&b.Record)) }
	return func(yield func(*entry[T], error) bool) {
		var held *entry[T]
		for next, err := range mergeRuns(runs, order) {
			if err == nil && held != nil && order(held, next) == 0 {
				err = l.joinInto(held, next)
				if err == nil {
					continue
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if held != nil && !yield(held, nil) {
				return
			}
			e := *next
			held = &e
		}
		if held != nil {
			yield(held, nil)
		}
	}
}

// pair is a key of two texts.
type pair struct{ first, second string }

func (p pair) String() string {
	if p.first == "" {
		return p.second
	}
	return p.first + " " + p.second
}

func comparePair(a, b pair) int {
	return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.second, b.second))
}
