//go:build offline

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// late is a tenant in which somebody was just added to a group: the first answer does not have them.
type late struct {
	cloudSide
	group string
	once  *sync.Once
	// people counts the searches for users.
	people *atomic.Int32
}

func (l late) Page(ctx context.Context, r fetch.Request) ([]byte, error) {
	if r.Resource == fetch.Users {
		l.people.Add(1)
	}
	body, err := l.cloudSide.Page(ctx, r)
	if err != nil || r.Resource != fetch.Members || r.ID != l.group {
		return body, err
	}
	l.once.Do(func() { body, err = withoutFirst(body) })
	return body, err
}

// withoutFirst leaves the first element of a page out.
func withoutFirst(body []byte) ([]byte, error) {
	var page map[string]json.RawMessage
	var elements []json.RawMessage
	if err := json.Unmarshal(body, &page); err != nil {
		return nil, err
	}
	if err := json.Unmarshal(page["value"], &elements); err != nil {
		return nil, err
	}
	var err error
	if page["value"], err = json.Marshal(elements[1:]); err != nil {
		return nil, err
	}
	page["@odata.count"], err = json.Marshal(len(elements) - 1)
	if err != nil {
		return nil, err
	}
	return json.Marshal(page)
}

// exportedDirectory is a directory that answers what an export of it holds.
type exportedDirectory struct {
	collect.Source
	looks *int
}

func (e exportedDirectory) Collect(ctx context.Context, w *snapshot.Writer) error {
	*e.looks++
	return e.Source.Collect(ctx, w)
}
func (exportedDirectory) Now() time.Time                { return time.Now() }
func (exportedDirectory) Check(context.Context) []check { return nil }

// inStep is a group of contoso whose members are the same on both sides.
func inStep(t *testing.T, dir string) string {
	t.Helper()
	for s := range factsAt(t, dir).Subjects(t.Context()) {
		if s.Cloud != nil && s.Directory != nil && s.Members.Missing+s.Members.Foreign == 0 && s.Members.Matched > 1 && s.Members.Excluded == 0 {
			return s.Identity.CloudID
		}
	}
	t.Fatal("contoso has no group whose members are the same on both sides")
	return ""
}

// simulated serves an export as Graph until the test ends, with the configuration in sim under dir, and opens it.
func simulated(t *testing.T, export, dir string) *collect.Export {
	t.Helper()
	_, stop, err := start(t.Context(), []string{"simulate", export, "--listen", "127.0.0.1:0", "--out", filepath.Join(dir, "sim")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stop() })
	e, err := collect.OpenExport(export)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	return e
}

func TestAChangeOnItsWayIsNoDifference(t *testing.T) {
	dir := t.TempDir()
	const export = "../../samples/contoso/export"
	imported := filepath.Join(dir, "imported")
	var out, talk bytes.Buffer
	if code := runUntil(t.Context(), []string{"import", export, "--out", imported}, terminal{strings.NewReader(""), &out, &talk}, testSides()); code != exitClean {
		t.Fatalf("import ended with %d:\n%s%s", code, out.String(), talk.String())
	}
	group := inStep(t, imported)
	e := simulated(t, export, dir)
	tests := []struct {
		name, secondLook string
		looks            int
		differs          bool
	}{
		{"a second look finds that it arrived", "true", 2, false},
		{"without one it is a difference", "false", 1, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			looks := 0
			var people atomic.Int32
			s := testSides()
			ask := s.cloud
			s.cloud = func(c *connection) (cloudSide, error) {
				side, err := ask(c)
				return late{side, group, &sync.Once{}, &people}, err
			}
			s.directory = func(*config, terminal) (directorySide, error) {
				return exportedDirectory{directory.NewSource(e.FS, directory.Options{}), &looks}, nil
			}
			t.Setenv("WBAUDIT_COLLECT_SECOND_LOOK", tt.secondLook)
			snap := filepath.Join(dir, "snapshot-"+tt.secondLook)
			var out, talk bytes.Buffer
			args := []string{"collect", "--out", snap, "--config", filepath.Join(dir, "sim", defaultConfigFile)}
			if code := runUntil(t.Context(), args, terminal{strings.NewReader(""), &out, &talk}, s); code != exitClean {
				t.Fatalf("collect ended with %d:\n%s%s", code, out.String(), talk.String())
			}
			if looks != tt.looks {
				t.Errorf("the directory was read %d times, want %d", looks, tt.looks)
			}
			if got := people.Load() > 0; got != (tt.looks > 1) {
				t.Errorf("people who are members on one side only were looked for: %v", got)
			}
			if got := memberDifference(t, snap, group); got != tt.differs {
				t.Errorf("the group differs: %v, want %v", got, tt.differs)
			}
		})
	}
}

// memberDifference reports whether the members of a group differ between both sides.
func memberDifference(t *testing.T, dir, group string) bool {
	t.Helper()
	s, known := factsAt(t, dir).Subject("c:" + group)
	if !known {
		t.Fatalf("the snapshot has no group %s", group)
	}
	return s.Members.Missing+s.Members.Foreign > 0
}
