package snapshot

import (
	"errors"
	"fmt"
	"io"
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
	text, err := encodeJSON(&m)
	if err != nil {
		return err
	}
	temp, hold, err := MakeFolder(dir, "note")
	if err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	defer func() { hold.Release(); err = errors.Join(err, os.RemoveAll(temp)) }()
	path := filepath.Join(temp, manifestFile)
	if _, err := writeFile(path, func(to io.Writer) error {
		_, err := to.Write(seal(text))
		return err
	}); err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	if err := os.Rename(path, filepath.Join(dir, manifestFile)); err != nil {
		return fmt.Errorf("adding a note to %s: %w", dir, err)
	}
	return syncFolder(dir)
}
