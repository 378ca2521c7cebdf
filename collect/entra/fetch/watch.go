package fetch

import (
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"time"
)

// Watch sees over all requests of a run whether the service still answers. One request alone is tried
// for long, since a service has bad minutes; a run in which nothing succeeds any more is over sooner,
// and one that waits says for what. Requests of one kind may fail for ever while the service serves all others: those are
// given up alone. It is safe for concurrent use; nil watches nothing.
type Watch struct {
	notice time.Duration
	tell   func(line string)

	mu sync.Mutex
	// all is how requests fare, kinds how those of each kind do.
	all   fate
	kinds map[string]*fate
	// asked is when it was asked last whether the service still serves; asking is full until that is answered.
	asked  time.Time
	asking chan struct{}
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
	// lately is for how long an answer shows that the service serves.
	lately = 10 * time.Second
	// fair is how often a request is tried at least, or else for as long as silence, although none of its kind succeeds.
	fair = 3
)

// fate is how requests fare.
type fate struct {
	// failing is when the first request after the last success failed, silent when the first failed
	// without an answer after the last answer; zero while it is not so.
	failing, silent time.Time
	// served is when a request succeeded last, and request which that was; zero before the first.
	served  time.Time
	request *http.Request
	// told says that what fails was told to be given up.
	told bool
}

// failed takes in a failure and returns how long the fate may last yet; none is left where that is not positive.
func (a *fate) failed(f failure, now time.Time) (left time.Duration) {
	began := f.sent
	if a.served.After(began) {
		began = a.served
	}
	if a.failing.IsZero() {
		a.failing = began
	}
	left = a.failing.Add(barren).Sub(now)
	switch {
	case f.response != nil:
		a.silent = time.Time{}
		return left
	case a.silent.IsZero():
		a.silent = began
	}
	return min(left, a.silent.Add(silence).Sub(now))
}

// end is what there is to say of a fate that lasted too long, with its last failure.
func (a *fate) end(f failure, now time.Time) *Silent {
	s := &Silent{host: f.host, why: reasonOf(f.response, f.cause), since: a.failing, refusing: f.response != nil}
	if !s.refusing && a.silent.Add(silence).Sub(now) <= 0 {
		s.since = a.silent
	}
	return s
}

// NewWatch returns a watch that tells in one line what is waited for, once for each cause, where
// nothing succeeded for as long as notice, or will not have by the end of a wait. A nil tell tells
// nobody.
func NewWatch(notice time.Duration, tell func(line string)) *Watch {
	return &Watch{notice: notice, tell: tell, kinds: map[string]*fate{}, asking: make(chan struct{}, 1)}
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
func (w *Watch) worked(host string, r *http.Request) {
	if w == nil {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if lasted := time.Since(w.all.failing).Round(time.Second); w.told != "" && lasted >= 30*time.Second {
		w.tell(fmt.Sprintf("%s answers again, after %s", host, lasted))
		clear(w.known)
	}
	w.found(r)
}

// found takes in that a request was answered; w.mu is held.
func (w *Watch) found(r *http.Request) {
	w.all, w.told = fate{served: time.Now(), request: r}, ""
	*w.kind(kindOf(r.URL)) = w.all
}

// kind is the fate of the requests of a kind; w.mu is held.
func (w *Watch) kind(name string) *fate {
	if w.kinds[name] == nil {
		w.kinds[name] = &fate{}
	}
	return w.kinds[name]
}

// kindOf is the path of a request without the ids of objects, which have digits.
func kindOf(address *url.URL) string {
	parts := strings.Split(address.Path, "/")
	for i, part := range parts {
		if i > 1 && strings.ContainsAny(part, "0123456789") {
			parts[i] = "{id}"
		}
	}
	return strings.Join(parts, "/")
}

// failure is a request without a final answer: what came of it, when it was sent, and since when and how often it is
// tried.
type failure struct {
	host        string
	request     *http.Request
	response    *http.Response
	cause       error
	sent, first time.Time
	tries       int
}

// doubt is that the service, or what a request asks for, is not served any more.
type doubt struct {
	// of is the request to find that out with; nil without one. kind says that none of the failed request's kind was
	// served for too long, and over, unless it is nil, that none at all was.
	of   *http.Request
	kind bool
	over *Silent
}

// failed takes in that a request is to be tried again after a wait, and returns how long to wait, and what is in
// doubt when that lasted too long. A service is silent from when it was asked, not from when that was given up.
func (w *Watch) failed(f failure, wait time.Duration, asked bool) (time.Duration, *doubt) {
	if w == nil {
		return wait, nil
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	now, kind := time.Now(), w.kind(kindOf(f.request.URL))
	left, leftOfKind := w.all.failed(f, now), kind.failed(f, now)
	d := &doubt{of: w.served(), kind: leftOfKind <= 0 && (f.tries >= fair || now.Sub(f.first) >= silence)}
	if left <= 0 {
		d.over = w.all.end(f, now)
	}
	if d.kind || d.over != nil {
		return min(wait, max(left, lately)), d
	}
	if leftOfKind > 0 {
		left = min(left, leftOfKind)
	}
	w.say(f.host, reasonOf(f.response, f.cause), now, wait, asked)
	return min(wait, left+time.Millisecond), nil
}

// served is the last request that succeeded, of a kind of which none failed since; nil without one. w.mu is held.
func (w *Watch) served() *http.Request {
	var last fate
	for _, a := range w.kinds {
		if a.failing.IsZero() && a.request != nil && a.request.Method == http.MethodGet && a.served.After(last.served) {
			last = *a
		}
	}
	return last.request
}

// givesUp tells once that no more of a kind is asked for with patience, though the service is there.
func (w *Watch) givesUp(f failure) {
	w.mu.Lock()
	defer w.mu.Unlock()
	kind := w.kind(kindOf(f.request.URL))
	if w.tell != nil && !kind.told {
		w.tell(fmt.Sprintf("%s serves other requests, so %s is no longer waited for: %s", f.host, kindOf(f.request.URL), reasonOf(f.response, f.cause)))
	}
	kind.told = true
}

// serves reports whether the service answered lately, for which it is asked once for all who doubt it: ask returns
// the request that was answered, nil for none.
func (w *Watch) serves(ask func() *http.Request) bool {
	w.asking <- struct{}{}
	defer func() { <-w.asking }()
	w.mu.Lock()
	now := time.Now()
	served, known := now.Sub(w.all.served) < lately, now.Sub(w.asked) < lately
	w.mu.Unlock()
	if served || known {
		return served
	}
	answered := ask()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.asked = time.Now(); answered != nil {
		w.found(answered)
	}
	return answered != nil
}

// say tells what is waited for; w.mu is held.
func (w *Watch) say(host, why string, now time.Time, wait time.Duration, asked bool) {
	if w.tell == nil || w.known[why] || now.Add(wait).Sub(w.all.failing) < w.notice {
		return
	}
	if w.known == nil {
		w.known = map[string]bool{}
	}
	w.told, w.known[why] = why, true
	line := fmt.Sprintf("waiting for %s since %s: %s", host, clock(w.all.failing), why)
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
