package snapshot

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"
)

// readable is a file that Parquet can be read from.
type readable interface {
	io.ReaderAt
	io.Closer
	Size() int64
}

func readAll(from readable) ([]byte, error) {
	return io.ReadAll(io.NewSectionReader(from, 0, from.Size()))
}

// maxInMemory is the longest file kept in memory when its file system cannot read at an offset;
// a longer one goes to a temporary file.
const maxInMemory = 4 << 20

// NoSnapshotError says that there is no snapshot where one is to be opened. A damaged one is there.
type NoSnapshotError struct{ error }

// Unwrap returns what was found instead.
func (e *NoSnapshotError) Unwrap() error { return e.error }

// OrNone marks err where it says that no snapshot is there.
func OrNone(err error) error {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, zip.ErrFormat) {
		return &NoSnapshotError{err}
	}
	return err
}

// OpenPath opens a folder or a zip file of one, whose entries may sit in one top folder. The
// caller closes the reader. Where there is none the error is a NoSnapshotError.
func OpenPath(name string) (*Reader, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, OrNone(fmt.Errorf("opening snapshot: %s: %w: expected a folder or a zip file of one", name, reason(err)))
	}
	if info.IsDir() {
		r, err := Open(os.DirFS(name))
		return r, located(name, err)
	}
	archive, err := zip.OpenReader(name)
	if err != nil {
		return nil, OrNone(fmt.Errorf("opening snapshot: %s: %w: expected a folder or a zip file of one", name, err))
	}
	SlashNames(&archive.Reader)
	if err := RefuseEncrypted(&archive.Reader); err != nil {
		return nil, errors.Join(fmt.Errorf("opening snapshot: %s: %w", name, err), archive.Close())
	}
	r, err := Open(topFolder(&archive.Reader))
	if err != nil {
		return nil, errors.Join(located(name, err), archive.Close())
	}
	r.closers = append([]io.Closer{archive}, r.closers...)
	return r, nil
}

func located(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", name, err)
}

// topFolder is the folder of the archive's manifest: the root, or the only top folder.
func topFolder(archive *zip.Reader) fs.FS {
	for _, f := range archive.File {
		dir, base := path.Split(f.Name)
		if base == manifestFile && dir != "" && strings.Count(dir, "/") == 1 {
			if sub, err := fs.Sub(archive, path.Clean(dir)); err == nil {
				return sub
			}
		}
		if f.Name == manifestFile {
			return archive
		}
	}
	return archive
}

// openFile opens name for reading at offsets, through a copy where fsys cannot.
func openFile(fsys fs.FS, name string) (readable, error) {
	f, info, err := openRegular(fsys, name)
	if err != nil {
		return nil, err
	}
	if at, ok := f.(io.ReaderAt); ok {
		return &sized{ReaderAt: at, Closer: f, size: info.Size()}, nil
	}
	spooled, err := spool(f)
	return spooled, errors.Join(err, f.Close())
}

// openRegular opens a regular file. It looks before it opens: to open a named pipe is to wait for a
// writer, and to open a device may do anything.
func openRegular(fsys fs.FS, name string) (fs.File, fs.FileInfo, error) {
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil:
		return nil, nil, reason(err)
	case !info.Mode().IsRegular():
		return nil, nil, errors.New("not a regular file")
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, nil, reason(err)
	}
	return f, info, nil
}

// reason drops operation and path of err, which the caller names.
func reason(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

type sized struct {
	io.ReaderAt
	io.Closer
	size int64
}

// Size returns the length of the file.
func (s *sized) Size() int64 { return s.size }

// spool copies f to memory or, when it is long, to a temporary file.
func spool(f io.Reader) (readable, error) {
	head, err := io.ReadAll(io.LimitReader(f, maxInMemory+1))
	if err != nil {
		return nil, err
	}
	if len(head) <= maxInMemory {
		return &sized{ReaderAt: bytes.NewReader(head), Closer: io.NopCloser(nil), size: int64(len(head))}, nil
	}
	temp, err := os.CreateTemp("", "wbaudit-*")
	if err != nil {
		return nil, err
	}
	t := &temporary{File: temp}
	if t.size, err = io.Copy(temp, io.MultiReader(bytes.NewReader(head), f)); err != nil {
		return nil, errors.Join(err, t.Close())
	}
	return t, nil
}

// temporary is a file that goes away with its handle.
type temporary struct {
	*os.File
	size int64
}

// Size returns the length of the file.
func (t *temporary) Size() int64 { return t.size }

// Close closes and removes the file.
func (t *temporary) Close() error { return errors.Join(t.File.Close(), os.Remove(t.Name())) }
