package samples_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/connect"
	"github.com/wbaudit/wbaudit/collect/directory"
	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

var update = flag.Bool("update", false, "rewrite the exports and the findings of the stories")

func stories() map[string]func() *synthetic.Model {
	return map[string]func() *synthetic.Model{
		"contoso": contoso, "fabrikam": fabrikam, "tailspin": tailspin, "woodgrove": woodgrove,
	}
}

// choices returns what the story's administrator said beside the export.
func choices(story string) diff.Choices {
	c := diff.DefaultChoices()
	if story == "woodgrove" {
		c.CloudSyncScope = diff.ScopeSelected
	}
	return c
}

func TestStoredExportsAreWhatTheStoriesSay(t *testing.T) {
	for name, story := range stories() {
		t.Run(name, func(t *testing.T) {
			stored := filepath.Join(name, "export")
			if *update {
				if err := errors.Join(os.RemoveAll(stored), story().Write(stored)); err != nil {
					t.Fatal(err)
				}
			}
			fresh := t.TempDir()
			if err := story().Write(fresh); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(contents(t, fresh), contents(t, stored)); diff != "" {
				t.Errorf("the stored export differs from its story; run go test ./samples -update (-story +stored):\n%s", diff)
			}
		})
	}
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
	for name := range stories() {
		t.Run(name, func(t *testing.T) {
			got := audit(t, filepath.Join(name, "export"), choices(name))
			golden := filepath.Join(name, "findings.jsonl")
			if *update {
				if err := os.WriteFile(golden, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
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
	dir := filepath.Join(t.TempDir(), "snapshot")
	importExport(ctx, t, export, dir)
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	facts, err := diff.Load(ctx, r, c)
	if err != nil {
		t.Fatal(err)
	}
	var stream bytes.Buffer
	encoder := report.NewEncoder(&stream)
	options := policies.Options{Profiles: []string{"audit"}, Version: "devel"}
	if err := auditInto(ctx, facts, options, encoder); err != nil {
		t.Fatal(err)
	}
	return stream.Bytes()
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

// auditInto writes the whole stream of an audit into encoder.
func auditInto(ctx context.Context, facts *diff.Facts, o policies.Options, encoder report.Handler) error {
	if _, err := policies.Audit(ctx, facts, o, encoder); err != nil {
		return err
	}
	return encoder.Close()
}
