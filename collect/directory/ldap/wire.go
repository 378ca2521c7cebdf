package ldap

import (
	"net"
	"sync"
	"time"
)

// wire is a connection whose server must not be silent while a request is under way. Time that the
// reader needs for what arrived does not count: the time is set before each read.
type wire struct {
	net.Conn
	silence time.Duration

	mu   sync.Mutex
	busy int
	err  error
}

// begin and end stand around a request.
func (w *wire) begin() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.busy++
	_ = w.SetReadDeadline(time.Now().Add(w.silence))
}

func (w *wire) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.busy--; w.busy == 0 {
		_ = w.SetReadDeadline(time.Time{})
	}
}

func (w *wire) Read(p []byte) (int, error) {
	w.mu.Lock()
	if w.busy > 0 {
		_ = w.SetReadDeadline(time.Now().Add(w.silence))
	}
	w.mu.Unlock()
	n, err := w.Conn.Read(p)
	w.keep(err)
	return n, err
}

func (w *wire) Write(p []byte) (int, error) {
	_ = w.SetWriteDeadline(time.Now().Add(w.silence))
	n, err := w.Conn.Write(p)
	w.keep(err)
	return n, err
}

func (w *wire) keep(err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = err
	}
}

// broken is the first error of the connection; nil while it works.
func (w *wire) broken() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}
