package snapshot

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// inMemory is the sample as a file system that tests can change.
func inMemory(t *testing.T) fstest.MapFS {
	t.Helper()
	return filesOf(t, sample(t))
}

// filesOf reads a snapshot into memory.
func filesOf(t *testing.T, dir string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, name := range tree(t, dir) {
		octets, err := os.ReadFile(filepath.Join(dir, name))
		ok(t, err)
		files[name] = &fstest.MapFile{Data: octets}
	}
	return files
}

// manifestOf changes the manifest of files.
func manifestOf(t *testing.T, files fstest.MapFS, change func(map[string]any)) {
	t.Helper()
	var m map[string]any
	ok(t, json.Unmarshal(files[manifestFile].Data, &m))
	change(m)
	delete(m, "sha256")
	text, err := encodeJSON(m)
	ok(t, err)
	files[manifestFile] = &fstest.MapFile{Data: seal(text)}
}

func firstStream(m map[string]any) map[string]any { return m["streams"].([]any)[0].(map[string]any) }

func TestAChangedSnapshotIsRefusedWithTheFile(t *testing.T) {
	const groups = "cloud_groups.parquet"
	for _, c := range []struct {
		claim  string
		change func(*testing.T, fstest.MapFS)
		want   string
	}{
		{"one octet changed", func(_ *testing.T, f fstest.MapFS) { f[groups].Data[100] ^= 1 }, groups + ": its digest is"},
		{"cut", func(_ *testing.T, f fstest.MapFS) { f[groups].Data = f[groups].Data[:100] }, groups + ": its digest is"},
		{"a file missing", func(_ *testing.T, f fstest.MapFS) { delete(f, groups) }, groups + ": file does not exist"},
		{"a JSON file changed", func(_ *testing.T, f fstest.MapFS) { f["organization.json"].Data = []byte("null") }, "organization.json: its digest is"},
		{"a count of the source made up", func(_ *testing.T, f fstest.MapFS) {
			f[manifestFile].Data = bytes.Replace(f[manifestFile].Data, []byte(`"source_count": null`), []byte(`"source_count": 1234`), 1)
		}, "manifest.json: its digest is"},
		{"the end of a list said to be another", func(_ *testing.T, f fstest.MapFS) {
			f[manifestFile].Data = bytes.Replace(f[manifestFile].Data, []byte(`"status": "complete"`), []byte(`"status": "partial"`), 1)
		}, "manifest.json: its digest is"},
		{"a manifest without its digest", func(_ *testing.T, f fstest.MapFS) {
			f[manifestFile].Data = append(f[manifestFile].Data[:len(f[manifestFile].Data)-10], "\"\n}\n"...)
		}, "manifest.json: it does not end with its digest"},
		{"no manifest", func(_ *testing.T, f fstest.MapFS) { delete(f, manifestFile) }, "manifest.json: file does not exist: name a folder or zip"},
		{"a newer format", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { m["format"] = 2; m["streams"] = "as nobody knows yet" })
		}, "manifest.json: format 2 is newer than 1, the newest this version reads: use the version"},
		{"the manifest of something else", func(t *testing.T, f fstest.MapFS) { manifestOf(t, f, func(m map[string]any) { m["tool"] = "webpack" }) }, "manifest.json: not the manifest of a wbaudit snapshot"},
		{"a manifest that is no JSON", func(_ *testing.T, f fstest.MapFS) { f[manifestFile].Data = []byte("<html>") }, "manifest.json: "},
		{"another number of records", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { firstStream(m)["records"] = 7 })
		}, groups + ": it holds 41 records, the manifest says 7"},
		{"a stream of another name", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { firstStream(m)["name"] = "cloud_users" })
		}, "cloud_users: no such stream"},
		{"a stream twice", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { firstStream(m)["name"] = "licences" })
		}, "stream licences is named twice"},
		{"a stream called absent that has a file", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) {
				maps.Copy(firstStream(m), map[string]any{"status": "absent", "reason": "not collected", "records": 0, "unreadable": 0, "sha256": ""})
			})
		}, groups + ": the manifest says that the stream is absent"},
		{"a partial stream without a reason", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { firstStream(m)["status"] = "partial" })
		}, "expected a reason"},
		{"an absent stream with records", func(t *testing.T, f fstest.MapFS) {
			manifestOf(t, f, func(m map[string]any) { maps.Copy(firstStream(m), map[string]any{"status": "absent", "reason": "x"}) })
		}, "stream cloud_groups is absent, but has records"},
		{"a folder in place of a file", func(_ *testing.T, f fstest.MapFS) {
			delete(f, groups)
			f[groups+"/x"] = &fstest.MapFile{}
		}, groups + ": not a regular file"},
	} {
		t.Run(c.claim, func(t *testing.T) {
			files := inMemory(t)
			c.change(t, files)
			r, err := Open(files)
			if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error %v, want one line with %q", err, c.want)
			}
			if r != nil {
				t.Error("a reader came with the error")
			}
		})
	}
}

// patient fails the test when a named pipe in it is opened: that waits for a writer without end.
type patient struct {
	fstest.MapFS
	t *testing.T
}

func (p patient) Open(name string) (fs.File, error) {
	if f := p.MapFS[name]; f != nil && f.Mode&fs.ModeNamedPipe != 0 {
		p.t.Errorf("the named pipe %s is opened", name)
	}
	return p.MapFS.Open(name)
}

func (p patient) Stat(name string) (fs.FileInfo, error) { return p.MapFS.Stat(name) }

func TestANamedPipeIsRefusedUnopened(t *testing.T) {
	for _, name := range []string{"cloud_groups.parquet", "organization.json", manifestFile} {
		files := inMemory(t)
		files[name].Mode = fs.ModeNamedPipe
		_, err := Open(patient{files, t})
		if err == nil || !strings.Contains(err.Error(), name+": not a regular file") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

// A column that is missing would otherwise read as a property that is not set.
func TestAFileWithOtherColumnsIsRefused(t *testing.T) {
	type short struct {
		ID GUID `parquet:"id,uuid"`
	}
	var file bytes.Buffer
	w := parquet.NewGenericWriter[short](&file)
	ok(t, w.Close())
	_, err := Open(withFile(t, StreamCloudGroups, file.Bytes(), 0))
	if err == nil || !strings.Contains(err.Error(), "cloud_groups.parquet: its columns are not those of cloud_groups") {
		t.Errorf("error is %v", err)
	}
}

func TestTinyFilesThatClaimMuchAreRefused(t *testing.T) {
	good := inMemory(t)["licences.parquet"].Data
	for claim, octets := range map[string][]byte{
		"a footer longer than the file":     append(slices.Clone(good[:len(good)-8]), "\xff\xff\xff\x7fPAR1"...),
		"a footer of two billion rows":      []byte("PAR1\x49\xfc\xff\xff\xff\xff\x07\x00\x08\x00\x00\x00PAR1"),
		"a footer of structs without end":   []byte("PAR1" + strings.Repeat("\x1c", 4096) + "\x00\x10\x00\x00PAR1"),
		"nothing":                           nil,
		"only the mark":                     []byte("PAR1"),
		"text":                              []byte("this is no Parquet file at all"),
		"a file that lost its last octet":   good[:len(good)-1],
		"a file with an octet at its front": append([]byte{0}, good...),
	} {
		if _, err := Open(withFile(t, StreamLicences, octets, 1)); err == nil || !strings.Contains(err.Error(), "licences.parquet: ") {
			t.Errorf("%s: error %v", claim, err)
		}
	}
}

// foreign is a file of licences that another program could have written.
func foreign(t *testing.T, schema *parquet.Schema, options ...parquet.WriterOption) []byte {
	t.Helper()
	var file bytes.Buffer
	w := parquet.NewWriter(&file, append(options, schema)...)
	_, err := w.WriteRows([]parquet.Row{rowOf(&Licence{PlanID: "p", SKU: "s"})})
	ok(t, errors.Join(err, w.Close()))
	return file.Bytes()
}

func TestPagesThatCouldAskForMoreThanTheyHoldAreRefused(t *testing.T) {
	schema, _ := columnsOf(reflect.TypeFor[Licence]())
	type licence Licence
	for claim, octets := range map[string][]byte{
		"another codec":             foreign(t, schema, parquet.Compression(&parquet.Snappy)),
		"delta encodings":           foreign(t, parquet.SchemaOf(licence{}), parquet.Compression(&parquet.Zstd)),
		"pages of the first format": foreign(t, schema, parquet.Compression(&parquet.Zstd), parquet.DataPageVersion(1)),
	} {
		if _, err := Open(withFile(t, StreamLicences, octets, 1)); !errors.Is(err, errPage) {
			t.Errorf("%s: error %v", claim, err)
		}
	}
	if r, err := Open(withFile(t, StreamLicences, foreign(t, schema, parquet.Compression(&parquet.Zstd)), 1)); err != nil || len(all(t, r.Licences())) != 1 {
		t.Errorf("the usual pages are refused: %v", err)
	}
}

func TestAFrameIsOneAndHoldsWhatItAnnounces(t *testing.T) {
	encoder, err := zstd.NewWriter(nil)
	ok(t, err)
	content := bytes.Repeat([]byte("0123456789"), 100_000)
	frame := encoder.EncodeAll(content, nil)
	small := encoder.EncodeAll([]byte("01234"), nil)
	// A frame of one block of one repeated octet that announces 512 MiB.
	bomb := []byte{0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 0, 0x20, 0x03, 0x00, 0x10, 'x'}
	for _, c := range []struct {
		claim  string
		octets []byte
		size   int
		good   bool
	}{
		{"a frame", frame, len(content), true},
		{"a frame without a length", small, 5, true},
		{"a frame of another length", frame, len(content) + 1, false},
		{"two frames", append(slices.Clone(frame), frame...), len(content), false},
		{"a frame that was cut", frame[:len(frame)-1], len(content), false},
		{"a frame that announces more than its blocks can hold", bomb, 512 << 20, false},
		{"no frame", []byte("this is no frame"), 5, false},
	} {
		from := &sized{ReaderAt: bytes.NewReader(c.octets), size: int64(len(c.octets))}
		if err := checkFrame(from, 0, from.size, int64(c.size)); (err == nil) != c.good {
			t.Errorf("%s: error %v", c.claim, err)
		}
	}
}

// onlyRead hides that its files can be read at an offset.
type onlyRead struct{ fs.FS }

func (o onlyRead) Open(name string) (fs.File, error) {
	f, err := o.FS.Open(name)
	return struct{ fs.File }{f}, err
}

func TestAFileSystemWithoutOffsetsReadsTheSame(t *testing.T) {
	r, err := Open(onlyRead{inMemory(t)})
	ok(t, err)
	for _, err := range exhaust(r) {
		ok(t, err)
	}
	if groups := all(t, r.CloudGroups()); len(groups) != 41 {
		t.Errorf("found %d groups", len(groups))
	}
	ok(t, r.Close())
}

func TestLongFilesAreSpooledToATemporaryFileThatGoesAway(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	content := bytes.Repeat([]byte("0123456789"), maxInMemory/8)
	from, err := spool(bytes.NewReader(content))
	ok(t, err)
	got, err := readAll(from)
	ok(t, err)
	if !bytes.Equal(got, content) || len(tree(t, os.TempDir())) != 1 {
		t.Errorf("read %d octets of %d, with %v", len(got), len(content), tree(t, os.TempDir()))
	}
	ok(t, from.Close())
	if left := tree(t, os.TempDir()); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

func zipped(t *testing.T, top string, files fstest.MapFS) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "snapshot.zip")
	f, err := os.Create(path)
	ok(t, err)
	archive := zip.NewWriter(f)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, err := archive.Create(top + name)
		ok(t, err)
		_, err = w.Write(files[name].Data)
		ok(t, err)
	}
	ok(t, errors.Join(archive.Close(), f.Close()))
	return path
}

func TestAZipIsReadLikeAFolder(t *testing.T) {
	for _, top := range []string{"", "contoso/", `contoso\`} {
		r, err := OpenPath(zipped(t, top, inMemory(t)))
		ok(t, err)
		for _, err := range exhaust(r) {
			ok(t, err)
		}
		if groups := all(t, r.CloudGroups()); len(groups) != 41 {
			t.Errorf("found %d groups", len(groups))
		}
		ok(t, r.Close())
	}
}

func TestWhatIsNoSnapshotIsRefusedWithItsPath(t *testing.T) {
	file := filepath.Join(t.TempDir(), "snapshot.zip")
	ok(t, os.WriteFile(file, []byte("PK no"), 0o600))
	empty := t.TempDir()
	for path, want := range map[string]string{
		file: "expected a folder or a zip file of one", empty: "manifest.json: ", filepath.Join(empty, "none"): "no such file",
		zipped(t, "a/b/", inMemory(t)): "manifest.json: ",
	} {
		if _, err := OpenPath(path); err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
}

func TestIterationCanStopAndStartAgain(t *testing.T) {
	r, err := Open(inMemory(t))
	ok(t, err)
	for range 2 {
		for g, err := range r.CloudGroups() {
			ok(t, err)
			if g.ID != (GUID{}) {
				t.Errorf("the first group is %s", g.ID)
			}
			break
		}
		for range r.CloudMemberships() {
			break
		}
		for range r.DirectoryMemberships() {
			break
		}
	}
}

// A panic of the consumer must not be taken for a malformed file.
func TestAPanicOfTheConsumerStaysAPanic(t *testing.T) {
	r, err := Open(inMemory(t))
	ok(t, err)
	defer func() {
		if p := recover(); p != "mine" {
			t.Errorf("recovered %v", p)
		}
	}()
	for range r.CloudGroups() {
		panic("mine")
	}
}

func TestReadersShareAnOpenSnapshot(t *testing.T) {
	r := opened(t, sample(t))
	done := make(chan []error)
	for range 4 {
		go func() { done <- exhaust(r) }()
	}
	for range 4 {
		for _, err := range <-done {
			ok(t, err)
		}
	}
}

func TestAnOpenSnapshotReadsWhatWasVerified(t *testing.T) {
	dir := sample(t)
	r := opened(t, dir)
	ok(t, os.RemoveAll(dir))
	for _, err := range exhaust(r) {
		ok(t, err)
	}
}
