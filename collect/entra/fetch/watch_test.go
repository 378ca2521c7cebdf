package fetch_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/fetch/fetchtest"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// within asks a simulation without a network, so that time can be made up.
type within struct {
	server *simulate.Server
	// dies is the request from which on the connection is refused; 0 is none. A mute one accepts it and never answers.
	mute        bool
	mu          sync.Mutex
	asked, dies int
}

func (w *within) RoundTrip(r *http.Request) (response *http.Response, err error) {
	w.mu.Lock()
	w.asked++
	dead := w.dies > 0 && w.asked >= w.dies
	w.mu.Unlock()
	if dead && w.mute {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	if dead {
		return nil, fmt.Errorf("dial tcp: %w", syscall.ECONNREFUSED)
	}
	defer func() {
		if recover() != nil {
			err = io.ErrUnexpectedEOF
		}
	}()
	kept := httptest.NewRecorder()
	w.server.ServeHTTP(kept, r)
	return kept.Result(), nil
}

func TestARunInWhichNothingSucceedsAnyMoreEnds(t *testing.T) {
	for _, c := range []struct {
		claim, fault   string
		dies           int
		mute           bool
		least, most    time.Duration
		says, progress string
	}{
		{"the service is dead from the start", "/users=403", 1, false, 2 * time.Minute, 3 * time.Minute,
			"graph.example.com has not answered since 00:00:00 UTC: the connection is refused", "waiting for graph.example.com since 00:00:00 UTC: the connection is refused"},
		{"it dies on the way", "/users=403", 12, false, 2 * time.Minute, 3 * time.Minute, "the connection is refused", "waiting for graph.example.com"},
		{"it accepts requests and answers none", "/users=403", 1, true, 2 * time.Minute, 3 * time.Minute, "graph.example.com has not answered since 00:00:00 UTC: no answer comes in time", ""},
		{"it falls silent on the way", "/users=403", 12, true, 2 * time.Minute, 3 * time.Minute, "no answer comes in time", ""},
		{"all is throttled and says until when", "*=429,60", 0, false, 15 * time.Minute, 18 * time.Minute, "has served no request since 00:00:00 UTC: it answers 429", "it answers 429, asked to wait 1m0s"},
		{"all is throttled", "*=429", 0, false, 10 * time.Minute, 18 * time.Minute, "it answers 429", "it answers 429"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			server, err := simulate.New(story("fabrikam"), faulty(t, c.fault))
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) {
				b, told := watched(&within{server: server, dies: c.dies, mute: c.mute}, 5*time.Second)
				began := time.Now()
				spool := filepath.Join(t.TempDir(), "spool")
				_, err := b.collected(t, t.Context(), spool, false, fetch.Options{AllGroups: true})
				if err == nil || !strings.Contains(err.Error(), c.says) {
					t.Fatalf("the run ended with %v, want %q", err, c.says)
				}
				if took := time.Since(began); took < c.least || took > c.most {
					t.Errorf("it ended after %s, want %s to %s", took, c.least, c.most)
				}
				if lines := told(); !strings.Contains(strings.Join(lines, "\n"), c.progress) || len(lines) > 2 {
					t.Errorf("told in %d lines:\n%s\nwant %q", len(lines), strings.Join(lines, "\n"), c.progress)
				}
			})
		})
	}
}

// watched is a collection from a service under a watch that has notice, and what the watch told so far.
func watched(service *within, notice time.Duration) (b *bench, told func() []string) {
	var mu sync.Mutex
	var lines []string
	watch := fetch.NewWatch(notice, func(line string) { mu.Lock(); lines = append(lines, line); mu.Unlock() })
	budget := fetch.NewBudget(0)
	client := &fetchtest.Client{Base: "https://graph.example.com", HTTP: &http.Client{Transport: &fetch.Transport{
		Base: service, Budget: budget, Host: "graph.example.com", Watch: watch,
	}}}
	return &bench{service.server, client, budget}, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(lines)
	}
}

// What alone is not served, of a service that serves everything else, is missing alone, and says why.
func TestWhatAloneFailsIsGivenUpAlone(t *testing.T) {
	for _, c := range []struct {
		claim, fault string
		atOnce       int
		least, most  time.Duration
		missing      []snapshot.Stream
		says         string
	}{
		{"a list that breaks off", "/settings=cut,50", 0, 2 * time.Minute, 4 * time.Minute, []snapshot.Stream{snapshot.StreamTenantSettings}, "unexpected EOF"},
		{"a list that is unavailable", "/subscribedSkus=503", 0, 10 * time.Minute, 11 * time.Minute, []snapshot.Stream{snapshot.StreamLicences}, "Graph answered 503"},
		{"lists that are unavailable, asked one after the other", "/s[eu]*s=503", 0, 25 * time.Minute, 35 * time.Minute,
			[]snapshot.Stream{snapshot.StreamTenantSettings, snapshot.StreamLicences, snapshot.StreamSyncJobs, snapshot.StreamAppRoleAssignments}, "Graph answered 503"},
		{"the members of one group", "/groups/{id}/members#14=cut,40", 0, 2 * time.Minute, 4 * time.Minute, []snapshot.Stream{snapshot.StreamCloudMemberships}, "members of 1 of 14 groups: 1 not read (Get "},
		{"the members of every group, in time that does not grow with their number", "/groups/{id}/members=drop", 1, 2 * time.Minute, 5 * time.Minute, []snapshot.Stream{snapshot.StreamCloudMemberships}, "/members?"},
		{"the groups", "/groups=drop", 0, 2 * time.Minute, 4 * time.Minute, []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships}, "/beta/groups?"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			server, err := simulate.New(story("fabrikam"), faulty(t, c.fault))
			if err != nil {
				t.Fatal(err)
			}
			synctest.Test(t, func(t *testing.T) {
				b, lines := watched(&within{server: server}, time.Second)
				began := time.Now()
				r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, AtOnce: c.atOnce})
				if err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took < c.least || took > c.most {
					t.Errorf("it took %s, want %s to %s", took, c.least, c.most)
				}
				told := strings.Join(lines(), "\n")
				// What is tried for as long as one request is has its own patience.
				if patient := c.least >= 10*time.Minute; strings.Contains(told, "is no longer waited for") == patient || strings.Contains(told, "answers again") && !patient || len(lines()) > 5 {
					t.Errorf("told:\n%s", told)
				}
				for _, state := range r.Manifest().Streams {
					missing := slices.Contains(c.missing, state.Name)
					if missing && (state.Status == snapshot.Complete || !strings.Contains(state.Reason, c.says)) {
						t.Errorf("%s is %s (%s), want it to say %q", state.Name, state.Status, state.Reason, c.says)
					}
					if strings.Contains(state.Reason, c.says) != missing {
						t.Errorf("%s is %s: %s", state.Name, state.Status, state.Reason)
					}
				}
			})
		})
	}
}

// A service that comes back in time costs nothing but the time, and that is told.
func TestAServiceThatComesBackIsWaitedFor(t *testing.T) {
	server, err := simulate.New(story("fabrikam"), faulty(t, "*#3+4=429,60"))
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		var lines []string
		transport := &fetch.Transport{Base: &within{server: server}, Budget: fetch.NewBudget(0), Host: "graph.example.com",
			Watch: fetch.NewWatch(5*time.Second, func(line string) { lines = append(lines, line) })}
		for range 4 {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.example.com/beta/organization", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer first")
			response, err := transport.RoundTrip(r)
			if err != nil || response.StatusCode != http.StatusOK {
				t.Fatalf("answered %v, %v", response, err)
			}
			response.Body.Close()
		}
		want := []string{"waiting for graph.example.com since 00:00:00 UTC: it answers 429, asked to wait 1m0s", "graph.example.com answers again, after 4m0s"}
		if diff := cmp.Diff(want, lines); diff != "" {
			t.Errorf("told (-want +got):\n%s", diff)
		}
	})
}

// Of many requests side by side some break off and some succeed: one line tells of it, however often.
func TestACauseIsToldOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var lines []string
		asked := 0
		transport := &fetch.Transport{Budget: fetch.NewBudget(0), Host: "graph.example.com",
			Watch: fetch.NewWatch(time.Second, func(line string) { lines = append(lines, line) }),
			Base: roundTripper(func(*http.Request) (*http.Response, error) {
				if asked++; asked%4 != 0 {
					return nil, fmt.Errorf("stream error: stream ID %d; INTERNAL_ERROR; received from peer", 2*asked+1)
				}
				return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody}, nil
			})}
		for range 5 {
			r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "https://graph.example.com/beta/groups", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Header.Set("Authorization", "Bearer first")
			answer, err := transport.RoundTrip(r)
			if err != nil {
				t.Fatal(err)
			}
			if err := answer.Body.Close(); err != nil {
				t.Fatal(err)
			}
		}
		if len(lines) != 1 || !strings.HasSuffix(lines[0], ": the answer breaks off") {
			t.Errorf("told %q", lines)
		}
	})
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }
