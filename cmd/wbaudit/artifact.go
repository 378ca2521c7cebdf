package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// artifact is one file in a given format. It is written apart and takes its place on publish, or is
// copied there where nothing can take the place.
type artifact struct {
	report.Handler
	file *os.File
	// place is what the operator called to.
	place string
	to    destination
	mode  os.FileMode
}

// createArtifact starts the file for one format at place.
func createArtifact(name, place string) (*artifact, error) {
	a, err := newArtifact(place)
	if err != nil {
		return nil, err
	}
	if mode := formatOf(name).mode; mode != 0 {
		a.mode = mode
	}
	w := bufio.NewWriterSize(a.file, 1<<16)
	inner, err := newFormat(name, w, look{})
	if err != nil {
		return nil, errors.Join(err, a.discard())
	}
	a.Handler = &flushed{inner, w}
	return a, nil
}

// newArtifact starts a file without a format.
func newArtifact(place string) (*artifact, error) {
	to, err := destinationOf(place)
	if err != nil {
		return nil, err
	}
	beside := to.path
	if to.direct {
		beside = filepath.Join(os.TempDir(), "wbaudit-output")
	}
	file, err := snapshot.MakeFile(beside, "new")
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", place, err)
	}
	return &artifact{file: file, place: place, to: to, mode: 0o600}, nil
}

// publish brings one finished file to its place.
func (a *artifact) publish(ctx context.Context) error { return publish(ctx, []*artifact{a}) }

// publish brings the files of a run to their places once all of them are stored: what fails before leaves
// every place as it was. The renames at the end are not one step, since no file system has that: after one
// that fails (a disk that goes away, rights that change just then, a folder in which only the owner of a
// file may replace it), or when the process ends between two, some places are new and some are old, each
// of them whole. What was written to a device or a pipe cannot be taken back.
func publish(ctx context.Context, files []*artifact) error {
	if err := ready(ctx, files); err != nil {
		return err
	}
	return take(files)
}

// ready does all of publish that may well fail, and replaces nothing.
func ready(ctx context.Context, files []*artifact) error {
	for _, a := range files {
		if err := a.finish(); err != nil {
			return err
		}
	}
	// While the run was going on a place may have become something else.
	for _, a := range files {
		now, err := destinationOf(a.place)
		if err != nil {
			return err
		}
		if now != a.to {
			return fmt.Errorf("writing %s: it leads elsewhere than when this began; try again", a.place)
		}
	}
	for _, a := range files {
		if err := a.pour(ctx); err != nil {
			return err
		}
	}
	return nil
}

// take renames files that are ready into their places.
func take(files []*artifact) error {
	for _, a := range files {
		if err := a.take(); err != nil {
			return err
		}
	}
	return nil
}

// finish makes sure that the whole file is stored.
func (a *artifact) finish() error {
	if a.to.direct {
		return nil
	}
	return a.wrap(errors.Join(a.file.Chmod(a.mode), a.file.Sync(), a.file.Close()))
}

// pour copies the file to a destination that cannot be replaced; to others it does nothing. It waits for the
// reader of a named pipe, as a shell does, until ctx is done.
func (a *artifact) pour(ctx context.Context) error {
	if !a.to.direct {
		return nil
	}
	ended := make(chan error, 1)
	go func(file *os.File) { ended <- a.to.copy(file) }(a.file)
	select {
	case err := <-ended:
		return a.wrap(errors.Join(err, a.discard()))
	case <-ctx.Done():
		return ctx.Err()
	}
}

// take renames a finished file into its place.
func (a *artifact) take() error {
	if a.to.direct {
		return nil
	}
	if err := os.Rename(a.file.Name(), a.to.path); err != nil {
		return a.wrap(err)
	}
	a.file = nil
	return nil
}

func (a *artifact) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("writing %s: %w", a.place, err)
}

// discard removes a file that did not take its place, and what its format keeps elsewhere. A second call does
// nothing.
func (a *artifact) discard() error {
	discardHandler(a.Handler)
	if a.file == nil {
		return nil
	}
	file := a.file
	a.file = nil
	_ = file.Close()
	return os.Remove(file.Name())
}

// discarder is a format that keeps temporary files until it is closed. Discard may follow Close.
type discarder interface{ Discard() }

// discardHandler removes what a format keeps besides its output.
func discardHandler(h report.Handler) {
	if d, ok := h.(discarder); ok {
		d.Discard()
	}
}

// flushed flushes its buffer when the handler is closed.
type flushed struct {
	report.Handler
	w *bufio.Writer
}

func (f *flushed) Close() error { return errors.Join(f.Handler.Close(), f.w.Flush()) }

// Discard passes on to the format.
func (f *flushed) Discard() { discardHandler(f.Handler) }
