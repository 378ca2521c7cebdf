package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

// artifact is one file in a given format. It is written beside its place and takes it on publish.
type artifact struct {
	report.Handler
	file  *os.File
	place string
	mode  os.FileMode
}

// createArtifact starts the file for one format at place.
func createArtifact(name, place string, l look) (*artifact, error) {
	file, err := snapshot.MakeFile(place, "new")
	if err != nil {
		return nil, fmt.Errorf("writing %s: %w", place, err)
	}
	a := &artifact{file: file, place: place, mode: 0o600}
	if mode := formatOf(name).mode; mode != 0 {
		a.mode = mode
	}
	w := bufio.NewWriterSize(file, 1<<16)
	inner, err := newFormat(name, w, l)
	if err != nil {
		return nil, errors.Join(err, a.discard())
	}
	a.Handler = &flushed{inner, w}
	return a, nil
}

// publish renames the finished file into its place.
func (a *artifact) publish() error {
	if err := errors.Join(a.file.Chmod(a.mode), a.file.Sync(), a.file.Close()); err != nil {
		return fmt.Errorf("writing %s: %w", a.place, err)
	}
	if err := os.Rename(a.file.Name(), a.place); err != nil {
		return fmt.Errorf("writing %s: %w", a.place, err)
	}
	a.file = nil
	return nil
}

// discard removes a file that was not published, and what its format keeps elsewhere.
func (a *artifact) discard() error {
	discardHandler(a.Handler)
	if a.file == nil {
		return nil
	}
	_ = a.file.Close()
	return os.Remove(a.file.Name())
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
