package snapshot

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// below lists everything under dir, hidden names included.
func tree(t *testing.T, dir string) (names []string) {
	t.Helper()
	ok(t, filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if path != dir {
			names = append(names, strings.TrimPrefix(path, dir+"/"))
		}
		return err
	}))
	return names
}

// publishNote publishes a snapshot with one note at dir.
func publishNote(t *testing.T, dir, note string) {
	t.Helper()
	w, err := Create(dir)
	ok(t, err)
	w.Note(note)
	ok(t, w.Close())
}

func noteAt(t *testing.T, dir string) string {
	t.Helper()
	r, err := OpenPath(dir)
	ok(t, err)
	defer r.Close()
	return strings.Join(r.Manifest().Notes, ",")
}

func TestAnExistingSnapshotStaysUntilTheNextIsWhole(t *testing.T) {
	parent := t.TempDir()
	dir := filepath.Join(parent, "snapshot")
	publishNote(t, dir, "old")
	for claim, end := range map[string]func(*Writer) error{
		"aborted": (*Writer).Abort,
		"closed after a refused record": func(w *Writer) error {
			if w.Add(struct{}{}) == nil {
				t.Error("a record that no list holds was taken")
			}
			if w.Close() == nil {
				t.Error("a snapshot that lost a record was published")
			}
			return nil
		},
		"closed with records of a stream that nobody ended": func(w *Writer) error {
			ok(t, w.CloudMembership(number(1), number(2)))
			if err := w.Close(); err == nil || !strings.Contains(err.Error(), "cloud_memberships: it holds records") {
				t.Errorf("error is %v", err)
			}
			return nil
		},
		"closed with an object of a stream that ended as absent": func(w *Writer) error {
			ok(t, w.Put(StreamOrganization, Organization{}))
			ok(t, w.End(StreamOrganization, Ended{Status: Absent, Reason: "refused"}))
			if err := w.Close(); err == nil || !strings.Contains(err.Error(), "organization: it holds records") {
				t.Errorf("error is %v", err)
			}
			return nil
		},
	} {
		w, err := Create(dir)
		ok(t, err)
		ok(t, end(w))
		if got := noteAt(t, dir); got != "old" {
			t.Errorf("%s: the snapshot is %q", claim, got)
		}
		if diff := cmp.Diff([]string{"snapshot", "snapshot/manifest.json"}, tree(t, parent)); diff != "" {
			t.Errorf("%s: left (-want +got):\n%s", claim, diff)
		}
	}
	publishNote(t, dir, "new")
	if got := noteAt(t, dir); got != "new" {
		t.Errorf("the snapshot is %q after a success", got)
	}
	if diff := cmp.Diff([]string{"snapshot", "snapshot/manifest.json"}, tree(t, parent)); diff != "" {
		t.Errorf("left (-want +got):\n%s", diff)
	}
}

func TestAFolderThatIsNoSnapshotIsNeverReplaced(t *testing.T) {
	write := func(t *testing.T, dir string, files map[string]string) {
		for name, content := range files {
			ok(t, os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o700))
			ok(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
		}
	}
	manifest := `{"tool": "wbaudit", "format": 1}`
	for _, c := range []struct {
		claim string
		files map[string]string
		want  string
	}{
		{"a folder of something else", map[string]string{"thesis.txt": "x"}, "is no snapshot"},
		{"a manifest of another tool", map[string]string{"manifest.json": `{"tool": "webpack"}`}, "is no snapshot"},
		{"a snapshot with a file of someone", map[string]string{"manifest.json": manifest, "notes.txt": "x"}, "holds notes.txt"},
		{"a snapshot with a folder of someone", map[string]string{"manifest.json": manifest, "cloud_groups.parquet/x": "x"}, "holds cloud_groups.parquet"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "snapshot")
			write(t, dir, c.files)
			before := tree(t, dir)
			if _, err := Create(dir); err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), dir) {
				t.Errorf("error %v, want %q", err, c.want)
			}
			if diff := cmp.Diff(before, tree(t, dir)); diff != "" {
				t.Errorf("changed (-want +got):\n%s", diff)
			}
		})
	}
	t.Run("a folder that became another while collecting", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "snapshot")
		w, err := Create(dir)
		ok(t, err)
		write(t, dir, map[string]string{"thesis.txt": "x"})
		if err := w.Close(); err == nil {
			t.Error("it was replaced")
		}
		if diff := cmp.Diff([]string{"snapshot", "snapshot/thesis.txt"}, tree(t, filepath.Dir(dir))); diff != "" {
			t.Errorf("left (-want +got):\n%s", diff)
		}
	})
	t.Run("an empty folder is replaced", func(t *testing.T) {
		dir := t.TempDir()
		publishNote(t, dir, "new")
		if noteAt(t, dir) != "new" {
			t.Error("it was not")
		}
	})
	t.Run("a snapshot behind a link is replaced, not the link", func(t *testing.T) {
		dir, link := filepath.Join(t.TempDir(), "snapshot"), filepath.Join(t.TempDir(), "link")
		publishNote(t, dir, "old")
		ok(t, os.Symlink(dir, link))
		publishNote(t, link, "new")
		if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 || noteAt(t, dir) != "new" {
			t.Errorf("%v, %v, %q", info, err, noteAt(t, dir))
		}
	})
	t.Run("the parent must exist", func(t *testing.T) {
		if _, err := Create(filepath.Join(t.TempDir(), "a", "b")); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("error is %v", err)
		}
	})
}

func TestNothingIsTakenAfterTheEnd(t *testing.T) {
	for claim, end := range map[string]func(*Writer) error{"Close": (*Writer).Close, "Abort": (*Writer).Abort} {
		dir := filepath.Join(t.TempDir(), "snapshot")
		w, err := Create(dir)
		ok(t, err)
		ok(t, end(w))
		for name, err := range map[string]error{
			"Add": w.Add(Licence{}), "CloudMembership": w.CloudMembership(number(1), number(2)), "CloudOwner": w.CloudOwner(number(1), number(2)),
			"DirectoryMembership": w.DirectoryMembership(number(1), "cn=a"), "Put": w.Put(StreamOrganization, Organization{}),
			"Document": w.Document(StreamAccessReviews, Document{Body: []byte("1")}), "End": w.End(StreamLicences, Ended{Status: Complete}), "Close": w.Close(),
		} {
			if !errors.Is(err, errClosed) {
				t.Errorf("%s after %s: error %v", name, claim, err)
			}
		}
		ok(t, w.Abort())
	}
}

func TestMistakesOfASourceAreRefused(t *testing.T) {
	complete := Ended{Status: Complete}
	for _, c := range []struct {
		claim string
		do    func(*Writer) error
		want  string
	}{
		{"an unknown stream", func(w *Writer) error { return w.End("cloud_users", complete) }, "no such stream"},
		{"a stream ended twice", func(w *Writer) error {
			return errors.Join(w.End(StreamLicences, complete), w.End(StreamLicences, complete))
		}, "ended already"},
		{"an unknown status", func(w *Writer) error { return w.End(StreamLicences, Ended{Status: "done"}) }, "expected complete, partial or absent"},
		{"complete but for single groups", func(w *Writer) error { return w.End(StreamCloudMemberships, Ended{Status: Complete, PerGroup: true}) }, "expected partial"},
		{"partial without a reason", func(w *Writer) error { return w.End(StreamLicences, Ended{Status: Partial}) }, "expected a reason"},
		{"complete with a reason", func(w *Writer) error { return w.End(StreamLicences, Ended{Status: Complete, Reason: "x"}) }, "expected no reason"},
		{"an object of another stream", func(w *Writer) error { return w.Put(StreamOrganization, SyncConfiguration{}) }, "does not belong there"},
		{"a second object", func(w *Writer) error {
			return errors.Join(w.Put(StreamOrganization, Organization{}), w.Put(StreamOrganization, Organization{}))
		}, "holds an object already"},
		{"a document of a stream that holds none", func(w *Writer) error { return w.Document(StreamLicences, Document{Body: []byte("1")}) }, "no list of documents"},
		{"a document that is not JSON", func(w *Writer) error {
			return w.Document(StreamAccessReviews, Document{ID: "7", Body: []byte("<html>")})
		}, "the body of 7 is not JSON"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			w, err := Create(filepath.Join(t.TempDir(), "snapshot"))
			ok(t, err)
			defer w.Abort()
			if err := c.do(w); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("error %v, want %q", err, c.want)
			}
		})
	}
}
