//go:build offline

package main

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// failing is a directory that goes away at one of its looks.
type failing struct {
	exportedDirectory
	at   int
	fail func(*snapshot.Writer) error
}

func (f failing) Collect(ctx context.Context, w *snapshot.Writer) error {
	if *f.looks+1 == f.at {
		*f.looks++
		return f.fail(w)
	}
	return f.exportedDirectory.Collect(ctx, w)
}

// withCloud are the sides of tests with another cloud in front of theirs.
func withCloud(wrap func(cloudSide) cloudSide) sides {
	s := testSides()
	ask := s.cloud
	s.cloud = func(c *connection) (cloudSide, error) {
		side, err := ask(c)
		return wrap(side), err
	}
	return s
}

// unfinished is a directory that says of every look that it lacks something.
type unfinished struct{ failing }

func (unfinished) Unfinished() bool { return true }

// reluctant is a tenant that refuses the members of a group when asked a second time.
type reluctant struct {
	cloudSide
	mu    sync.Mutex
	asked map[string]int
}

func (r *reluctant) Page(ctx context.Context, q fetch.Request) ([]byte, error) {
	if q.Resource == fetch.Members && q.Next == "" {
		r.mu.Lock()
		r.asked[q.ID]++
		again := r.asked[q.ID] > 1
		r.mu.Unlock()
		if again {
			return nil, &fetch.Refused{Status: http.StatusForbidden, Code: "Authorization_RequestDenied"}
		}
	}
	return r.cloudSide.Page(ctx, q)
}

var errGone = &ldap.Problem{Doing: "signing in to dc1", What: "the server closed the connection", Remedy: "try again later"}

func goneAtOnce(*snapshot.Writer) error { return errGone }

// goneMidway reads nothing of any list and says so of each.
func goneMidway(w *snapshot.Writer) error {
	return unread{"directory", "the server closed the connection", noDirectory.streams}.Collect(context.Background(), w)
}

// TestWhatASecondLookCannotReadStays: it may settle differences, and must never cost what the first look read.
func TestWhatASecondLookCannotReadStays(t *testing.T) {
	dir := t.TempDir()
	e := simulated(t, "../../samples/contoso/export", dir)
	for name, tt := range map[string]struct {
		at     int
		fail   func(*snapshot.Writer) error
		refuse bool
		code   int
		said   string
		note   string
		absent bool
		// unfinished says that a fault kept the directory from being read to its end.
		unfinished bool
	}{
		"all is well": {code: exitClean, note: "what differs here still did at a second"},
		"the directory is gone at the second look":    {at: 2, fail: goneAtOnce, code: exitIncomplete, said: "Not whole: the directory was not read to its end, or not a second time", note: "the second look failed, so a difference may be a change on its way"},
		"the directory goes away in the second look":  {at: 2, fail: goneMidway, code: exitIncomplete, said: "The second look failed", note: "the second look failed, so a difference may be a change on its way"},
		"the cloud refuses the members a second time": {refuse: true, code: exitIncomplete, said: "The second look could not read the members of", note: "could not be read a second time and stand as first read"},
		"the directory is not read to its end":        {unfinished: true, code: exitIncomplete, said: "--resume reads it alone"},
		"the directory is never there":                {at: 1, fail: goneAtOnce, code: exitIncomplete, said: "The directory is not read: signing in to dc1: the server closed the connection: try again later", absent: true},
	} {
		t.Run(name, func(t *testing.T) {
			looks := 0
			s := withCloud(func(side cloudSide) cloudSide {
				if tt.refuse {
					return &reluctant{cloudSide: side, asked: map[string]int{}}
				}
				return side
			})
			s.directory = func(*config, terminal) (directorySide, error) {
				side := failing{exportedDirectory{directory.NewSource(e.FS, directory.Options{}), &looks}, tt.at, tt.fail}
				if tt.unfinished {
					return unfinished{side}, nil
				}
				return side, nil
			}
			snap := filepath.Join(t.TempDir(), "snapshot")
			var out, talk bytes.Buffer
			code := runUntil(t.Context(), []string{"collect", "--out", snap, "--config", filepath.Join(dir, "sim", defaultConfigFile)}, terminal{strings.NewReader(""), &out, &talk}, s)
			if code != tt.code || !strings.Contains(talk.String(), tt.said) {
				t.Errorf("collect ended with %d, want %d, and said %s, want %q:\n%s", code, tt.code, talk.String(), tt.said, out.String())
			}
			if _, err := os.Stat(spoolOf(snap)); (err == nil) != (tt.code == exitIncomplete) {
				t.Errorf("the spool after %d: %v", code, err)
			}
			r, err := snapshot.OpenPath(snap)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if notes := r.Manifest().Notes; tt.note != "" && !slices.ContainsFunc(notes, func(n string) bool { return strings.Contains(n, tt.note) }) {
				t.Errorf("no note says %q: %q", tt.note, notes)
			}
			for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships} {
				if state := r.State(stream); state.Status != snapshot.Complete {
					t.Errorf("%s is %s: %s", stream, state.Status, state.Reason)
				}
			}
			for _, stream := range []snapshot.Stream{snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships} {
				if state := r.State(stream); (state.Status == snapshot.Absent) != tt.absent {
					t.Errorf("%s is %s: %s", stream, state.Status, state.Reason)
				}
			}
		})
	}
}

// mute is a tenant that serves its organization and then nothing any more.
type mute struct{ cloudSide }

func (m mute) Page(ctx context.Context, q fetch.Request) ([]byte, error) {
	if q.Resource == fetch.Groups {
		return nil, &fetch.Silent{}
	}
	return m.cloudSide.Page(ctx, q)
}

// A cloud that stops to answer costs no more than a directory that does: the snapshot has the other side, and what was
// read is kept.
func TestACloudThatFallsSilentLeavesTheDirectory(t *testing.T) {
	dir := t.TempDir()
	e := simulated(t, "../../samples/contoso/export", dir)
	for name, tt := range map[string]struct {
		directory bool
		code      int
		said      string
	}{
		"with a directory":            {true, exitIncomplete, "once Graph answers, --resume goes on with it"},
		"without one nothing is left": {false, exitFailed, "--resume goes on with it"},
	} {
		t.Run(name, func(t *testing.T) {
			looks := 0
			s := withCloud(func(side cloudSide) cloudSide { return mute{side} })
			s.directory = func(*config, terminal) (directorySide, error) {
				if !tt.directory {
					return nil, nil
				}
				return exportedDirectory{directory.NewSource(e.FS, directory.Options{}), &looks}, nil
			}
			snap := filepath.Join(t.TempDir(), "snapshot")
			var out, talk bytes.Buffer
			code := runUntil(t.Context(), []string{"collect", "--out", snap, "--config", filepath.Join(dir, "sim", defaultConfigFile)}, terminal{strings.NewReader(""), &out, &talk}, s)
			if code != tt.code || !strings.Contains(talk.String(), tt.said) {
				t.Errorf("collect ended with %d, want %d, and said %s, want %q:\n%s", code, tt.code, talk.String(), tt.said, out.String())
			}
			if _, err := os.Stat(spoolOf(snap)); err != nil {
				t.Errorf("the spool: %v", err)
			}
			if !tt.directory {
				return
			}
			r, err := snapshot.OpenPath(snap)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			if g := r.State(snapshot.StreamDirectoryGroups); g.Status != snapshot.Complete || g.Records == 0 {
				t.Errorf("directory groups are %s: %s", g.Status, g.Reason)
			}
			if g := r.State(snapshot.StreamCloudGroups); g.Status != snapshot.Absent || !strings.Contains(g.Reason, "has not answered") {
				t.Errorf("cloud groups are %s: %s", g.Status, g.Reason)
			}
		})
	}
}

// stubborn is a tenant that answers one kind of request with an error.
type stubborn struct {
	cloudSide
	err error
}

func (s stubborn) Page(ctx context.Context, q fetch.Request) ([]byte, error) {
	if q.Resource == fetch.Settings {
		return nil, s.err
	}
	return s.cloudSide.Page(ctx, q)
}

// Want of rights is no fault; every other refusal is, and what may pass is worth going on for.
func TestAListThatIsLostIsAFaultUnlessForWantOfRights(t *testing.T) {
	dir := t.TempDir()
	simulated(t, "../../samples/contoso/export", dir)
	for claim, tt := range map[string]struct {
		err  error
		code int
		said string
		kept bool
	}{
		"it may not be read":           {&fetch.Refused{Status: http.StatusForbidden}, exitClean, "Refused: ", false},
		"the tenant has no licence":    {&fetch.Refused{Status: http.StatusBadRequest, Message: "The tenant needs a P2 License"}, exitClean, "Refused: ", false},
		"the request is refused":       {&fetch.Refused{Status: http.StatusBadRequest}, exitIncomplete, "Not whole: tenant_settings; ", false},
		"it is not there":              {&fetch.Refused{Status: http.StatusNotFound}, exitIncomplete, "Not whole: tenant_settings; ", false},
		"it is not served":             {&fetch.Refused{Status: http.StatusServiceUnavailable}, exitIncomplete, "once Graph answers, --resume goes on with it", true},
		"its connection always breaks": {errors.New("unexpected EOF"), exitIncomplete, "once Graph answers, --resume goes on with it", true},
	} {
		t.Run(claim, func(t *testing.T) {
			s := withCloud(func(side cloudSide) cloudSide { return stubborn{side, tt.err} })
			snap := filepath.Join(t.TempDir(), "snapshot")
			var out, talk bytes.Buffer
			code := runUntil(t.Context(), []string{"collect", "--owners=false", "--out", snap, "--config", filepath.Join(dir, "sim", defaultConfigFile)}, terminal{strings.NewReader(""), &out, &talk}, s)
			if code != tt.code || !strings.Contains(talk.String(), tt.said) || tt.code != exitClean && strings.Contains(talk.String(), "Refused") {
				t.Errorf("collect ended with %d, want %d, and said %s, want %q:\n%s", code, tt.code, talk.String(), tt.said, out.String())
			}
			if _, err := os.Stat(spoolOf(snap)); (err == nil) != tt.kept {
				t.Errorf("the spool: %v", err)
			}
		})
	}
}
