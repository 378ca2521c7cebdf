package snapshot_test

import (
	"path/filepath"
	"slices"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// A note that is added later changes nothing else, and the snapshot is as sound as before.
func TestANoteIsAddedToASnapshot(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	w.Note("first")
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if err := snapshot.Annotate(dir, "added"); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	if notes := r.Manifest().Notes; !slices.Equal(notes, []string{"added", "first"}) {
		t.Errorf("notes %q", notes)
	}
	if err := snapshot.Replaceable(dir); err != nil {
		t.Error(err)
	}
}
