package fetch_test

import (
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A list of groups in two pages.
func TestPagesThatGoWrong(t *testing.T) {
	tenant := groupsOf(1200, 1)
	tests := []struct {
		name, fault string
		status      snapshot.Status
		says        string
	}{
		{"a page comes twice, once", "/groups#2+1=duplicate", snapshot.Complete, ""},
		{"a page comes twice, always", "/groups=duplicate", snapshot.Partial, "1200"},
		{"the link leads back", "/groups=loop", snapshot.Partial, "the link to the next page leads back to a page that was read"},
		{"the second page is throttled until a date", "/groups#2+1=429,Sat, 21 Nov 2015 23:00:00 GMT", snapshot.Complete, ""},
		{"the count does not come once", "/groups#1+1=uncounted", snapshot.Complete, ""},
		{"the count never comes", "/groups=uncounted", snapshot.Partial, "the count that was asked for did not come"},
		{"the second page never comes", "/groups#2=503", snapshot.Partial, "Graph answered 503"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			b := newBench(t, tenant, faulty(t, tt.fault))
			b.client.HTTP.Transport.(*fetch.Transport).Patience = 200 * time.Millisecond
			r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
			if err != nil {
				t.Fatal(err)
			}
			state := r.State(snapshot.StreamCloudGroups)
			if state.Status != tt.status || !strings.Contains(state.Reason, tt.says) {
				t.Errorf("the groups are %s (%s), want %s that says %q", state.Status, state.Reason, tt.status, tt.says)
			}
			if state.Status == snapshot.Complete && state.Records != 1200 {
				t.Errorf("%d groups, want 1200", state.Records)
			}
		})
	}
}

func TestAGroupThatIsDeletedMeanwhileSaysSo(t *testing.T) {
	b := newBench(t, groupsOf(20, 1), faulty(t, "/groups/{id}/members#7+1=404"))
	r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	gone := 0
	for _, g := range all(t, r.CloudGroups()) {
		if g.Members.Status == snapshot.Complete {
			continue
		}
		gone++
		if g.Members.Status != snapshot.Absent || !strings.Contains(g.Members.Reason, "it was deleted while the collection ran") {
			t.Errorf("the members are %s (%s)", g.Members.Status, g.Members.Reason)
		}
	}
	if gone != 1 {
		t.Errorf("%d groups without their members, want 1", gone)
	}
}

func TestATenantWithoutGroupsSaysThatThereAreNone(t *testing.T) {
	empty := fstest.MapFS{"cloud/groups.json": {Data: []byte(`{"@odata.count":0,"value":[]}`)}}
	r, err := newBench(t, empty, simulate.Options{}).collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := r.State(snapshot.StreamCloudGroups); state.Status != snapshot.Complete || state.Records != 0 {
		t.Errorf("the groups are %s with %d records, want complete without any", state.Status, state.Records)
	}
	if state := r.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Absent || state.Reason != "there is no group to ask for" {
		t.Errorf("the memberships are %s (%s)", state.Status, state.Reason)
	}
}

// What answers in place of Graph, with a status that says that all is well, is no list without elements.
func TestAnAnswerThatIsNoListIsSaidToBeNone(t *testing.T) {
	for claim, c := range map[string]struct{ body, says string }{
		"a page of a proxy":    {"<html>sign in</html>", "a page for people, such as an error or the sign-in of a proxy"},
		"an object":            {"{}", "the answer is no list: it has no value"},
		"nothing":              {"", "1 not read ("},
		"a list without count": {`{"value":[]}`, "the count that was asked for did not come"},
	} {
		t.Run(claim, func(t *testing.T) {
			b := newBench(t, story("fabrikam"), simulate.Options{})
			transport := b.client.HTTP.Transport.(*fetch.Transport)
			var once sync.Once
			var odd string
			transport.Base = instead{transport.Base, func(path string) (string, bool) {
				if !strings.HasSuffix(path, "/members") {
					return "", false
				}
				once.Do(func() { odd = path })
				return c.body, path == odd
			}}
			r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true, AtOnce: 1})
			if err != nil {
				t.Fatal(err)
			}
			if state := r.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Partial || !strings.Contains(state.Reason, "members of 1 of 14 groups") || !strings.Contains(state.Reason, c.says) {
				t.Errorf("the memberships are %s (%s), want %q", state.Status, state.Reason, c.says)
			}
		})
	}
}

// instead answers some paths with a text of its own.
type instead struct {
	base http.RoundTripper
	body func(path string) (body string, own bool)
}

func (i instead) RoundTrip(r *http.Request) (*http.Response, error) {
	body, own := i.body(r.URL.Path)
	if !own {
		return i.base.RoundTrip(r)
	}
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}
