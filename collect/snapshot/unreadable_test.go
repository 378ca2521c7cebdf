package snapshot

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// streamsWithReasons are those whose records can say why they could not be read.
var streamsWithReasons = []Stream{StreamCloudGroups, StreamCloudPrincipals, StreamCloudDeletedGroups, StreamDirectoryGroups, StreamDirectoryPrincipals, StreamDirectoryDeleted}

// broken writes n records to each of those streams, every third of them unreadable, and one twice.
func broken(t *testing.T, n int) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := create(dir, 4<<10)
	ok(t, err)
	for i := range n + 1 {
		why := ""
		if i = i % n; i%3 == 1 {
			why = "displayName holds NUL"
		}
		ok(t, w.Add(CloudGroup{ID: number(i), Unreadable: why}))
		ok(t, w.Add(CloudPrincipal{ID: number(i), Unreadable: why}))
		ok(t, w.Add(CloudDeletedGroup{ID: number(i), Unreadable: why}))
		ok(t, w.Add(DirectoryGroup{GUID: number(i), Unreadable: why}))
		ok(t, w.Add(DirectoryPrincipal{FoldedDN: fmt.Sprintf("cn=%d", i), Seen: true, Unreadable: why}))
		ok(t, w.Add(DirectoryDeletedGroup{GUID: number(i), Unreadable: why}))
	}
	for _, stream := range streamsWithReasons {
		ok(t, w.End(stream, Ended{Status: Complete}))
	}
	ok(t, w.End(StreamLicences, Ended{Status: Complete}))
	ok(t, w.Close())
	return dir
}

func TestUnreadableRecordsAreCountedByTheirList(t *testing.T) {
	for _, n := range []int{1, 2, 700} {
		r := opened(t, broken(t, n))
		for _, stream := range streamsWithReasons {
			if got, want := r.State(stream).Unreadable, int64((n+1)/3); got != want || r.State(stream).Records != int64(n) {
				t.Errorf("%s: %d unreadable of %d, want %d of %d", stream, got, r.State(stream).Records, want, n)
			}
		}
		if got := r.State(StreamLicences).Unreadable; got != 0 {
			t.Errorf("licences: %d unreadable, want 0", got)
		}
	}
}

func TestTheManifestMayLackTheCountOfUnreadableRecordsButNotMakeItUp(t *testing.T) {
	for _, c := range []struct {
		claim  string
		change func(map[string]any)
		want   string
	}{
		{"an older manifest", func(s map[string]any) { delete(s, "unreadable") }, ""},
		{"another count", func(s map[string]any) { s["unreadable"] = 6 }, "cloud_groups.parquet: it holds 7 unreadable records, the manifest says 6"},
		{"more than there are records", func(s map[string]any) { s["unreadable"] = 21 }, "stream cloud_groups has 20 records, and 21 of them unreadable"},
		{"fewer than none", func(s map[string]any) { s["unreadable"] = -1 }, "stream cloud_groups has 20 records, and -1 of them unreadable"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			files := filesOf(t, broken(t, 20))
			manifestOf(t, files, func(m map[string]any) { c.change(firstStream(m)) })
			r, err := Open(files)
			if c.want != "" {
				if err == nil || !strings.Contains(err.Error(), c.want) {
					t.Errorf("error %v, want %q", err, c.want)
				}
				return
			}
			ok(t, err)
			defer r.Close()
			if got := r.State(StreamCloudGroups).Unreadable; got != 7 {
				t.Errorf("%d unreadable, want 7", got)
			}
		})
	}
}
