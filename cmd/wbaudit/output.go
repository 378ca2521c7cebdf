package main

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// The names of what an audit writes. A folder that holds anything else is never written to.
const (
	snapshotName = "snapshot"
	streamName   = "findings.jsonl"
	workbookName = "report.xlsx"
	pageName     = "report.html"
)

// output is a folder in the making: everything is written beside the destination and takes its
// place only after all of it succeeded.
type output struct {
	dir   string
	stage string
	hold  *snapshot.Hold
	// further are the formats asked for besides those that every audit writes.
	further []request
	// change puts stand-ins into every format; no snapshot is kept then.
	change through
}

// newOutput refuses a destination that holds foreign files, before any work is done.
func newOutput(dir string) (*output, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return nil, fmt.Errorf("resolving the output folder: %w", err)
	}
	if err := refuseForeign(dir); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
		return nil, fmt.Errorf("creating the output folder: %w", err)
	}
	made, hold, err := snapshot.MakeFolder(dir, "new")
	if err != nil {
		return nil, fmt.Errorf("creating the output folder: %w", err)
	}
	return &output{dir: dir, stage: made, hold: hold}, nil
}

// path returns where the artifact of that name is written until publish.
func (o *output) path(name string) string { return filepath.Join(o.stage, name) }

// publish puts everything in place. Each artifact is replaced by a rename; what fails before
// leaves the destination as it was. A further format of an earlier audit that was not asked for again
// is removed, since it would contradict the findings beside it. The findings come first: they say that
// a folder is ours, also when this is interrupted.
func (o *output) publish() error {
	// An audit may take long enough for somebody to put a file there.
	if err := refuseForeign(o.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(o.dir, 0o700); err != nil {
		return fmt.Errorf("creating the output folder: %w", err)
	}
	for _, name := range slices.Concat([]string{streamName}, standardNames(), furtherNames()) {
		if err := o.replace(name); err != nil {
			return fmt.Errorf("writing %s: %w", filepath.Join(o.dir, name), err)
		}
	}
	defer o.hold.Release()
	return os.RemoveAll(o.stage)
}

func (o *output) replace(name string) error {
	fresh, place := o.path(name), filepath.Join(o.dir, name)
	if _, err := os.Lstat(fresh); errors.Is(err, fs.ErrNotExist) {
		return o.removeStale(name)
	}
	// A folder cannot be renamed over a folder that is not empty.
	if info, err := os.Lstat(place); err == nil && info.IsDir() {
		if err := os.Rename(place, o.path(name+".old")); err != nil {
			return err
		}
	}
	return os.Rename(fresh, place)
}

func (o *output) removeStale(name string) error {
	if !slices.Contains(furtherNames(), name) {
		return nil
	}
	if err := os.Remove(filepath.Join(o.dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// refuseSnapshot refuses a folder with an earlier snapshot for results that hold stand-ins only: who is
// given the folder would have both.
func (o *output) refuseSnapshot() error {
	if o.change == nil {
		return nil
	}
	if _, err := os.Lstat(filepath.Join(o.dir, snapshotName)); err == nil {
		return usage("--out %s: the folder holds the snapshot of an earlier audit, which names everybody; choose another folder for --pseudonymise", o.dir)
	}
	return nil
}

// dropSnapshot removes the snapshot that was made for the audit when none is to be kept.
func (o *output) dropSnapshot() error {
	if o.change == nil {
		return nil
	}
	return os.RemoveAll(o.path(snapshotName))
}

// discard removes what was written; after publish it does nothing.
func (o *output) discard() {
	_ = os.RemoveAll(o.stage)
	o.hold.Release()
}

// keepSnapshot puts the audited snapshot beside its findings, as links where the file system
// allows, so that findings and snapshot of a folder always belong together.
func (o *output) keepSnapshot(from string) error {
	if info, err := os.Stat(from); err == nil && info.IsDir() {
		if place, err := filepath.Abs(from); err == nil && place == filepath.Join(o.dir, snapshotName) {
			return nil
		}
		return copyFolder(os.DirFS(from), from, o.path(snapshotName))
	}
	archive, err := zip.OpenReader(from)
	if err != nil {
		return snapshot.OrNone(fmt.Errorf("opening snapshot: %s: %w: expected a folder or a zip file of one", from, reasonOf(err)))
	}
	defer archive.Close()
	snapshot.SlashNames(&archive.Reader)
	unpacked, err := folderOf(&archive.Reader, "manifest.json")
	if err != nil {
		return fmt.Errorf("opening snapshot: %s: %w", from, err)
	}
	return copyFolder(unpacked, "", o.path(snapshotName))
}

// folderOf returns the folder of the archive that holds a file of that name.
func folderOf(archive *zip.Reader, name string) (fs.FS, error) {
	for _, f := range archive.File {
		if path.Base(f.Name) == name {
			return fs.Sub(archive, path.Clean(path.Dir(f.Name)))
		}
	}
	return nil, fmt.Errorf("expected %s in the archive, found none", name)
}

func copyFolder(fsys fs.FS, from, to string) error {
	if err := os.Mkdir(to, 0o700); err != nil {
		return fmt.Errorf("copying the snapshot: %w", err)
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return fmt.Errorf("copying the snapshot: %w", err)
	}
	for _, e := range entries {
		// What else lies there is no part of the snapshot, and would make the folder look foreign.
		if !e.Type().IsRegular() || !snapshot.IsFile(e.Name()) {
			continue
		}
		if from != "" && os.Link(filepath.Join(from, e.Name()), filepath.Join(to, e.Name())) == nil {
			continue
		}
		if err := copyFile(fsys, e.Name(), filepath.Join(to, e.Name())); err != nil {
			return fmt.Errorf("copying the snapshot: %w", err)
		}
	}
	return nil
}

func copyFile(fsys fs.FS, name, to string) error {
	in, err := fsys.Open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := io.Copy(out, in); err != nil {
		return errors.Join(err, out.Close())
	}
	return out.Close()
}
