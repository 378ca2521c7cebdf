//go:build linux

package ldap_test

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	goldap "github.com/go-ldap/ldap/v3"
	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/directory/adtest"
	"github.com/wbaudit/wbaudit/collect/directory/ldap"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A reader that takes the first answer for all there is passes against Samba, which gives every
// value at once, and loses members against Active Directory. This shows that the front end would
// catch it.
func TestReaderWithoutRangesLosesMembers(t *testing.T) {
	c := contoso.Get(t)
	whole, cut := plainMembers(t, c, c.Address+":636"), plainMembers(t, c, front(t, c, adtest.FrontOptions{Limits: adtest.Limits{Range: 3}}).Address())
	if whole < 600 || cut >= whole/2 {
		t.Errorf("%d members at once, %d through the front end: expected all of them, and far fewer", whole, cut)
	}
}

// plainMembers counts the values of member that a reader without ranges sees.
func plainMembers(t *testing.T, c *adtest.Controller, address string) (n int) {
	conn := dial(t, c, address)
	found, err := conn.SearchWithPaging(&goldap.SearchRequest{
		BaseDN: contosoOU, Scope: goldap.ScopeWholeSubtree, Filter: "(objectCategory=group)", Attributes: []string{"member"},
	}, 100)
	check(t, err)
	for _, e := range found.Entries {
		n += len(e.GetAttributeValues("member"))
	}
	return n
}

// And one that does not page is refused the rest.
func TestReaderWithoutPagesIsCutOff(t *testing.T) {
	c := contoso.Get(t)
	conn := dial(t, c, front(t, c, adtest.FrontOptions{Limits: adtest.Limits{Page: 10}}).Address())
	found, err := conn.Search(&goldap.SearchRequest{BaseDN: contosoOU, Scope: goldap.ScopeWholeSubtree, Filter: "(objectCategory=group)", Attributes: []string{"cn"}})
	if !goldap.IsErrorWithCode(err, goldap.LDAPResultSizeLimitExceeded) || len(found.Entries) != 10 {
		t.Errorf("%v, %d entries", err, len(found.Entries))
	}
}

func dial(t *testing.T, c *adtest.Controller, address string) *goldap.Conn {
	t.Helper()
	conn, err := goldap.DialURL("ldaps://"+address, goldap.DialWithTLSConfig(c.ClientTLS()))
	check(t, err)
	t.Cleanup(func() { conn.Close() })
	check(t, conn.Bind("administrator@"+c.Realm, c.Password))
	return conn
}

// Cut the connection at each request in turn, before or amid the answer, for good or once: what
// comes out is the whole directory, or says that it is not, or is an error. Nothing that is called complete
// may differ from an unbroken reading.
func TestConnectionThatBreaksLeavesNothingThatLooksWhole(t *testing.T) {
	c := contoso.Get(t)
	limits := adtest.Limits{Page: 20, Range: 20}
	counted := front(t, c, adtest.FrontOptions{Limits: limits})
	r, err := collect(t, server{counted}.options(c))
	check(t, err)
	want, requests := read(t, r), counted.Requests()
	outcomes := map[string]int{}
	for _, midway := range []bool{false, true} {
		for _, once := range []bool{false, true} {
			// Each request is cut in two of the four ways, some in all.
			step := 1
			if testing.Short() {
				step = 11
			} else if midway != once {
				step = 5
			}
			for n := 1; n <= requests; n += step {
				outcomes[broken(t, c, adtest.FrontOptions{Limits: limits, CutAt: n, Midway: midway, Once: once}, want)]++
			}
		}
	}
	t.Logf("%d requests each: %v", requests, outcomes)
	if outcomes["whole"] == 0 || outcomes["partial"] == 0 || outcomes["error"] == 0 {
		t.Errorf("%v: expected some of each", outcomes)
	}
}

// broken collects through a front end that cuts, and says what came of it.
func broken(t *testing.T, c *adtest.Controller, o adtest.FrontOptions, want side) string {
	t.Helper()
	f, err := c.Front(o)
	check(t, err)
	defer f.Close()
	options := server{f}.options(c)
	options.Limits.Silence = 20 * time.Second
	r, err := collect(t, options)
	if err != nil {
		if !strings.Contains(err.Error(), ": ") || strings.Contains(err.Error(), "\n") {
			t.Errorf("cut %+v: %q is no line with a remedy", o, err)
		}
		return "error"
	}
	got := read(t, r)
	if r.State(snapshot.StreamDirectoryDeleted).Status != snapshot.Complete {
		// Which domains were read is as that list ended.
		got.facts.DeletedDomains = want.facts.DeletedDomains
	}
	complete := func(s snapshot.Stream) bool { return r.State(s).Status == snapshot.Complete }
	for _, s := range []struct {
		stream snapshot.Stream
		diff   func() string
	}{
		{snapshot.StreamDirectoryGroups, func() string { return cmp.Diff(want.groups, got.groups) }},
		{snapshot.StreamDirectoryMemberships, func() string { return cmp.Diff(want.memberships, got.memberships) }},
		{snapshot.StreamDirectoryPrincipals, func() string { return cmp.Diff(want.principals, got.principals) }},
		{snapshot.StreamDirectoryFacts, func() string { return cmp.Diff(want.facts, got.facts) }},
		{snapshot.StreamDirectoryDeleted, func() string { return cmp.Diff(want.deleted, got.deleted) }},
	} {
		state := r.State(s.stream)
		if complete(s.stream) {
			if diff := s.diff(); diff != "" {
				t.Errorf("cut %+v: %s is called complete and differs (-want +got):\n%s", o, s.stream, diff)
			}
		} else if state.Reason == "" {
			t.Errorf("cut %+v: %s is %s without a reason", o, s.stream, state.Status)
		}
	}
	if incomplete(r) != "" {
		return "partial"
	}
	return "whole"
}

// A directory that dies on the way says that reading again may bring the rest, and says each reason once; one that is
// read to its end does not, whatever the account may not read.
func TestAReadingThatDiedIsUnfinished(t *testing.T) {
	c := contoso.Get(t)
	for _, n := range []int{0, 5, 12, 21} {
		f := front(t, c, adtest.FrontOptions{Limits: adtest.Usual, CutAt: n})
		dir := filepath.Join(t.TempDir(), "snapshot")
		w, err := snapshot.Create(dir)
		check(t, err)
		o := server{f}.options(c)
		o.Limits.Silence = 20 * time.Second
		source := ldap.NewSource(o)
		check(t, source.Collect(t.Context(), w))
		if source.Unfinished() != (n > 0) {
			t.Errorf("cut at %d: unfinished %v", n, source.Unfinished())
		}
		groups, _ := w.Ended(snapshot.StreamDirectoryGroups)
		if parts := strings.Split(groups.Reason, "; "); n > 0 && len(parts) != len(slices.Compact(slices.Sorted(slices.Values(parts)))) {
			t.Errorf("cut at %d: a reason stands twice: %s", n, groups.Reason)
		}
		check(t, w.Close())
		r, err := snapshot.OpenPath(dir)
		check(t, err)
		if notes := strings.Join(r.Manifest().Notes, "\n"); n == 12 && strings.Contains(notes, "adminCount came of no group") {
			t.Errorf("cut at %d: notes %s", n, notes)
		}
	}
}
