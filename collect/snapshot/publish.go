package snapshot

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

const toolName = "wbaudit"

// destination resolves dir and refuses what publish could not or must not replace.
func destination(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	if resolved, err := filepath.EvalSymlinks(dir); err == nil {
		dir = resolved
	}
	return dir, Replaceable(dir)
}

// Replaceable reports why what is at dir must stay: only nothing, an empty folder and a snapshot with no
// file besides its own may be replaced. The error says what to do.
func Replaceable(dir string) error {
	entries, err := os.ReadDir(dir)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil
	case err != nil:
		return fmt.Errorf("%s is there already and is no snapshot (%w): name another folder", dir, err)
	case len(entries) == 0:
		return nil
	}
	var head struct{ Tool string }
	text, err := os.ReadFile(filepath.Join(dir, manifestFile))
	if err != nil || json.Unmarshal(text, &head) != nil || head.Tool != toolName {
		return fmt.Errorf("%s is there already and is no snapshot: name another folder or empty it", dir)
	}
	for _, e := range entries {
		if !IsFile(e.Name()) || !e.Type().IsRegular() {
			return fmt.Errorf("%s holds %s, which is no part of a snapshot: move it away or name another folder", dir, e.Name())
		}
	}
	return nil
}

// IsFile reports whether a file of that name is part of a snapshot.
func IsFile(name string) bool {
	return name == manifestFile || slices.ContainsFunc(Streams(), func(s Stream) bool { return fileOf(s) == name })
}

// publish renames the finished folder temp to dir. A snapshot at dir steps aside first and comes
// back when the rename does not succeed.
func publish(temp, dir string) error {
	if err := syncFolder(temp); err != nil {
		return err
	}
	if err := Replaceable(dir); err != nil {
		return err
	}
	old := temp + ".old"
	err := os.Rename(dir, old)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	replaced := err == nil
	if err := os.Rename(temp, dir); err != nil {
		if replaced {
			return errors.Join(err, os.Rename(old, dir))
		}
		return err
	}
	if err := syncFolder(filepath.Dir(dir)); err != nil {
		return err
	}
	if replaced {
		return os.RemoveAll(old)
	}
	return nil
}

// syncFolder makes renames and new names in a folder last. Systems that cannot sync a folder say
// so with an error that means nothing here.
func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = f.Sync()
	return f.Close()
}
