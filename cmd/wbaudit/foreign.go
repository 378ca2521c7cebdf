package main

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// refuseForeign refuses a folder that holds what no audit wrote, since publish replaces what is there
// and removes what is stale. A folder of ours holds the findings, and beside them files that an audit
// writes; a snapshot of ours may also be there alone, and holds nothing but its own files.
func refuseForeign(dir string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return usage("--out %s: expected a folder: %w", dir, err)
	}
	var ours []string
	if isStream(filepath.Join(dir, streamName)) {
		ours = slices.Concat(standardNames(), furtherNames())
	}
	for _, e := range entries {
		switch {
		case snapshot.IsMaking(e.Name(), "new"):
			// A format in the making, of this run or of one that was killed. Nothing replaces or removes it here.
		case e.Name() == snapshotName && e.IsDir():
			if err := snapshot.Replaceable(filepath.Join(dir, snapshotName)); err != nil {
				return usage("--out %s: %w", dir, err)
			}
		case !slices.Contains(ours, e.Name()) || !e.Type().IsRegular():
			return usage("--out %s: the folder holds %q, which is not of an audit; choose an empty or new folder", dir, e.Name())
		}
	}
	return nil
}

// isStream reports whether a file begins as the findings of an audit do. They take their place whole.
func isStream(path string) bool {
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return false
	}
	file, err := os.Open(path)
	if err != nil {
		return false
	}
	defer file.Close()
	begin := []byte(`{"run":{"format":`)
	head := make([]byte, len(begin))
	_, err = io.ReadFull(file, head)
	return err == nil && bytes.Equal(head, begin)
}

// standardNames are what every audit writes into its folder; furtherNames what it writes when asked.
func standardNames() []string {
	names := []string{snapshotName}
	for _, f := range formats() {
		if f.standard {
			names = append(names, f.file)
		}
	}
	return names
}

func furtherNames() []string {
	var names []string
	for _, f := range formats() {
		if !f.standard && f.file != "" {
			names = append(names, f.file)
		}
	}
	return names
}
