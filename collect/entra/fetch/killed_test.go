package fetch_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The service dies at each request in turn and stays dead. What the snapshot then calls complete must be
// what a whole one holds, and what it does not must say why.
func TestAServiceThatDiesLeavesNothingThatLooksWhole(t *testing.T) {
	whole := imported(t, story("woodgrove"))
	for n := 1; ; n++ {
		fault, err := simulate.ParseFault(fmt.Sprintf("*#%d=drop", n))
		if err != nil {
			t.Fatal(err)
		}
		b := newBench(t, story("woodgrove"), simulate.Options{Faults: []simulate.Fault{fault}})
		b.client.HTTP.Transport.(*fetch.Transport).Patience = 5 * time.Millisecond
		got, err := b.collected(t, t.Context(), filepath.Join(t.TempDir(), "spool"), false, fetch.Options{AllGroups: true})
		if err != nil {
			t.Fatal(err)
		}
		sameWhereComplete(t, fmt.Sprintf("dead from request %d on", n), whole, got)
		asked := 0
		for _, times := range b.server.Requests() {
			asked += times
		}
		if asked < n {
			return // the collection was over before
		}
	}
}

// sameWhereComplete compares the lists that a snapshot calls complete with those of a whole one.
func sameWhereComplete(t *testing.T, when string, whole, got *snapshot.Reader) {
	t.Helper()
	want, have := content(t, whole), content(t, got)
	for stream, list := range map[snapshot.Stream]string{
		snapshot.StreamCloudDeletedGroups: "deleted", snapshot.StreamLicences: "licences", snapshot.StreamSyncJobs: "jobs",
		snapshot.StreamAppRoleAssignments: "assignments", snapshot.StreamTenantSettings: "settings", snapshot.StreamSyncConfiguration: "synchronization",
	} {
		switch state := got.State(stream); {
		case state.Status != snapshot.Complete && state.Reason == "":
			t.Errorf("%s: %s is %s and does not say why", when, stream, state.Status)
		case state.Status == snapshot.Complete && whole.State(stream).Status == snapshot.Complete:
			if diff := cmp.Diff(want[list], have[list], cmp.FilterPath(reasons, cmp.Ignore()), cmp.FilterPath(isSchema, cmp.Ignore())); diff != "" {
				t.Errorf("%s: %s is called complete (-whole +got):\n%.2000s", when, stream, diff)
			}
		}
	}
	// A job without its schema is whole as one of a list; a note says that what it maps is not known.
	if lost := withoutSchema(have["jobs"]); lost > withoutSchema(want["jobs"]) && !strings.Contains(strings.Join(got.Manifest().Notes, "\n"), "its schema was not read") {
		t.Errorf("%s: %d jobs without a schema, and no note says so", when, lost)
	}
	groups := map[snapshot.GUID]bool{}
	for _, g := range all(t, got.CloudGroups()) {
		groups[g.ID] = g.Members.Status == snapshot.Complete
		if g.Members.Status != snapshot.Complete && g.Members.Reason == "" {
			t.Errorf("%s: the members of %s are %s and do not say why", when, g.ID, g.Members.Status)
		}
	}
	if n := len(all(t, whole.CloudGroups())); got.State(snapshot.StreamCloudGroups).Status == snapshot.Complete && len(groups) != n {
		t.Errorf("%s: %d groups are called complete, want %d", when, len(groups), n)
	}
	if diff := cmp.Diff(membersOf(t, whole, groups), membersOf(t, got, groups)); diff != "" {
		t.Errorf("%s: members are called complete (-whole +got):\n%.2000s", when, diff)
	}
}

func isSchema(p cmp.Path) bool { return strings.HasSuffix(p.String(), "Schema") }

func withoutSchema(jobs any) (n int) {
	list, _ := jobs.([]snapshot.SyncJob)
	for _, job := range list {
		if job.Schema == nil {
			n++
		}
	}
	return n
}

// membersOf lists the memberships of the groups whose members are complete.
func membersOf(t *testing.T, r *snapshot.Reader, complete map[snapshot.GUID]bool) []string {
	t.Helper()
	var list []string
	for _, some := range all(t, r.CloudMemberships()) {
		for _, m := range some {
			if complete[m.Group] {
				list = append(list, m.Group.String()+" "+m.Member.String())
			}
		}
	}
	return list
}
