package snapshot_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func TestLeftoversGoAndEverythingElseStays(t *testing.T) {
	root := t.TempDir()
	place := filepath.Join(root, "report")
	long := time.Now().Add(-48 * time.Hour)
	for name, stays := range map[string]bool{
		".report.new-1": false, ".report.new-243443272": false,
		".report.new-": true, ".report.new-1x": true, ".report.new-1.old": true, ".report.partial-1": true,
		".report2.new-1": true, "report.new-1": true, ".REPORT.new-7": true,
	} {
		t.Run(name, func(t *testing.T) {
			leftover := filepath.Join(root, name)
			if err := os.MkdirAll(filepath.Join(leftover, "snapshot"), 0o700); err != nil {
				t.Fatal(err)
			}
			for _, path := range []string{filepath.Join(leftover, "snapshot"), leftover} {
				if err := os.Chtimes(path, long, long); err != nil {
					t.Fatal(err)
				}
			}
			_, hold, err := snapshot.MakeFolder(place, "new")
			if err != nil {
				t.Fatal(err)
			}
			defer hold.Release()
			if exists(leftover) != stays {
				t.Errorf("there: %t, want %t", !stays, stays)
			}
		})
	}
}

func TestWhatALiveRunHoldsStays(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("a hold is by age here")
	}
	place := filepath.Join(t.TempDir(), "report")
	first, hold, err := snapshot.MakeFolder(place, "new")
	if err != nil {
		t.Fatal(err)
	}
	file, err := snapshot.MakeFile(place, "new")
	if err != nil {
		t.Fatal(err)
	}
	second, other, err := snapshot.MakeFolder(place, "new")
	if err != nil {
		t.Fatal(err)
	}
	if !exists(first) || !exists(file.Name()) {
		t.Error("a later run removed what an earlier one still makes")
	}
	hold.Release()
	hold.Release()
	other.Release()
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	last, err := snapshot.MakeFile(place, "new")
	if err != nil {
		t.Fatal(err)
	}
	defer last.Close()
	if exists(first) || exists(second) || exists(file.Name()) {
		t.Error("what nobody holds any more is still there")
	}
}

func TestWhatSteppedAsideIsNeverRemoved(t *testing.T) {
	root := t.TempDir()
	aside := filepath.Join(root, ".report.new-1", "snapshot.old")
	if err := os.MkdirAll(aside, 0o700); err != nil {
		t.Fatal(err)
	}
	_, hold, err := snapshot.MakeFolder(filepath.Join(root, "report"), "new")
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Release()
	if !exists(aside) {
		t.Error("the only copy of an earlier snapshot was removed")
	}
}

func TestALinkIsNotFollowed(t *testing.T) {
	root := t.TempDir()
	target := filepath.Join(root, "precious")
	link := filepath.Join(root, ".report.new-1")
	if err := os.Mkdir(target, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(target, link); err != nil {
		t.Skip(err)
	}
	_, hold, err := snapshot.MakeFolder(filepath.Join(root, "report"), "new")
	if err != nil {
		t.Fatal(err)
	}
	defer hold.Release()
	if !exists(link) || !exists(target) {
		t.Error("a link or its target was removed")
	}
}
