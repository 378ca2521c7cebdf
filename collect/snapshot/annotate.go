package snapshot

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Annotate adds a note to the manifest of the snapshot in the folder dir, of which nothing else changes.
func Annotate(dir, note string) (err error) {
	r, err := OpenPath(dir)
	if err != nil {
		return err
	}
	m := r.Manifest()
	if err := r.Close(); err != nil {
		return err
	}
	m.Notes = append(slices.Clone(m.Notes), note)
	slices.Sort(m.Notes)
	temp, hold, err := MakeFolder(dir, "note")
	if err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	defer func() { hold.Release(); err = errors.Join(err, os.RemoveAll(temp)) }()
	if err := writeManifest(temp, &m); err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	if err := os.Rename(filepath.Join(temp, manifestFile), filepath.Join(dir, manifestFile)); err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	return syncFolder(dir)
}
