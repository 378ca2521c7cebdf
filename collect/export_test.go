package collect_test

import (
	"archive/zip"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
)

func moment(text string) *time.Time {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		panic(err)
	}
	at = at.UTC()
	return &at
}

// described is the head of the manifest of a snapshot from e.
func described(t *testing.T, e *collect.Export) snapshot.Manifest {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	e.Describe(w)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	return r.Manifest()
}

func TestTimesOfAnExport(t *testing.T) {
	const end, cloud = "2026-11-20T23:55:00Z", "2026-11-20T22:00:00Z"
	for _, c := range []struct {
		claim, json string
		collected   *time.Time
		cloud, dir  snapshot.Period
	}{
		{"without times nothing is known", `{}`, nil, snapshot.Period{}, snapshot.Period{}},
		{"a missing start equals the end", `{"collected_at": "` + end + `"}`, moment(end),
			snapshot.Period{Started: moment(end), Ended: moment(end)}, snapshot.Period{Started: moment(end), Ended: moment(end)}},
		{"each side has its own start, in UTC", `{"collected_at": "` + end + `", "cloud_started_at": "2026-11-20T23:00:00+01:00"}`, moment(end),
			snapshot.Period{Started: moment(cloud), Ended: moment(end)}, snapshot.Period{Started: moment(end), Ended: moment(end)}},
		{"a byte order mark does not matter", "\ufeff" + `{"collected_at": "` + end + `"}`, moment(end),
			snapshot.Period{Started: moment(end), Ended: moment(end)}, snapshot.Period{Started: moment(end), Ended: moment(end)}},
		{"UTF-16 is read", utf16("{}"), nil, snapshot.Period{}, snapshot.Period{}},
	} {
		t.Run(c.claim, func(t *testing.T) {
			e, err := collect.OpenExportFS(fstest.MapFS{"export.json": {Data: []byte(c.json)}})
			if err != nil {
				t.Fatal(err)
			}
			m := described(t, e)
			if diff := cmp.Diff([]any{c.collected, c.cloud, c.dir}, []any{m.CollectedAt, m.Cloud, m.Directory}); diff != "" {
				t.Errorf("times (-want +got):\n%s", diff)
			}
		})
	}
}

func utf16(ascii string) string {
	text := "\xff\xfe"
	for _, c := range []byte(ascii) {
		text += string([]byte{c, 0})
	}
	return text
}

func TestBadTimesAreRefusedWithFileAndKey(t *testing.T) {
	for text, want := range map[string]string{
		`{"collected_at": "yesterday"}`:         `export.json: collected_at: expected a time such as "2026-11-20T23:55:00Z", found "yesterday"`,
		`{"collected_at": 1}`:                   `export.json: collected_at: expected a time such as "2026-11-20T23:55:00Z", found 1`,
		`{"cloud_started_at": "2026-11-20"}`:    `export.json: cloud_started_at: expected`,
		`{"collectedAt": "x"}`:                  `export.json: unknown key "collectedAt": expected one of`,
		`{"collected_at": "2026-11-20T23:55Z"}`: `export.json: collected_at:`,
		`[]`:                                    `export.json: expected a JSON object`,
		`{"collected_at"`:                       `export.json: expected a JSON object`,
		`{"collected_at": "2026-11-20T23:55:00Z", "directory_started_at": "2026-11-21T23:55:00Z"}`: `export.json: directory_started_at: expected a time not after`,
	} {
		_, err := collect.OpenExportFS(fstest.MapFS{"export.json": {Data: []byte(text)}})
		if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: error %v; want one line with %q", text, err, want)
		}
	}
}

func zipped(t *testing.T, names ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	archive := zip.NewWriter(f)
	for _, name := range names {
		w, err := archive.Create(name)
		if err == nil && strings.HasSuffix(name, "export.json") {
			_, err = w.Write([]byte(`{"collected_at": "2026-11-20T23:55:00Z"}`))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnExportIsAFolderOrAZipOfOne(t *testing.T) {
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "cloud"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "cloud", "groups.json"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for claim, path := range map[string]string{
		"a folder":                           folder,
		"a zip of the files":                 zipped(t, "cloud/groups.json", "export.json"),
		"a zip with one top folder":          zipped(t, "contoso/", "contoso/cloud/groups.json", "contoso/export.json"),
		"a zip made on macOS":                zipped(t, "contoso/cloud/groups.json", "__MACOSX/contoso/x"),
		"a zip made by Windows PowerShell 5": zipped(t, `contoso\cloud\groups.json`, `contoso\export.json`),
		"a zip of one side only":             zipped(t, "cloud/groups.json", "cloud/members/x.json"),
	} {
		t.Run(claim, func(t *testing.T) {
			e, err := collect.OpenExport(path)
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			if _, err := fs.Stat(e.FS, "cloud/groups.json"); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestWhatIsNoExportIsRefused(t *testing.T) {
	text := filepath.Join(t.TempDir(), "groups.json")
	if err := os.WriteFile(text, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{text: "expected a folder or a zip", filepath.Join(t.TempDir(), "none"): "no such file"} {
		if _, err := collect.OpenExport(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("error %v; want %q", err, want)
		}
	}
}

func FuzzTimes(f *testing.F) {
	f.Add([]byte(`{"collected_at": "2026-11-20T23:55:00Z", "cloud_started_at": "2026-11-20T23:50:00+02:00"}`))
	f.Add([]byte(utf16(`{"collected_at": null}`)))
	f.Fuzz(func(t *testing.T, text []byte) {
		e, err := collect.OpenExportFS(fstest.MapFS{"export.json": {Data: text}})
		if err != nil {
			return
		}
		if _, err := json.Marshal(e.CollectedAt); err != nil {
			t.Fatalf("a time that JSON cannot hold: %v", err)
		}
	})
}
