package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// destination is where a file that was asked for ends.
type destination struct {
	// path is what a finished file takes the place of, links followed. It need not be there.
	path string
	// direct says that path cannot be replaced, and is written to as it is: a device, or a named pipe.
	direct bool
	// standard is the stream of this process that path is, if any; path may not be opened anew then.
	standard *os.File
}

// destinationOf looks at a place that the operator named, without opening it: to open a named pipe is to
// wait. A folder, a socket and a disk are refused. A link is followed also where its target is not there
// yet, so that it stays a link.
func destinationOf(place string) (destination, error) {
	info, err := os.Stat(place)
	if errors.Is(err, fs.ErrNotExist) {
		path, err := followLinks(place)
		return destination{path: path}, err
	}
	if err != nil {
		return destination{}, usage("writing %s: %w; give the path of a file", place, err)
	}
	for _, standard := range []*os.File{os.Stdout, os.Stderr} {
		if own, err := standard.Stat(); err == nil && os.SameFile(info, own) {
			return destination{path: place, direct: true, standard: standard}, nil
		}
	}
	switch mode := info.Mode(); {
	case mode.IsRegular():
		path, err := filepath.EvalSymlinks(place)
		if err != nil {
			return destination{}, fmt.Errorf("writing %s: %w", place, err)
		}
		return destination{path: path}, nil
	case mode.IsDir():
		return destination{}, usage("writing %s: found a folder; give the path of a file", place)
	case mode&fs.ModeNamedPipe != 0, mode&fs.ModeCharDevice != 0:
		return destination{path: place, direct: true}, nil
	}
	return destination{}, usage("writing %s: found a socket or a disk; give the path of a file", place)
}

// copy writes all of file to a destination that cannot be replaced.
func (d destination) copy(file *os.File) error {
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if d.standard != nil {
		_, err := io.Copy(d.standard, file)
		return err
	}
	out, err := os.OpenFile(d.path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, file)
	return errors.Join(err, out.Close())
}

// linksFollowed bounds how many links stand for one file; systems refuse no fewer.
const linksFollowed = 40

// followLinks returns what a chain of links, at whose end nothing is, leads to.
func followLinks(place string) (string, error) {
	for range linksFollowed {
		// What .. means in a link is said by the folder that the link is in, which may be a link, too.
		parent, err := filepath.EvalSymlinks(filepath.Dir(place))
		if err != nil {
			return "", fmt.Errorf("writing %s: %w", place, err)
		}
		place = filepath.Join(parent, filepath.Base(place))
		to, err := os.Readlink(place)
		if err != nil {
			return place, nil
		}
		if !filepath.IsAbs(to) {
			to = filepath.Join(parent, to)
		}
		place = to
	}
	return "", usage("writing %s: more than %d links one after the other; give the path of a file", place, linksFollowed)
}
