package collect

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// Export is a folder of files that an administrator exported, and when that was.
type Export struct {
	// FS is the folder; the sources read it. The sides and export.json are found in it under their own
	// names, however they are written there.
	FS fs.FS
	// CollectedAt is the end of collection; nil when the export does not say. The caller may set it.
	CollectedAt *time.Time
	// CloudStartedAt and DirectoryStartedAt are when reading a side began; nil stands for CollectedAt.
	CloudStartedAt, DirectoryStartedAt *time.Time

	// notes are what the manifest says of the export as a whole.
	notes  []string
	closer io.Closer
}

// OpenExport opens a folder or a zip file of one, whose entries may sit in one top folder, and
// reads its times from export.json, if there. A place without any side of an export is refused, since
// it would be read as a tenant of which nothing is known; so is what is neither file nor folder, there
// and, once it is opened, inside. The caller closes the export.
func OpenExport(path string) (*Export, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, fmt.Errorf("opening export: %w: expected a folder or a zip file of one", err)
	case info.IsDir():
		return located(path)(openSides(regularFS{os.DirFS(path)}, path))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("opening export: %s: found %s: expected a folder or a zip file of one", path, kindOf(info.Mode()))
	}
	archive, err := zip.OpenReader(path)
	if err != nil {
		return nil, fmt.Errorf("opening export: %s: %w: expected a folder or a zip file of one", path, err)
	}
	e, err := located(path)(openArchive(&archive.Reader, path))
	if err != nil {
		return nil, errors.Join(err, archive.Close())
	}
	e.closer = archive
	return e, nil
}

// openSides is OpenExportFS for what must hold a side of an export.
func openSides(fsys fs.FS, path string) (*Export, error) {
	e, err := OpenExportFS(fsys)
	if err != nil {
		return nil, err
	}
	if err := holdsSide(e.FS, path); err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	return e, nil
}

// OpenExportFS is OpenExport for a folder that is not on disk. Names of folders and files are read in any
// case; what lies beside the parts of an export is told in the notes of the snapshot.
func OpenExportFS(fsys fs.FS) (*Export, error) {
	folded, beside, err := foldNames(fsys)
	if err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	e := &Export{FS: folded, notes: besideNote(beside)}
	text, err := readSmall(folded, timesFile)
	if errors.Is(err, fs.ErrNotExist) {
		return e, nil
	}
	if err == nil {
		err = e.readTimes(text)
	}
	if err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	return e, nil
}

// Close releases the zip file of the export.
func (e *Export) Close() error {
	if e.closer == nil {
		return nil
	}
	return e.closer.Close()
}

// Describe writes the times of the export into the manifest. Where the export says nothing the
// manifest stays without them: the time of an import tells nothing of the tenant.
func (e *Export) Describe(w *snapshot.Writer) {
	w.Describe(func(m *snapshot.Manifest) {
		m.CollectedAt = utc(e.CollectedAt)
		m.Cloud = e.period(e.CloudStartedAt)
		m.Directory = e.period(e.DirectoryStartedAt)
	})
	for _, note := range e.notes {
		w.Note(note)
	}
}

func (e *Export) period(started *time.Time) snapshot.Period {
	if started == nil {
		started = e.CollectedAt
	}
	return snapshot.Period{Started: utc(started), Ended: utc(e.CollectedAt)}
}

func utc(at *time.Time) *time.Time {
	if at == nil {
		return nil
	}
	moment := at.UTC()
	return &moment
}

// located heads an error with the path of the export.
func located(path string) func(*Export, error) (*Export, error) {
	return func(e *Export, err error) (*Export, error) {
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return e, nil
	}
}
