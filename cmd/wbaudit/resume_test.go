//go:build offline

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// What was read of the cloud long ago is not judged beside a directory of today.
func TestOnlyAFreshCollectionIsGoneOnWith(t *testing.T) {
	dir := t.TempDir()
	e := simulated(t, "../../samples/contoso/export", dir)
	for claim, tt := range map[string]struct {
		begun string
		said  string
		again bool
		note  bool
	}{
		"one of just now":        {ago(0), "Going on with what was read of the cloud from", false, false},
		"one of this morning":    {ago(5 * time.Hour), "5h0m0s ago", false, true},
		"one of yesterday":       {ago(23 * time.Hour), "not within the last 12 hours: everything is read anew", true, false},
		"one of last month":      {ago(34 * 24 * time.Hour), "not within the last 12 hours: everything is read anew", true, false},
		"one of tomorrow":        {ago(-24 * time.Hour), "not within the last 12 hours: everything is read anew", true, false},
		"one that does not tell": {"once", "is not known: everything is read anew", true, false},
	} {
		t.Run(claim, func(t *testing.T) {
			snap := filepath.Join(t.TempDir(), "snapshot")
			collected := func(at int, args ...string) string {
				looks := 0
				s := withCloud(func(side cloudSide) cloudSide { return side })
				s.directory = func(*config, terminal) (directorySide, error) {
					return failing{exportedDirectory{directory.NewSource(e.FS, directory.Options{}), &looks}, at, goneAtOnce}, nil
				}
				var out, talk bytes.Buffer
				args = append([]string{"collect", "--out", snap, "--config", filepath.Join(dir, "sim", defaultConfigFile)}, args...)
				runUntil(t.Context(), args, terminal{strings.NewReader(""), &out, &talk}, s)
				return talk.String()
			}
			collected(1)
			kept, err := os.ReadFile(spoolOf(snap))
			if err != nil {
				t.Fatal(err)
			}
			mark := regexp.MustCompile(`("list":"\.started","end":\{"reason":")[^"]*`)
			if err := os.WriteFile(spoolOf(snap), mark.ReplaceAll(kept, []byte("${1}"+tt.begun)), 0o600); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			if said := collected(0, "--resume"); !strings.Contains(said, tt.said) {
				t.Errorf("said %q, want %q", said, tt.said)
			}
			r, err := snapshot.OpenPath(snap)
			if err != nil {
				t.Fatal(err)
			}
			defer r.Close()
			m := r.Manifest()
			if anew := !m.Cloud.Started.Before(began); anew != tt.again {
				t.Errorf("the cloud is said to be read from %s on, the second collection began at %s", m.Cloud.Started, began)
			}
			if noted := strings.Contains(strings.Join(m.Notes, "\n"), "by a collection that broke off and this one"); noted != tt.note {
				t.Errorf("notes %q", m.Notes)
			}
		})
	}
}

// ago is a moment as a spool has it.
func ago(d time.Duration) string { return time.Now().Add(-d).UTC().Format(time.RFC3339Nano) }
