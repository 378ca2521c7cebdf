package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// archive is the zip file that a workbook is.
type archive struct {
	parts map[string]*zip.File
	all   *budget
}

// The first bytes of files: a zip file, and what Excel writes with a password and wrote before 2007.
var (
	zipMagic = []byte("PK\x03\x04")
	oleMagic = []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
)

func openArchive(r io.ReaderAt, size int64, l Limits) (*archive, error) {
	if size > l.File {
		return nil, fmt.Errorf("it is longer than %d MiB", l.File>>20)
	}
	magic := make([]byte, len(oleMagic))
	n, err := r.ReadAt(magic, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch magic = magic[:n]; {
	case bytes.HasPrefix(magic, oleMagic):
		return nil, errors.New("it is encrypted, or of a format before 2007: save it as .xlsx without a password")
	case !bytes.HasPrefix(magic, zipMagic):
		return nil, errors.New("it is no .xlsx file")
	}
	d := &directory{r, mostDirectory}
	z, err := zip.NewReader(d, size)
	if err != nil {
		return nil, fmt.Errorf("it is cut off or damaged (%w)", err)
	}
	d.left = -1
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), all: &budget{l.Unpacked, l.Unpacked}}
	for _, f := range z.File {
		name := partName(f.Name)
		if a.parts[name] != nil {
			return nil, fmt.Errorf("it holds the part %.60q twice", f.Name)
		}
		a.parts[name] = f
	}
	return a, nil
}

// partName is the form in which names of parts are compared: without regard to case.
//
// Source: ECMA-376 part 2, section 6.2.2 (part names)
func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, `\`, "/")), "/"))
}

// has reports whether there is a part of that name.
func (a *archive) has(name string) bool { return a.parts[partName(name)] != nil }

// read passes a part to read, which may take most bytes of it, and names it in errors.
func (a *archive) read(name string, most int64, read func(io.Reader) error) error {
	if err := a.pass(name, most, read); err != nil {
		return fmt.Errorf("part %.60q: %w", name, err)
	}
	return nil
}

// pass is read with errors as they are.
func (a *archive) pass(name string, most int64, read func(io.Reader) error) error {
	f := a.parts[partName(name)]
	if f == nil {
		return errors.New("it is not there")
	}
	in, err := f.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	return read(&metered{in, a.all, budget{most, most}})
}
