package samples_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
)

var update = flag.Bool("update", false, "rewrite the exports and the findings of the stories")

func TestStoredExportsAreWhatTheStoriesSay(t *testing.T) {
	for name, story := range stories() {
		t.Run(name, func(t *testing.T) {
			if *update {
				must(t, story().write(name))
			}
			fresh := t.TempDir()
			must(t, story().write(fresh))
			if diff := cmp.Diff(contents(t, fresh), exported(contents(t, name))); diff != "" {
				t.Errorf("the stored export differs from its story; run go test ./samples -update (-story +stored):\n%s", diff)
			}
		})
	}
}

// exported leaves out of a story's folder what is not written from its model.
func exported(files map[string]string) map[string]string {
	maps.DeleteFunc(files, func(name, _ string) bool {
		return !strings.HasPrefix(name, "export/") && !strings.HasPrefix(name, "earlier/") && name != "register.csv"
	})
	return files
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestEveryStoryGivesItsFindingsByteForByte(t *testing.T) {
	for name, story := range stories() {
		t.Run(name, func(t *testing.T) {
			got := story().audited(t, name)
			golden := filepath.Join(name, "findings.jsonl")
			if *update {
				must(t, os.WriteFile(golden, got, 0o644))
			}
			want, err := os.ReadFile(golden)
			must(t, err)
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// audit imports the export and returns the stream of an audit with default settings but the given choices.
func audit(t *testing.T, export string, c diff.Choices) []byte {
	t.Helper()
	ctx := context.Background()
	controls, err := catalogue()
	must(t, err)
	return streamOf(ctx, t, importedFrom(ctx, t, export), nil, c, policies.Options{Catalogue: controls, Profiles: []string{"audit"}, Version: "devel"})
}

// streamOf judges a snapshot, compared with an earlier one unless that is nil.
func streamOf(ctx context.Context, t *testing.T, r *snapshot.Reader, before *diff.Earlier, c diff.Choices, o policies.Options) []byte {
	t.Helper()
	return acceptingStreamOf(ctx, t, r, before, c, o, nil)
}

// acceptingStreamOf does so with the gaps that the operator accepts.
func acceptingStreamOf(ctx context.Context, t *testing.T, r *snapshot.Reader, before *diff.Earlier, c diff.Choices, o policies.Options, accepts func(control, reason string) bool) []byte {
	t.Helper()
	facts, err := diff.LoadSince(ctx, r, c, before)
	must(t, err)
	var stream bytes.Buffer
	accepted := report.Handler(report.NewEncoder(&stream))
	if accepts != nil {
		accepted = report.NewAcceptances(accepted, accepts)
	}
	must(t, auditInto(ctx, facts, o, accepts, accepted))
	return stream.Bytes()
}

// importedFrom opens a snapshot of the export at that path, which is closed when the test ends.
func importedFrom(ctx context.Context, t *testing.T, export string) *snapshot.Reader {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	importExport(ctx, t, export, dir)
	r, err := snapshot.OpenPath(dir)
	must(t, err)
	t.Cleanup(func() { _ = r.Close() })
	return r
}

func importExport(ctx context.Context, t *testing.T, export, dir string) {
	t.Helper()
	e, err := collect.OpenExport(export)
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	e.Describe(w)
	w.Describe(func(m *snapshot.Manifest) { m.Version = "devel" })
	err = collect.Run(ctx, w, entra.NewSource(e.FS, entra.Options{}), directory.NewSource(e.FS, directory.Options{}),
		connect.NewSource(e.FS, connect.Options{}))
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
}

// auditInto writes the whole stream of an audit into encoder, and of a move where the facts were loaded for one.
func auditInto(ctx context.Context, facts *diff.Facts, o policies.Options, accepts func(control, reason string) bool, encoder report.Handler) error {
	if move := facts.Choices().Move; move != nil {
		h, err := migration.New(ctx, encoder, facts, migration.Options{Target: move.Target, Accepted: accepts})
		if err != nil {
			return err
		}
		o.Unjudged = func(u policies.Unjudged) error { return h.Unjudged(u.Key, u.Control, u.Reason) }
		encoder = h
	}
	if _, err := policies.Audit(ctx, facts, o, encoder); err != nil {
		return err
	}
	return encoder.Close()
}
