package fetch

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"strings"
	"sync"
	"time"
)

// Spool keeps answers as they came in one file that only grows, so that a crash loses nothing but
// the answer being written. A file of its own for each answer would cost more than the answer.
//
// Each entry is a line of JSON, the answer and a line feed. It is safe for concurrent use.
type Spool struct {
	mu    sync.Mutex
	file  *os.File
	w     *bufio.Writer
	size  int64
	lists map[string]*kept
	order []string
	// resumed says that an earlier collection wrote some of it.
	resumed bool
}

// kept is what the spool has of one list.
type kept struct {
	pages []place
	done  bool
	ended ending
	// earlier is the list as it was read before, whole, while it is read again.
	earlier *kept
}

// place is where an answer stands.
type place struct{ at, size int64 }

// ending says how a list ended.
type ending struct {
	// Reason says why it is not whole; "" when it is.
	Reason string `json:"reason,omitempty"`
}

// entry is the head of what stands in the file: a page of a list, its beginning, that it is read again, or its end.
type entry struct {
	List  string  `json:"list"`
	Size  int64   `json:"size,omitempty"`
	Sum   uint32  `json:"crc32,omitempty"`
	Begin bool    `json:"begin,omitempty"`
	Again bool    `json:"again,omitempty"`
	End   *ending `json:"end,omitempty"`
}

// OpenSpool opens the spool at path. With resume it keeps what an earlier collection wrote, up to
// the first entry that is not whole, but for lists that ended with a reason why they are not: what was
// refused may be granted meanwhile. Otherwise it starts empty.
func OpenSpool(path string, resume bool) (*Spool, error) {
	flags := os.O_RDWR | os.O_CREATE
	if !resume {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(path, flags, 0o600)
	if err != nil {
		return nil, fmt.Errorf("opening the spool: %w", err)
	}
	s := &Spool{file: file, lists: map[string]*kept{}}
	if err := s.recall(); err != nil {
		file.Close()
		return nil, fmt.Errorf("reading the spool %s: %w", path, err)
	}
	s.reopen()
	s.resumed = !s.Empty()
	s.w = bufio.NewWriterSize(file, 1<<20)
	return s, nil
}

// Begun returns when the collection began whose answers are kept; it is not known where nothing is.
func (s *Spool) Begun() (at time.Time, known bool) {
	text, _ := s.Ended(startMark)
	at, err := time.Parse(time.RFC3339Nano, text)
	return at, err == nil
}

// Clear forgets everything that is kept.
func (s *Spool) Clear() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.file.Truncate(0); err != nil {
		return fmt.Errorf("emptying the spool: %w", err)
	}
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("emptying the spool: %w", err)
	}
	s.w.Reset(s.file)
	s.size, s.lists, s.order, s.resumed = 0, map[string]*kept{}, nil, false
	return nil
}

// Empty reports whether nothing is kept.
func (s *Spool) Empty() bool { return s.size == 0 }

// reopen forgets the lists that are not whole, so that they are read again.
func (s *Spool) reopen() {
	for name, k := range s.lists {
		if k.ended.Reason != "" && !isMark(name) {
			*k = kept{}
		}
	}
}

// recall reads the entries that are whole and cuts off what follows them.
func (s *Spool) recall() error {
	r := bufio.NewReaderSize(s.file, 1<<20)
	for {
		line, err := r.ReadSlice('\n')
		if err != nil {
			break
		}
		var e entry
		if json.Unmarshal(line, &e) != nil || e.List == "" {
			break
		}
		at := s.size + int64(len(line))
		if e.Size > 0 {
			sum := crc32.NewIEEE()
			if n, err := io.CopyN(sum, r, e.Size); err != nil || n != e.Size || sum.Sum32() != e.Sum {
				break
			}
			if c, err := r.ReadByte(); err != nil || c != '\n' {
				break
			}
			s.size = at + e.Size + 1
		} else {
			s.size = at
		}
		s.apply(e, at)
	}
	if err := s.file.Truncate(s.size); err != nil {
		return fmt.Errorf("cutting off what is not whole: %w", err)
	}
	_, err := s.file.Seek(s.size, io.SeekStart)
	return err
}

// apply takes an entry whose answer starts at the given place into the index.
func (s *Spool) apply(e entry, at int64) {
	k := s.lists[e.List]
	if k == nil {
		k = &kept{}
		s.lists[e.List] = k
		s.order = append(s.order, e.List)
	}
	switch {
	case e.Again:
		if whole := *k; whole.done && whole.ended.Reason == "" {
			*k = kept{earlier: &whole}
		}
	case e.Begin:
		*k = kept{earlier: k.earlier}
	case e.End != nil && e.End.Reason != "" && k.earlier != nil:
		*k = *k.earlier
	case e.End != nil:
		k.earlier = nil
		k.done, k.ended = true, *e.End
	default:
		k.pages = append(k.pages, place{at, e.Size})
	}
}

// put writes an entry and its answer.
func (s *Spool) put(e entry, body []byte) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	line, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("writing to the spool: %w", err)
	}
	line = append(line, '\n')
	at := s.size + int64(len(line))
	if _, err := s.w.Write(line); err != nil {
		return fmt.Errorf("writing to the spool: %w", err)
	}
	s.size = at
	if e.Size > 0 {
		_, err := s.w.Write(body)
		if err = errors.Join(err, s.w.WriteByte('\n')); err != nil {
			return fmt.Errorf("writing to the spool: %w", err)
		}
		s.size += e.Size + 1
	}
	s.apply(e, at)
	return nil
}

// Begin forgets what the spool has of a list.
func (s *Spool) Begin(list string) error { return s.put(entry{List: list, Begin: true}, nil) }

// Page keeps one answer of a list.
func (s *Spool) Page(list string, body []byte) error {
	if len(body) == 0 {
		return nil
	}
	return s.put(entry{List: list, Size: int64(len(body)), Sum: crc32.ChecksumIEEE(body)}, body)
}

// Again has a list that is whole read once more; what the spool has of it comes back if that ends with a reason
// why the list is not whole.
func (s *Spool) Again(list string) error { return s.put(entry{List: list, Again: true}, nil) }

// End says that a list is finished: whole, or with the reason why not. What was written until then
// survives the program.
func (s *Spool) End(list, reason string) error {
	if err := s.put(entry{List: list, End: &ending{reason}}, nil); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.w.Flush(); err != nil {
		return fmt.Errorf("writing to the spool: %w", err)
	}
	return nil
}

// endings are the reasons with which the lists ended whose names begin with prefix, by the rest of the name.
func (s *Spool) endings(prefix string) map[string]string {
	s.mu.Lock()
	defer s.mu.Unlock()
	found := map[string]string{}
	for name, k := range s.lists {
		if rest, ok := strings.CutPrefix(name, prefix); ok && k.done {
			found[rest] = k.ended.Reason
		}
	}
	return found
}

// Ended says whether a list is finished, and why it is not whole.
func (s *Spool) Ended(list string) (reason string, ended bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k := s.lists[list]
	if k == nil || !k.done {
		return "", false
	}
	return k.ended.Reason, true
}

// Bodies calls yield with each answer of a list, in order.
func (s *Spool) Bodies(list string, yield func(body io.Reader) error) error {
	s.mu.Lock()
	err := s.w.Flush()
	var pages []place
	if k := s.lists[list]; k != nil {
		pages = k.pages
	}
	s.mu.Unlock()
	if err != nil {
		return fmt.Errorf("writing to the spool: %w", err)
	}
	for _, p := range pages {
		if err := yield(io.NewSectionReader(s.file, p.at, p.size)); err != nil {
			return err
		}
	}
	return nil
}

// Close ends writing; what is in the spool stays.
func (s *Spool) Close() error {
	return errors.Join(s.w.Flush(), s.file.Close())
}
