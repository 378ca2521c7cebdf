package simulate

import (
	"context"
	"fmt"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Options are what a simulation does beside answering.
type Options struct {
	// Faults happen in the order of requests; see ParseFault.
	Faults []Fault
	// UnknownProperties are refused in $select, as a national cloud refuses what its schema lacks.
	UnknownProperties []string
	// Quota is the resource units that may be used in each Window; 0 is no limit. Window is ten
	// seconds when it is 0, as in the published limits.
	Quota  int
	Window time.Duration
	// Token is the only bearer token taken beside those issued here; "" takes any until the first is issued, and none where
	// Secret is set.
	Token string
	// Secret is the only client secret that gets a token; "" takes any proof of identity.
	Secret string
	// TokenLife is how long an issued token is good for; an hour when it is 0. Roles are the
	// application permissions that it names.
	TokenLife time.Duration
	Roles     []string
	// Latency is waited before each answer.
	Latency time.Duration
}

// Server answers as Graph does. It is an http.Handler; Serve puts it on a listener.
type Server struct {
	o      Options
	tenant *tenant
	mux    *http.ServeMux
	quota  quota
	tokens tokens
	script script

	mu       sync.Mutex
	requests map[string]int
	units    int
}

// New reads an export, whose root is fsys, whole into memory. Its error names the file that could
// not be read.
func New(fsys fs.FS, o Options) (*Server, error) {
	t, err := loadTenant(fsys)
	if err != nil {
		return nil, fmt.Errorf("loading the export to serve: %w", err)
	}
	if err := t.hasGroupsOf(o.Faults); err != nil {
		return nil, err
	}
	if o.Window == 0 {
		o.Window = 10 * time.Second
	}
	if o.TokenLife == 0 {
		o.TokenLife = time.Hour
	}
	s := &Server{
		o: o, tenant: t, mux: http.NewServeMux(), requests: map[string]int{},
		quota: quota{limit: o.Quota, window: o.Window}, script: newScript(o.Faults),
		tokens: tokens{expiry: map[string]time.Time{}},
	}
	s.handle()
	return s, nil
}

// Requests returns how often each path was asked for, ids replaced by {id}, inner requests of a batch
// included; and Units how many resource units they cost.
func (s *Server) Requests() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	counted := make(map[string]int, len(s.requests))
	for path, n := range s.requests {
		counted[path] = n
	}
	return counted
}

// Units returns the resource units that the requests up to now cost.
func (s *Server) Units() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.units
}

// ServeHTTP answers one request.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if s.o.Latency > 0 {
		select {
		case <-time.After(s.o.Latency):
		case <-r.Context().Done():
			return
		}
	}
	if isLogin(r.URL.Path) {
		s.login(w, r)
		return
	}
	s.send(w, r, s.answer(r))
}

// answer is what a request gets: who may not ask is told so first, then faults and the quota have
// their turn.
func (s *Server) answer(r *http.Request) *answer {
	if a := s.authorise(r); a != nil {
		return a
	}
	return s.inner(r)
}

// inner answers a request that is authorised, one of a batch or one of its own.
func (s *Server) inner(r *http.Request) *answer {
	path := pattern(r.URL.Path)
	units := cost(r)
	s.mu.Lock()
	s.requests[path]++
	s.units += units
	s.mu.Unlock()
	if r.URL.Path == "/beta/$batch" || r.URL.Path == "/v1.0/$batch" {
		return s.route(r)
	}
	fault := s.script.next(unversioned(r.URL.Path))
	if a := s.quota.spend(units, time.Now()); a != nil {
		return a
	}
	a := fault.before(s)
	if a == nil {
		a = fault.after(s, r, s.route(r))
	}
	a.header.Set("x-ms-resource-unit", strconv.Itoa(units))
	s.quota.tell(a)
	return a
}

// route finds who answers a path.
func (s *Server) route(r *http.Request) *answer {
	got := &holder{}
	s.mux.ServeHTTP(got, r.WithContext(context.WithValue(r.Context(), holderKey{}, got)))
	if got.answer == nil {
		switch {
		case got.status == http.StatusMethodNotAllowed:
			return refusal(http.StatusMethodNotAllowed, "Request_BadRequest", "Only reading is simulated.")
		default:
			return badRequest("Resource not found for the segment '%s'.", lastSegment(r.URL.Path))
		}
	}
	return got.answer
}

// send writes an answer, whole or as a fault wants it.
func (s *Server) send(w http.ResponseWriter, r *http.Request, a *answer) {
	for name, values := range a.header {
		w.Header()[name] = values
	}
	w.Header().Set("request-id", "00000000-0000-0000-0000-000000000000")
	switch {
	case a.drop:
		panic(http.ErrAbortHandler)
	case a.cut >= 0:
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body[:min(a.cut, len(a.body))])
		panic(http.ErrAbortHandler)
	case a.rate > 0:
		w.WriteHeader(a.status)
		drip(r.Context(), w, a.body, a.rate)
	default:
		w.Header().Set("Content-Length", strconv.Itoa(len(a.body)))
		w.WriteHeader(a.status)
		_, _ = w.Write(a.body)
	}
}

// drip sends a body at so many bytes a second.
func drip(ctx context.Context, w http.ResponseWriter, body []byte, rate int) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for step := max(1, rate/20); len(body) > 0; {
		n := min(step, len(body))
		if _, err := w.Write(body[:n]); err != nil {
			return
		}
		if f, ok := w.(http.Flusher); ok {
			f.Flush()
		}
		body = body[n:]
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
	}
}

// holderKey finds the holder in a request's context; the holder takes an answer out of the mux.
type holderKey struct{}

type holder struct {
	status int
	answer *answer
}

func (h *holder) Header() http.Header         { return http.Header{} }
func (h *holder) Write(b []byte) (int, error) { return len(b), nil }
func (h *holder) WriteHeader(status int)      { h.status = status }

// unversioned is a path without its version, and with its ids in lower case.
func unversioned(path string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(path, "/"), "/")
	return withIDs("/"+rest, strings.ToLower)
}

// pattern is a path without its version and with {id} for every id.
func pattern(path string) string { return anyID(unversioned(path)) }

// anyID is a path with {id} for every id.
func anyID(path string) string { return withIDs(path, func(string) string { return "{id}" }) }

// withIDs replaces each id in a path.
func withIDs(path string, by func(id string) string) string {
	parts := strings.Split(path, "/")
	for i, part := range parts {
		if len(part) == 36 && strings.Count(part, "-") == 4 {
			parts[i] = by(part)
		}
	}
	return strings.Join(parts, "/")
}

func lastSegment(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
