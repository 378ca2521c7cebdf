package collect

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// openArchive is openSides for a zip file, whose names and types its maker chose freely.
func openArchive(archive *zip.Reader, path string) (*Export, error) {
	snapshot.SlashNames(archive)
	if err := snapshot.RefuseEncrypted(archive); err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	outside, err := takeOutside(archive)
	if err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	e, err := openSides(archiveFS{topFolder(archive)}, path)
	if err == nil && len(outside) > 0 {
		e.notes = append(e.notes, fmt.Sprintf("the archive holds %d names that lead out of it, the first %q: these were not read", len(outside), clip(outside[0])))
	}
	return e, err
}

// takeOutside takes entries out of the archive whose names lead out of it, which the zip package would open
// without what leads there, and returns these names. It refuses a name that stands twice, of which readers
// take the one or the other.
func takeOutside(archive *zip.Reader) (outside []string, err error) {
	met := map[string]bool{}
	var inside []*zip.File
	for _, f := range archive.File {
		name := strings.TrimSuffix(f.Name, "/")
		switch {
		case leadsOut(name):
			outside = append(outside, f.Name)
			continue
		case met[f.Name]:
			return nil, fmt.Errorf("the archive holds %q twice, and which one counts is open: zip the folder of the export anew", clip(f.Name))
		}
		met[f.Name] = true
		inside = append(inside, f)
	}
	archive.File = inside
	return outside, nil
}

// leadsOut reports whether a name is absolute, on a drive of Windows too, or steps up.
func leadsOut(name string) bool {
	first, _, _ := strings.Cut(name, "/")
	return !fs.ValidPath(name) || strings.HasSuffix(first, ":")
}

// macFolder is where macOS keeps what belongs to no file of an archive.
const macFolder = "__MACOSX"

// topFolder is the folder that holds everything in the archive, or the archive itself. A zip of
// nothing but one side has that side as its only folder and needs no step down.
func topFolder(archive *zip.Reader) fs.FS {
	top := ""
	for _, f := range archive.File {
		first, _, below := strings.Cut(f.Name, "/")
		switch {
		case first == macFolder:
			continue
		case !below, top != "" && first != top, isSide(first):
			return archive
		}
		top = first
	}
	if top == "" {
		return archive
	}
	sub, err := fs.Sub(archive, top)
	if err != nil {
		return archive
	}
	return sub
}

// archiveFS opens the files and folders of an archive, and says of a damaged one what to do.
type archiveFS struct{ fs.FS }

// Open refuses what the archive says to be a link, a pipe or a device.
func (a archiveFS) Open(name string) (fs.File, error) {
	f, err := a.FS.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil {
		err = refuseIrregular(name, info.Mode())
	}
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	if info.IsDir() {
		return f, nil
	}
	return archived{f}, nil
}

// archived is a file of an archive.
type archived struct{ fs.File }

// Read says of what does not unpack that the archive is damaged.
func (a archived) Read(into []byte) (int, error) {
	n, err := a.File.Read(into)
	var corrupt flate.CorruptInputError
	if errors.Is(err, zip.ErrChecksum) || errors.Is(err, zip.ErrFormat) || errors.As(err, &corrupt) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = fmt.Errorf("%w: the archive is damaged: copy it again, or zip the export anew", err)
	}
	return n, err
}
