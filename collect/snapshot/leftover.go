package snapshot

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// abandoned is the age from which what cannot be locked is a leftover.
const abandoned = 24 * time.Hour

// removeLeftovers removes the leftovers of a place. What cannot be removed stays: it hinders nothing.
func removeLeftovers(place, word string) {
	parent := filepath.Dir(place)
	entries, err := os.ReadDir(parent)
	if err != nil {
		return
	}
	for _, e := range entries {
		number, ours := strings.CutPrefix(e.Name(), makingPrefix(place, word))
		if ours && isNumber(number) && (e.IsDir() || e.Type().IsRegular()) {
			removeLeftover(filepath.Join(parent, e.Name()))
		}
	}
}

// IsMaking reports whether a name is one that MakeFolder or MakeFile give for the word.
func IsMaking(name, word string) bool {
	mark := "." + word + "-"
	at := strings.LastIndex(name, mark)
	return at > 1 && name[0] == '.' && isNumber(name[at+len(mark):])
}

func isNumber(text string) bool {
	return text != "" && strings.Trim(text, "0123456789") == ""
}

func removeLeftover(path string) {
	file, err := os.Open(path)
	if err != nil {
		return
	}
	defer file.Close()
	switch lock(file) {
	case lockedByOther:
		return
	case noLocks:
		if time.Since(newest(path)) < abandoned {
			return
		}
	}
	if !keepsOld(path) {
		_ = os.RemoveAll(path)
	}
}

// keepsOld reports whether what stepped aside for something new is still there: a run that was killed
// at that moment left the only copy of it.
func keepsOld(path string) bool {
	entries, _ := os.ReadDir(path)
	return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return strings.HasSuffix(e.Name(), ".old") })
}

// newest is when something at path or below was written last; now, when that cannot be read.
func newest(path string) time.Time {
	var last time.Time
	err := filepath.WalkDir(path, func(_ string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := e.Info()
		if err == nil && info.ModTime().After(last) {
			last = info.ModTime()
		}
		return err
	})
	if err != nil {
		return time.Now()
	}
	return last
}
