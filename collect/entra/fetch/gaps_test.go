package fetch_test

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A list that single groups lack something of is not called complete, and says of how many and why.
func TestMembersThatSingleGroupsLackMakeTheListPartial(t *testing.T) {
	for _, c := range []struct {
		claim, fault string
		says         []string
	}{
		{"two are refused", "/groups/{id}/members#2+2=403", []string{"members of 2 of 14 groups: 2 refused (Graph answered 403", "grant GroupMember.Read.All", "Member.Read.Hidden"}},
		{"one was deleted meanwhile", "/groups/{id}/members#5+1=404", []string{"members of 1 of 14 groups: 1 not read (Graph answered 404"}},
		{"no count comes", "/groups/{id}/members=uncounted", []string{"members of 14 of 14 groups: 14 not whole (the count that was asked for did not come"}},
		{"one breaks off for good", "/groups/{id}/members#14=cut,40", []string{"members of 1 of 14 groups: 1 not read ("}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			b := newBench(t, story("fabrikam"), faulty(t, c.fault))
			b.client.HTTP.Transport.(*fetch.Transport).Patience = 50 * time.Millisecond
			r, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true})
			if err != nil {
				t.Fatal(err)
			}
			state := r.State(snapshot.StreamCloudMemberships)
			if state.Status != snapshot.Partial || !state.PerGroup || !state.Stands() {
				t.Errorf("the memberships are %s, per group %v (%s), want partial per group", state.Status, state.PerGroup, state.Reason)
			}
			for _, part := range c.says {
				if !strings.Contains(state.Reason, part) {
					t.Errorf("%q does not say %q", state.Reason, part)
				}
			}
		})
	}
}

// What was left out on purpose is no gap.
func TestGroupsThatWereNotAskedForAreNoGap(t *testing.T) {
	export := story("fabrikam")
	r, err := newBench(t, export, faulty(t, "/users=403")).collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if state := r.State(snapshot.StreamCloudMemberships); state.Status != snapshot.Complete {
		t.Errorf("the memberships are %s (%s), want complete", state.Status, state.Reason)
	}
}
