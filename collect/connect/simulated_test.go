package connect_test

import (
	"bytes"
	"encoding/json"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/entra/simulate"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The curl form, run against a Graph that serves a story's export, must write the story again.
func TestCurlFormExportsAStoryAsItIs(t *testing.T) {
	const story = "../../samples/woodgrove/export"
	server, err := simulate.New(os.DirFS(story), simulate.Options{Token: token})
	if err != nil {
		t.Fatal(err)
	}
	graph := httptest.NewServer(server)
	defer graph.Close()
	dir := t.TempDir()
	leaveBehind(t, dir)
	// Woodgrove's export holds no owners, which the script must say and go on.
	if said, code, _ := run(t, dir, "GRAPH="+graph.URL, "GRAPH_TOKEN="+token); code > 1 {
		t.Fatalf("exit %d: %s", code, said)
	}
	want, got := open(t, story), open(t, dir)
	same(t, "groups", all(t, want.CloudGroups()), all(t, got.CloudGroups()))
	same(t, "principals", all(t, want.CloudPrincipals()), all(t, got.CloudPrincipals()))
	same(t, "memberships", all(t, want.CloudMemberships()), all(t, got.CloudMemberships()))
	same(t, "deleted groups", all(t, want.CloudDeletedGroups()), all(t, got.CloudDeletedGroups()))
	same(t, "licences", all(t, want.Licences()), all(t, got.Licences()))
	same(t, "jobs", compact(t, all(t, want.SyncJobs())), compact(t, all(t, got.SyncJobs())))
	same(t, "assignments", all(t, want.AppRoleAssignments()), all(t, got.AppRoleAssignments()))
	compareObjects(t, want, got)
}

// leaveBehind writes pages of an earlier export, of a group that is no more and of longer lists.
func leaveBehind(t *testing.T, dir string) {
	t.Helper()
	const gone = "deadbeef-0000-4000-8000-000000000001"
	for name, id := range map[string]string{
		"groups-0002": gone, "members/" + gone + "-0001": gone, "owners/" + gone + "-0001": gone, "deletedGroups-0002": gone,
		"synchronizationJobs-9-" + gone: "Writeback.1", "appRoleAssignedTo-" + gone + "-0001": gone,
	} {
		file := filepath.Join(dir, "cloud", name+".json")
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(`{"value":[{"id":"`+id+`"}]}`), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// compact writes the schemas without white space, which means nothing.
func compact(t *testing.T, jobs []snapshot.SyncJob) []snapshot.SyncJob {
	t.Helper()
	for i := range jobs {
		var text bytes.Buffer
		if err := json.Compact(&text, jobs[i].Schema); err != nil {
			t.Fatal(err)
		}
		jobs[i].Schema = text.Bytes()
	}
	return jobs
}

func compareObjects(t *testing.T, want, got *snapshot.Reader) {
	t.Helper()
	wantSettings, err := want.Settings()
	gotSettings, gotErr := got.Settings()
	if err != nil || gotErr != nil {
		t.Fatal(err, gotErr)
	}
	same(t, "settings", wantSettings, gotSettings)
	wantSync, err := want.SyncConfiguration()
	gotSync, gotErr := got.SyncConfiguration()
	if err != nil || gotErr != nil {
		t.Fatal(err, gotErr)
	}
	same(t, "synchronization", wantSync, gotSync)
}

func open(t *testing.T, dir string) *snapshot.Reader {
	t.Helper()
	e, err := collect.OpenExport(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.Close() })
	return imported(t, e)
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-exported story +what the script wrote):\n%.3000s", what, diff)
	}
}
