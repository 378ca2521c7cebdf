package fetch

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Watch sees over all requests of a run whether the service still answers. One request alone is tried
// for long, since a service has bad minutes; a run in which nothing succeeds any more is over sooner,
// and one that waits says for what. It is safe for concurrent use; nil watches nothing.
type Watch struct {
	notice time.Duration
	tell   func(line string)

	mu sync.Mutex
	// failing is when the first request after the last success failed, silent when the first failed
	// without an answer after the last answer; zero while it is not so.
	failing, silent time.Time
	// served is when a request succeeded last; zero before the first.
	served time.Time
	// told is what was told of this time without success; "" when nothing was. known are the causes that were told
	// before and stand until the service is told to answer again: among many requests one may always succeed.
	told  string
	known map[string]bool
}

const (
	// silence is how long a service may leave every request without an answer.
	silence = 2 * time.Minute
	// barren is how long it may answer every request with a refusal that is to be tried again.
	barren = 15 * time.Minute
)

// NewWatch returns a watch that tells in one line what is waited for, once for each cause, where
// nothing succeeded for as long as notice, or will not have by the end of a wait. A nil tell tells
// nobody.
func NewWatch(notice time.Duration, tell func(line string)) *Watch {
	return &Watch{notice: notice, tell: tell}
}

// Silent is the end of a run in which the service does not serve any more.
type Silent struct {
	host, why string
	since     time.Time
	refusing  bool
}

func (e *Silent) Error() string {
	if e.refusing {
		return fmt.Sprintf("%s has served no request since %s: %s: try again later", e.host, clock(e.since), e.why)
	}
	return fmt.Sprintf("%s has not answered since %s: %s: check the network and any proxy on the way, and try again later", e.host, clock(e.since), e.why)
}

func clock(t time.Time) string { return t.UTC().Format("15:04:05") + " UTC" }

// worked takes in that a request was answered for good.
func (w *Watch) worked(host string) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if lasted := time.Since(w.failing).Round(time.Second); w.told != "" && lasted >= 30*time.Second {
		w.tell(fmt.Sprintf("%s answers again, after %s", host, lasted))
		clear(w.known)
	}
	w.failing, w.silent, w.served, w.told = time.Time{}, time.Time{}, time.Now(), ""
}

// failure is a request without a final answer: what came of it, and when it was sent.
type failure struct {
	host     string
	response *http.Response
	cause    error
	sent     time.Time
}

// failed takes in that a request is to be tried again after a wait, and returns how long to wait, or a
// *Silent when that is over. A service is silent from when it was asked, not from when that was given up.
func (w *Watch) failed(f failure, wait time.Duration, asked bool) (time.Duration, error) {
	if w == nil {
		return wait, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now, why := time.Now(), reasonOf(f.response, f.cause)
	began := f.sent
	if w.served.After(began) {
		began = w.served
	}
	if w.failing.IsZero() {
		w.failing = began
	}
	left := w.failing.Add(barren).Sub(now)
	switch {
	case f.response != nil:
		w.silent = time.Time{}
	case w.silent.IsZero():
		w.silent = began
	}
	if f.response == nil {
		if over := w.silent.Add(silence).Sub(now); over <= 0 {
			return 0, &Silent{host: f.host, why: why, since: w.silent}
		} else if over < left {
			left = over
		}
	}
	if left <= 0 {
		return 0, &Silent{host: f.host, why: why, since: w.failing, refusing: f.response != nil}
	}
	w.say(f.host, why, now, wait, asked)
	return min(wait, left+time.Millisecond), nil
}

// say tells what is waited for; w.mu is held.
func (w *Watch) say(host, why string, now time.Time, wait time.Duration, asked bool) {
	if w.tell == nil || w.known[why] || now.Add(wait).Sub(w.failing) < w.notice {
		return
	}
	if w.known == nil {
		w.known = map[string]bool{}
	}
	w.told, w.known[why] = why, true
	line := fmt.Sprintf("waiting for %s since %s: %s", host, clock(w.failing), why)
	if asked {
		line += fmt.Sprintf(", asked to wait %s", wait.Round(time.Second))
	}
	w.tell(line)
}

// brokenStream begins what net/http says of a stream of HTTP/2 that the other side ended, before the number of the
// stream; the type of the error is not exported.
const brokenStream = "stream error: stream ID "

// reasonOf says in few words why a request is tried again.
func reasonOf(response *http.Response, err error) string {
	var name *net.DNSError
	var timed interface{ Timeout() bool }
	switch {
	case response != nil:
		return fmt.Sprintf("it answers %d", response.StatusCode)
	case errors.As(err, &name):
		return "its name cannot be resolved"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "the connection is refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection breaks off"
	case strings.Contains(err.Error(), brokenStream):
		return "the answer breaks off"
	case errors.As(err, &timed) && timed.Timeout():
		return "no answer comes in time"
	}
	return printable(err.Error())
}
