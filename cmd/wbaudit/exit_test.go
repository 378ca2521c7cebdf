package main

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"
)

func TestAFullDiskIsSaidOnce(t *testing.T) {
	full := func(name string) error { return &fs.PathError{Op: "write", Path: name, Err: syscall.ENOSPC} }
	err := fmt.Errorf("writing the page: %w", errors.Join(full("report.html"), full("report.html"), errors.New("stopped"), full("findings.jsonl")))
	want := "writing the page: write report.html: " + syscall.ENOSPC.Error() + ": make room there, or write to another place"
	if got := textOf(err); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := codeOf(err); got != exitFailed {
		t.Errorf("exit code %d, want %d", got, exitFailed)
	}
}
