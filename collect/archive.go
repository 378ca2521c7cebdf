package collect

import (
	"archive/zip"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
)

// openArchive is openSides for a zip file, whose names and types its maker chose freely.
func openArchive(archive *zip.Reader, path string) (*Export, error) {
	outside, err := checkNames(archive)
	if err != nil {
		return nil, fmt.Errorf("opening export: %w", err)
	}
	e, err := openSides(archiveFS{topFolder(archive)}, path)
	if err == nil && len(outside) > 0 {
		e.notes = append(e.notes, fmt.Sprintf("the archive holds %d names that lead out of it, the first %q: these were not read", len(outside), clip(outside[0])))
	}
	return e, err
}

// checkNames refuses a name that stands twice, of which readers take the one or the other, and returns
// the names that lead out of the archive.
func checkNames(archive *zip.Reader) (outside []string, err error) {
	met := map[string]bool{}
	for _, f := range archive.File {
		name := nameIn(f)
		switch {
		case !fs.ValidPath(strings.TrimSuffix(name, "/")):
			outside = append(outside, f.Name)
		case met[name]:
			return nil, fmt.Errorf("the archive holds %q twice, and which one counts is open: zip the folder of the export anew", clip(name))
		}
		met[name] = true
	}
	return outside, nil
}

// nameIn is the name of an entry with slashes; Windows PowerShell 5 writes backslashes.
func nameIn(f *zip.File) string { return strings.ReplaceAll(f.Name, `\`, "/") }

// topFolder is the folder that holds everything in the archive, or the archive itself. A zip of
// nothing but one side has that side as its only folder and needs no step down.
func topFolder(archive *zip.Reader) fs.FS {
	top := ""
	for _, f := range archive.File {
		name := nameIn(f)
		first, _, below := strings.Cut(name, "/")
		switch {
		case first == "__MACOSX", !fs.ValidPath(strings.TrimSuffix(name, "/")):
			continue
		case !below, top != "" && first != top, slices.Contains(sideFolders, first):
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
