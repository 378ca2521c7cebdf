package collect

import (
	"fmt"
	"io/fs"
)

// regularFS opens files and folders only. A named pipe or a device would be waited for without end.
type regularFS struct{ fs.FS }

// Open refuses what is neither a regular file nor a folder, and names what it is.
func (r regularFS) Open(name string) (fs.File, error) {
	// The look comes first: to open a named pipe is to wait for a writer.
	info, err := fs.Stat(r.FS, name)
	if err != nil {
		return nil, err
	}
	if err := refuseIrregular(name, info.Mode()); err != nil {
		return nil, err
	}
	return r.FS.Open(name)
}

// ReadDir lists a folder.
func (r regularFS) ReadDir(name string) ([]fs.DirEntry, error) { return fs.ReadDir(r.FS, name) }

// Stat describes a file without opening it.
func (r regularFS) Stat(name string) (fs.FileInfo, error) { return fs.Stat(r.FS, name) }

func refuseIrregular(name string, mode fs.FileMode) error {
	if mode.IsRegular() || mode.IsDir() {
		return nil
	}
	return &fs.PathError{Op: "open", Path: name, Err: fmt.Errorf("found %s, expected a regular file: replace it by one, or take it out", kindOf(mode))}
}

// kindOf says in words what a file that is not regular is.
func kindOf(mode fs.FileMode) string {
	switch {
	case mode&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	}
	return "no regular file"
}
