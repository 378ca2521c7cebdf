package snapshot

import (
	"iter"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// number is a GUID that sorts as n does.
func number(n int) GUID {
	return GUID{12: byte(n >> 24), 13: byte(n >> 16), 14: byte(n >> 8), 15: byte(n)}
}

func text(s string) *string { return &s }

// written builds a snapshot with little memory, so that everything spills, and opens it.
func written(t *testing.T, fill func(*Writer)) *Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := create(dir, 1000)
	if err != nil {
		t.Fatal(err)
	}
	fill(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close() })
	return r
}

func all[T any](t *testing.T, rows iter.Seq2[T, error]) (found []T) {
	t.Helper()
	for row, err := range rows {
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, row)
	}
	return found
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func TestListsAreSortedByKeyAndFreeOfDuplicates(t *testing.T) {
	r := written(t, func(w *Writer) {
		for range 2 {
			for n := 99; n >= 0; n-- {
				ok(t, w.Add(CloudGroup{ID: number(n), CloudGroupNames: CloudGroupNames{DisplayName: text("group")}}))
				ok(t, w.CloudMembership(number(n%7), number(n)))
				ok(t, w.CloudOwner(number(n%7), number(n)))
				ok(t, w.DirectoryMembership(number(n%7), "cn="+strings.Repeat("x", n)))
			}
		}
		for _, s := range []Stream{StreamCloudGroups, StreamCloudMemberships, StreamCloudOwners, StreamDirectoryMemberships} {
			ok(t, w.End(s, Ended{Status: Complete, Properties: []string{"b", "a", "b"}}))
		}
	})
	groups := all(t, r.CloudGroups())
	if len(groups) != 100 || r.State(StreamCloudGroups).Records != 100 {
		t.Fatalf("found %d groups, the manifest says %d, want 100", len(groups), r.State(StreamCloudGroups).Records)
	}
	for n, g := range groups {
		if g.ID != number(n) {
			t.Fatalf("group %d is %s", n, g.ID)
		}
	}
	if diff := cmp.Diff([]string{"a", "b"}, r.State(StreamCloudGroups).Properties); diff != "" {
		t.Errorf("properties (-want +got):\n%s", diff)
	}
	for _, edges := range []iter.Seq2[[]CloudMembership, error]{r.CloudMemberships(), r.CloudOwners()} {
		var rows []CloudMembership
		for batch, err := range edges {
			ok(t, err)
			rows = append(rows, batch...)
		}
		for i := 1; i < len(rows); i++ {
			if compareCloudEdges(&cloudEdge{rows[i-1].Group, rows[i-1].Member}, &cloudEdge{rows[i].Group, rows[i].Member}) >= 0 {
				t.Fatalf("row %d is out of order", i)
			}
		}
		if len(rows) != 100 {
			t.Errorf("found %d memberships, want 100", len(rows))
		}
	}
	found := 0
	for batch, err := range r.DirectoryMemberships() {
		ok(t, err)
		for i := range batch.Groups {
			found++
			n := len(batch.Names[batch.Members[i]]) - len("cn=")
			if batch.Groups[i] != number(n%7) {
				t.Fatalf("member %d is in %s", n, batch.Groups[i])
			}
		}
	}
	if found != 100 {
		t.Errorf("found %d directory memberships, want 100", found)
	}
}

func TestFilesAreForTheOwnerOnlyAndNothingElseIsLeft(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "snapshot")
	w, err := Create(dir)
	ok(t, err)
	ok(t, w.End(StreamLicences, Ended{Status: Complete}))
	ok(t, w.Close())
	ok(t, w.Abort())
	names, _ := filepath.Glob(filepath.Join(parent, "*"))
	hidden, _ := filepath.Glob(filepath.Join(parent, ".*"))
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(names) != 1 || len(hidden) != 0 || len(files) != 2 {
		t.Errorf("left %v, hidden %v, holding %v", names, hidden, files)
	}
	for _, path := range append(files, dir) {
		info, err := os.Stat(path)
		ok(t, err)
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
	}
}
