package snapshot

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"sync"
)

// kind says how the records of one list are told apart, ordered and joined.
type kind[T any] struct {
	stream Stream
	// columns are the names of the key's columns, in the order they sort by.
	columns []string
	// key appends octets that are equal for equal keys and compare as the keys do.
	key func(to []byte, record *T) []byte
	// name is the key for people.
	name func(*T) string
	// join puts what other adds into kept, which has the same key. It reports whether the two
	// contradicted each other and one had to give way; an error refuses the pair.
	join func(kept, other *T) (gaveWay bool, err error)
}

// list collects the records of one stream and writes them sorted and without duplicates. Above
// its limit it spills sorted runs to disk, so memory does not grow with the records. Records of
// one key are joined when all have come.
type list[T any] struct {
	kind   kind[T]
	packer packer[T]
	folder string
	limit  int

	mu      sync.Mutex
	records packedRecords
	// packed is room for the record that is added.
	packed []byte
	runs   []string
	done   bool
}

func newList[T any](k kind[T], folder string, limit int) *list[T] {
	return &list[T]{kind: k, packer: newPacker[T](), folder: folder, limit: limit}
}

func (l *list[T]) add(record *T) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.done {
		return errClosed
	}
	l.packed = l.pack(l.packed, record)
	if size := len(l.packed); size > maxRecord {
		l.packed = nil
		return fmt.Errorf("%s: %s takes %d octets: expected at most %d", l.kind.stream, l.kind.name(record), size, maxRecord)
	}
	l.records.add(l.packed)
	if l.records.size < l.limit {
		return nil
	}
	return l.spill()
}

// pack returns the record with its key, in the memory of room.
func (l *list[T]) pack(room []byte, record *T) []byte {
	room = append(room[:0], make([]byte, packedHead)...)
	room = l.kind.key(room, record)
	key := len(room) - packedHead
	room = l.packer.pack(room, record)
	setHead(room, key)
	return room
}

// started reports whether any record came.
func (l *list[T]) started() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.records.items) > 0 || len(l.runs) > 0
}

// spill writes the records in memory as a sorted run.
func (l *list[T]) spill() error {
	l.records.sort()
	path := filepath.Join(l.folder, fmt.Sprintf("%s-%d", l.kind.stream, len(l.runs)))
	l.runs = append(l.runs, path)
	err := spill(path, func(to *bufio.Writer) error { return l.records.spill(to) })
	l.records.reset()
	return err
}

// outcome is what became of a list.
type outcome struct {
	records int64
	// unreadable counts the records that say why they could not be read.
	unreadable int64
	// gaveWay counts the records of which a contradicting version was given up.
	gaveWay int64
}

// write writes the whole list to a Parquet file and gives up what is in memory and on disk.
func (l *list[T]) write(to io.Writer) (outcome, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.done = true
	l.records.sort()
	runs := []run[packed]{&memoryRun{packedRecords: &l.records}}
	for _, path := range l.runs {
		r, err := openPacked(path)
		if err != nil {
			return outcome{}, err
		}
		runs = append(runs, r)
	}
	var done outcome
	w := newRecordWriter[T](to, l.kind.columns)
	for record, err := range l.merged(runs) {
		if err != nil {
			return done, err
		}
		done.records++
		if record.gaveWay {
			done.gaveWay++
		}
		if err := w.write(record.fields); err != nil {
			return done, err
		}
	}
	done.unreadable = w.unreadable
	l.records, l.packed = packedRecords{}, nil
	return done, w.close()
}

// merged yields the records of sorted runs in order, those of equal keys joined; each is valid
// until the next.
func (l *list[T]) merged(runs []run[packed]) iter.Seq2[*packed, error] {
	return func(yield func(*packed, error) bool) {
		var held heldRecord
		for next, err := range mergeRuns(runs, comparePacked) {
			if err == nil && held.present && bytes.Equal(held.key, next.key) {
				if err = l.join(&held, next); err == nil {
					continue
				}
			}
			if err != nil {
				yield(nil, err)
				return
			}
			if held.present && !yield(&held.packed, nil) {
				return
			}
			held.hold(next)
		}
		if held.present {
			yield(&held.packed, nil)
		}
	}
}

// heldRecord is a copy of a record of which further versions may follow.
type heldRecord struct {
	packed
	present bool
	octets  []byte
}

func (h *heldRecord) hold(p *packed) {
	h.octets = append(append(h.octets[:0], p.key...), p.fields...)
	key := len(p.key)
	h.packed, h.present = packed{h.octets[:key:key], h.octets[key:], p.gaveWay}, true
}

// join puts next, which has the same key, into held.
func (l *list[T]) join(held *heldRecord, next *packed) error {
	held.gaveWay = held.gaveWay || next.gaveWay
	if bytes.Equal(held.fields, next.fields) {
		return nil
	}
	kept, other := l.packer.unpack(held.fields), l.packer.unpack(next.fields)
	name := l.kind.name(&kept)
	gaveWay, err := l.kind.join(&kept, &other)
	if err != nil {
		return fmt.Errorf("%s: %s %w", l.kind.stream, name, err)
	}
	p := packedAt(l.pack(nil, &kept))
	p.gaveWay = held.gaveWay || gaveWay
	held.hold(&p)
	return nil
}

// pair is a key of two texts.
type pair struct{ first, second string }

func (p pair) String() string {
	if p.first == "" {
		return p.second
	}
	return p.first + " " + p.second
}

// appendTo appends octets that compare as first and then second do: a zero in first has a mark
// behind it that its end has not.
func (p pair) appendTo(to []byte) []byte {
	for i := range len(p.first) {
		if to = append(to, p.first[i]); p.first[i] == 0 {
			to = append(to, 1)
		}
	}
	return append(append(to, 0, 0), p.second...)
}
