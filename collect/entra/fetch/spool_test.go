package fetch_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/entra/fetch"
)

func TestSpoolLooksLikeAnExport(t *testing.T) {
	s := spool(t, filepath.Join(t.TempDir(), "spool"), false)
	const group = "11111111-1111-4111-8111-111111111111"
	keep(t, s, "groups", "one", "two")
	keep(t, s, "members/"+group, "three")
	keep(t, s, "members/"+group, "four") // read again: only the last reading counts
	keep(t, s, "synchronizationJobs-1@"+group, "five")
	files, err := s.FS()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"cloud/groups-0001.json": "one", "cloud/groups-0002.json": "two", "cloud/members/" + group + "-0001.json": "four",
		"cloud/synchronizationJobs-1-0001-" + group + ".json": "five",
	} {
		if got, err := fs.ReadFile(files, name); err != nil || string(got) != want {
			t.Errorf("%s = %q, %v, want %q", name, got, err, want)
		}
	}
	if err := fstest.TestFS(files, "cloud/groups-0001.json", "cloud/members/"+group+"-0001.json"); err != nil {
		t.Error(err)
	}
	if _, err := fs.Stat(files, "cloud/owners"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder without answers: %v, want that it does not exist", err)
	}
}

// A list that is read again stays as it was where that does not bring it whole, also for a collection that goes on.
func TestSpoolKeepsAListUntilItIsReadAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "spool")
	tests := []struct {
		claim, first, second string
		want                 string
	}{
		{"read whole, it is the new one", "", "", "new|"},
		{"broken off, it is the old one", "", "broke off", "old|"},
		{"one that was not whole before is no better than the new one", "refused", "broke off", "new|"},
	}
	for _, tt := range tests {
		t.Run(tt.claim, func(t *testing.T) {
			s := spool(t, path, false)
			for _, err := range []error{
				s.Begin("a"), s.Page("a", []byte("old")), s.End("a", tt.first),
				s.Again("a"), s.Begin("a"), s.Page("a", []byte("cut")), s.Begin("a"), s.Page("a", []byte("new")), s.End("a", tt.second),
			} {
				if err != nil {
					t.Fatal(err)
				}
			}
			if got := text(t, s, "a"); got != tt.want {
				t.Errorf("the spool has %q, want %q", got, tt.want)
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if tt.first != "" {
				return
			}
			if got := text(t, spool(t, path, true), "a"); got != tt.want {
				t.Errorf("resumed, the spool has %q, want %q", got, tt.want)
			}
		})
	}
}

// Wherever a file was cut off, what stands before is there again and nothing else.
func TestSpoolSurvivesBeingCutAnywhere(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "spool")
	s := spool(t, path, false)
	keep(t, s, "a", "first", "second")
	keep(t, s, "b", "third")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for n := range len(whole) + 1 {
		cut := filepath.Join(dir, "cut")
		if err := os.WriteFile(cut, whole[:n], 0o600); err != nil {
			t.Fatal(err)
		}
		again := spool(t, cut, true)
		_, a := again.Ended("a")
		_, b := again.Ended("b")
		if a && text(t, again, "a") != "first|second|" || b && text(t, again, "b") != "third|" || b && !a {
			t.Errorf("cut at %d: a %v %q, b %v %q", n, a, text(t, again, "a"), b, text(t, again, "b"))
		}
		if b != (n == len(whole)) {
			t.Errorf("cut at %d of %d: b is finished: %v", n, len(whole), b)
		}
		keep(t, again, "c", "new")
		if text(t, again, "c") != "new|" {
			t.Errorf("cut at %d: what came after is %q", n, text(t, again, "c"))
		}
		again.Close()
	}
}

// A spool that something else wrote into is read as far as it is whole, and never panics.
func FuzzSpool(f *testing.F) {
	path := filepath.Join(f.TempDir(), "spool")
	s, err := fetch.OpenSpool(path, false)
	if err != nil {
		f.Fatal(err)
	}
	if err := errors.Join(s.Begin("a"), s.Page("a", []byte("{}")), s.End("a", "why"), s.Close()); err != nil {
		f.Fatal(err)
	}
	seed, err := os.ReadFile(path)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(seed)
	f.Add([]byte(`{"list":"a","size":9223372036854775807,"crc32":1}` + "\n"))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "spool")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := fetch.OpenSpool(path, true)
		if err != nil {
			return
		}
		defer s.Close()
		if _, err := s.FS(); err != nil {
			t.Error(err)
		}
		keep(t, s, "x", "y")
		if text(t, s, "x") != "y|" {
			t.Errorf("after %q the spool does not keep what is written", content)
		}
	})
}

func spool(t *testing.T, path string, resume bool) *fetch.Spool {
	t.Helper()
	s, err := fetch.OpenSpool(path, resume)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func keep(t *testing.T, s *fetch.Spool, list string, pages ...string) {
	t.Helper()
	err := s.Begin(list)
	for _, page := range pages {
		err = errors.Join(err, s.Page(list, []byte(page)))
	}
	if err = errors.Join(err, s.End(list, "")); err != nil {
		t.Fatal(err)
	}
}

func text(t *testing.T, s *fetch.Spool, list string) string {
	t.Helper()
	var all bytes.Buffer
	err := s.Bodies(list, func(body io.Reader) error {
		_, err := io.Copy(&all, body)
		all.WriteByte('|')
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
