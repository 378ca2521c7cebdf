package snapshot

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
)

// spill creates a file for a sorted run. Nothing of it outlives the writer, so it is neither
// synced nor digested.
func spill(path string, write func(*bufio.Writer) error) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("spilling to disk: %w", err)
	}
	to := bufio.NewWriterSize(f, 1<<18)
	err = write(to)
	if err == nil {
		err = to.Flush()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("spilling to disk: %w", err)
	}
	return nil
}

// fixedRun is a run of items of equal length in a file.
type fixedRun[E any] struct {
	f      *os.File
	from   *bufio.Reader
	octets []byte
	item   int
	decode func([]byte) E
}

func openFixed[E any](path string, item int, decode func([]byte) E) (*fixedRun[E], error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	return &fixedRun[E]{f: f, from: bufio.NewReaderSize(f, 1<<18), octets: make([]byte, item*itemsPerRead), item: item, decode: decode}, nil
}

func (r *fixedRun[E]) read(into []E) (int, error) {
	n, err := io.ReadFull(r.from, r.octets[:min(len(into), itemsPerRead)*r.item])
	if errors.Is(err, io.ErrUnexpectedEOF) && n%r.item == 0 {
		err = io.EOF
	}
	for i := range n / r.item {
		into[i] = r.decode(r.octets[i*r.item : (i+1)*r.item])
	}
	return n / r.item, err
}

// Close closes the file.
func (r *fixedRun[E]) Close() error { return r.f.Close() }
