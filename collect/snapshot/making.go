package snapshot

import (
	"fmt"
	"os"
	"path/filepath"
)

// A snapshot, and whatever else is published whole or not at all, is made beside the place that it takes
// and called ".NAME.WORD-DIGITS", such as ".report.new-243443272". Whoever makes it holds a lock on it as
// long as it lives, which the system gives back when the process ends, however it ends: what nobody holds
// is what a run that was killed left, and the next one removes it. Where there are no such locks (Windows,
// some network file systems), what nobody wrote to for a day is that.

// Hold keeps a folder from being taken for a leftover. The nil Hold holds nothing.
type Hold struct{ file *os.File }

// Release ends the hold; a second call does nothing.
func (h *Hold) Release() {
	if h != nil && h.file != nil {
		_ = h.file.Close()
		h.file = nil
	}
}

// tries bounds how often a folder or file is made anew when another run removed it before it was held.
const tries = 5

// MakeFolder makes a folder beside place, of mode 0700, and removes the leftovers of the same place and
// word. The caller releases the hold once the folder is renamed or removed.
func MakeFolder(place, word string) (string, *Hold, error) {
	removeLeftovers(place, word)
	for range tries {
		dir, err := os.MkdirTemp(filepath.Dir(place), makingPrefix(place, word)+"*")
		if err != nil {
			return "", nil, err
		}
		file, err := os.Open(dir)
		if err != nil {
			continue
		}
		state := lock(file)
		switch still := isStill(file, dir); {
		case still && state == locked:
			return dir, &Hold{file}, nil
		case still && state == noLocks:
			// What is open cannot be renamed on Windows, so nothing is held there.
			return dir, nil, file.Close()
		}
		_ = file.Close()
	}
	return "", nil, fmt.Errorf("making a folder beside %s: another run removes it each time; try again", place)
}

// MakeFile makes a file beside place, of mode 0600, and removes the leftovers of the same place and word.
// It is held until it is closed.
func MakeFile(place, word string) (*os.File, error) {
	removeLeftovers(place, word)
	for range tries {
		file, err := os.CreateTemp(filepath.Dir(place), makingPrefix(place, word)+"*")
		if err != nil {
			return nil, err
		}
		if lock(file) != lockedByOther && isStill(file, file.Name()) {
			return file, nil
		}
		_ = file.Close()
	}
	return nil, fmt.Errorf("making a file beside %s: another run removes it each time; try again", place)
}

func makingPrefix(place, word string) string { return "." + filepath.Base(place) + "." + word + "-" }

// isStill reports whether file is what stands at path: between its making and its locking it was nobody's.
func isStill(file *os.File, path string) bool {
	mine, err := file.Stat()
	if err != nil {
		return false
	}
	there, err := os.Lstat(path)
	return err == nil && os.SameFile(mine, there)
}
