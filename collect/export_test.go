package collect_test

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
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
		if err == nil && strings.HasSuffix(strings.ToLower(name), "export.json") {
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
			if _, err := fs.ReadFile(e.FS, "cloud/groups.json"); err != nil {
				t.Error(err)
			}
			// A folder lists its files by their own names.
			listed, err := fs.ReadDir(e.FS, "cloud")
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, entry := range listed {
				names = append(names, entry.Name())
			}
			if !slices.Contains(names, "groups.json") || slices.ContainsFunc(names, func(name string) bool { return strings.ContainsAny(name, `\/`) }) {
				t.Errorf("cloud lists %q", names)
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

func TestAPlaceWithoutASideIsRefused(t *testing.T) {
	root := t.TempDir()
	for _, dir := range []string{"nothing", "hollow/cloud", "contoso/cloud/members", "hidden/directory"} {
		if err := os.MkdirAll(filepath.Join(root, dir), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	for _, file := range []string{"contoso/cloud/groups.json", "hidden/directory/.keep", "nothing/export.json"} {
		if err := os.WriteFile(filepath.Join(root, file), []byte("{}"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct{ claim, path, want string }{
		{"no side at all", filepath.Join(root, "nothing"), "neither cloud/ nor directory/ was found: give the folder that holds them"},
		{"the side itself names its parent", filepath.Join(root, "contoso", "cloud"), "give the folder that holds them, which is " + filepath.Join(root, "contoso")},
		{"so does what lies in it", filepath.Join(root, "contoso", "cloud", "members"), "which is " + filepath.Join(root, "contoso")},
		{"an empty side", filepath.Join(root, "hollow"), "its folder cloud/ is empty"},
		{"a side of hidden files only", filepath.Join(root, "hidden"), "its folder directory/ is empty"},
		{"a zip of something else", zipped(t, "photos/one.json"), "neither cloud/ nor directory/ was found"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			if _, err := collect.OpenExport(c.path); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v; want one line with %q", err, c.want)
			}
		})
	}
}

// archiveOf writes a zip with one entry for each header, all with the same text.
func archiveOf(t *testing.T, headers ...*zip.FileHeader) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	archive := zip.NewWriter(f)
	for _, header := range headers {
		w, err := archive.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte("the text of an entry")); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestAnArchiveSaysWhatIsWrongWithIt(t *testing.T) {
	groups := &zip.FileHeader{Name: "cloud/groups.json"}
	if _, err := collect.OpenExport(archiveOf(t, groups, &zip.FileHeader{Name: `cloud\groups.json`})); err == nil || !strings.Contains(err.Error(), "zip the folder of the export anew") {
		t.Errorf("a name that stands twice: error %v", err)
	}

	if _, err := collect.OpenExport(archiveOf(t, &zip.FileHeader{Name: "cloud/groups.json", Flags: 1})); err == nil || !strings.Contains(err.Error(), "the archive is encrypted: unpack it with its password and give the folder") {
		t.Errorf("an encrypted entry: error %v", err)
	}

	pipe := &zip.FileHeader{Name: "cloud/groups.json"}
	pipe.SetMode(fs.ModeNamedPipe | 0o600)
	if _, err := readGroups(t, archiveOf(t, pipe)); err == nil || !strings.Contains(err.Error(), "cloud/groups.json: found a named pipe, expected a regular file") {
		t.Errorf("a named pipe: error %v", err)
	}

	damaged := archiveOf(t, groups)
	octets, err := os.ReadFile(damaged)
	if err != nil {
		t.Fatal(err)
	}
	octets[bytes.Index(octets, []byte("the text"))] ^= 1
	if err := os.WriteFile(damaged, octets, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readGroups(t, damaged); err == nil || !strings.Contains(err.Error(), "the archive is damaged: copy it again, or zip the export anew") {
		t.Errorf("a flipped byte: error %v", err)
	}

	for _, name := range []string{`..\cloud\groups.json`, `\cloud\groups.json`, `/cloud/groups.json`, `C:\cloud\groups.json`, "contoso/../cloud/groups.json"} {
		e, err := collect.OpenExport(archiveOf(t, &zip.FileHeader{Name: name}, &zip.FileHeader{Name: "directory/ou.ldif"}))
		if err != nil {
			t.Fatal(err)
		}
		defer e.Close()
		if _, err := fs.ReadFile(e.FS, "cloud/groups.json"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s was read (%v)", name, err)
		}
		if notes := described(t, e).Notes; len(notes) != 1 || !strings.Contains(notes[0], "lead out of it") {
			t.Errorf("%s: notes %q", name, notes)
		}
	}

	e, err := readGroups(t, archiveOf(t, &zip.FileHeader{Name: "../evil.json"}, &zip.FileHeader{Name: "contoso/cloud/groups.json"}))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{`the archive holds 1 names that lead out of it, the first "../evil.json": these were not read`}
	if diff := cmp.Diff(want, described(t, e).Notes); diff != "" {
		t.Errorf("notes (-want +got):\n%s", diff)
	}
}

// readGroups opens an export and reads a file of it.
func readGroups(t *testing.T, path string) (*collect.Export, error) {
	t.Helper()
	e, err := collect.OpenExport(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	_, err = fs.ReadFile(e.FS, "cloud/groups.json")
	return e, err
}

// TestALongFileOfTimesIsRefused holds what is read whole to its bound, in a folder and in an archive, where
// a file of blanks is a thousandth of its length.
func TestALongFileOfTimesIsRefused(t *testing.T) {
	const want = "export.json: longer than 1 MiB, expected a JSON object with a few times: "
	folder := t.TempDir()
	if err := os.MkdirAll(filepath.Join(folder, "cloud", "members"), 0o700); err != nil {
		t.Fatal(err)
	}
	sparse, err := os.Create(filepath.Join(folder, "export.json"))
	if err != nil {
		t.Fatal(err)
	}
	defer sparse.Close()
	if err := sparse.Truncate(3 << 30); err != nil {
		t.Fatal(err)
	}

	bomb := filepath.Join(t.TempDir(), "export.zip")
	f, err := os.Create(bomb)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	archive := zip.NewWriter(f)
	if _, err := archive.Create("cloud/groups.json"); err != nil {
		t.Fatal(err)
	}
	entry, err := archive.Create("export.json")
	if err != nil {
		t.Fatal(err)
	}
	for range 256 {
		if _, err := entry.Write(bytes.Repeat([]byte(" "), 1<<20)); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{folder, bomb} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, err := collect.OpenExport(path)
		runtime.ReadMemStats(&after)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
		if took := after.TotalAlloc - before.TotalAlloc; took > 32<<20 {
			t.Errorf("%s: took %d bytes of memory", path, took)
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
