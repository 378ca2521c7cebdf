package policies

import (
	"bufio"
	"encoding/gob"
	"io"
	"sync"
)

// ownWriter sends messages to the process on the other side, each whole and at once. Several goroutines may
// use it.
type ownWriter struct {
	writing sync.Mutex
	to      *bufio.Writer
	encoder *gob.Encoder
}

func newOwnWriter(w io.Writer) *ownWriter {
	to := bufio.NewWriterSize(w, 1<<16)
	return &ownWriter{to: to, encoder: gob.NewEncoder(to)}
}

func (w *ownWriter) send(message any) error {
	w.writing.Lock()
	defer w.writing.Unlock()
	if err := w.encoder.Encode(message); err != nil {
		return err
	}
	return w.to.Flush()
}
