package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/reporttest"
)

// A run that does not come to its end leaves nothing behind, in its folder or in the system's
// folder of temporary files, where a workbook's rows wait.
func TestAFailingReportLeavesNothing(t *testing.T) {
	var stored bytes.Buffer
	reporttest.Feed(t, report.NewEncoder(&stored), reporttest.Demo(4000))
	cut := stored.Bytes()[:stored.Len()/2]
	canceled, cancel := context.WithCancel(t.Context())
	cancel()
	for name, tt := range map[string]struct {
		ctx    context.Context
		stream []byte
		want   error
	}{
		"a cut stream": {t.Context(), cut, nil}, "an interrupt": {canceled, stored.Bytes(), context.Canceled},
	} {
		t.Run(name, func(t *testing.T) {
			temp, out := t.TempDir(), t.TempDir()
			t.Setenv("TMPDIR", temp)
			path := filepath.Join(t.TempDir(), "findings.jsonl")
			if err := os.WriteFile(path, tt.stream, 0o600); err != nil {
				t.Fatal(err)
			}
			requests := []request{{"xlsx", ""}}
			for _, f := range formats() {
				requests = append(requests, request{f.name, filepath.Join(out, f.name)})
			}
			err := renderStream(tt.ctx, terminal{out: &bytes.Buffer{}}, path, requests, newGate("none"), nil, decisions{})
			if err == nil || tt.want != nil && !errors.Is(err, tt.want) {
				t.Fatalf("renderStream returned %v", err)
			}
			for _, dir := range []string{temp, out} {
				left, err := os.ReadDir(dir)
				if err != nil || len(left) > 0 {
					t.Errorf("left behind: %v (%v)", left, err)
				}
			}
		})
	}
}

// A run replaces all of its files or, when one of them cannot be, none.
func TestNothingIsReplacedUnlessEverythingCanBe(t *testing.T) {
	for name, spoil := range map[string]func(a *artifact) error{
		"a place became a folder": func(a *artifact) error { return os.Mkdir(a.place, 0o700) },
		"a place became a link":   func(a *artifact) error { return os.Symlink("elsewhere", a.place) },
		"a file cannot be stored": func(a *artifact) error { return a.file.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			first, second := filepath.Join(dir, "first"), filepath.Join(dir, "second")
			if err := os.WriteFile(first, []byte("old"), 0o600); err != nil {
				t.Fatal(err)
			}
			var files []*artifact
			for _, place := range []string{first, second} {
				a, err := newArtifact(place)
				if err != nil {
					t.Fatal(err)
				}
				defer a.discard()
				files = append(files, a)
			}
			if err := spoil(files[1]); err != nil {
				t.Skipf("this system does not do that: %v", err)
			}
			if err := publish(t.Context(), files); err == nil {
				t.Error("publish returned no error")
			}
			if text, err := os.ReadFile(first); err != nil || string(text) != "old" {
				t.Errorf("the first file holds %q (%v), expected what it held", text, err)
			}
		})
	}
}

// Who waits for the reader of a pipe can be interrupted.
func TestAnInterruptEndsTheWaitForAReader(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if out, err := exec.Command("mkfifo", pipe).CombinedOutput(); err != nil {
		t.Skipf("named pipes need mkfifo: %v: %s", err, out)
	}
	a, err := newArtifact(pipe)
	if err != nil {
		t.Fatal(err)
	}
	defer a.discard()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := a.publish(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("publish returned %v", err)
	}
	if info, err := os.Lstat(pipe); err != nil || info.Mode()&os.ModeNamedPipe == 0 {
		t.Errorf("the pipe is no pipe any more (%v)", err)
	}
}
