package entra

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"
)

// endless is a folder of one file that begins with head and goes on with more without end.
type endless struct {
	fstest.MapFS
	file, head, more string
}

func newEndless(file, head, more string) endless {
	return endless{fstest.MapFS{"cloud/" + file: {}}, "cloud/" + file, head, more}
}

func (e endless) Open(name string) (fs.File, error) {
	f, err := e.MapFS.Open(name)
	if err != nil || name != e.file {
		return f, err
	}
	return &endlessFile{f, []byte(e.head), bytes.Repeat([]byte(e.more), 1+(1<<16)/len(e.more)), 0}, nil
}

type endlessFile struct {
	fs.File
	head, more []byte
	at         int
}

// Stat hides that the file in the folder is empty.
func (f *endlessFile) Stat() (fs.FileInfo, error) { return nil, fs.ErrInvalid }

func (f *endlessFile) Read(p []byte) (int, error) {
	if len(f.head) > 0 {
		n := copy(p, f.head)
		f.head = f.head[n:]
		return n, nil
	}
	n := copy(p, f.more[f.at:])
	f.at = (f.at + n) % len(f.more)
	return n, nil
}

func TestAFileWithoutEndIsRefused(t *testing.T) {
	for name, test := range map[string]struct {
		file endless
		want string
	}{
		"blanks inside an object":     {newEndless("settings.json", "\n{", " "), "reading cloud/settings.json: line 2, byte 1: longer than 64 MiB"},
		"blanks before a page's list": {newEndless("groups.json", `{"@odata.count":1,`, "\n"), "line 1, byte 0: longer than 64 MiB"},
		"a string":                    {newEndless("organization.json", `{"id":"`, "x"), "longer than 64 MiB"},
		"a string before the list":    {newEndless("organization.json", `{"@odata.context":"`, "x"), "longer than 64 MiB"},
		"jobs":                        {newEndless("synchronizationJobs.json", `[{}`, ",{}"), "more than 10000 objects of synchronizationJobs"},
		"schemas":                     {newEndless("synchronizationJobs.json", "", `{"id":"a","schema":"`+strings.Repeat("x", 1<<20)+`"}`), "jobs and schemas of more than 256 MiB"},
		"settings":                    {newEndless("settings.json", `[{}`, ",{}"), "reading cloud/settings.json: more than 10000 objects"},
	} {
		t.Run(name, func(t *testing.T) {
			err := NewSource(test.file, Options{}).collect(t.Context(), newRecorded())
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "export it again") {
				t.Errorf("error is %v, want %q", err, test.want)
			}
		})
	}
}

func TestMoreJobsThanATenantHasAreRefused(t *testing.T) {
	var jobs strings.Builder
	for i := range maxSmall + 1 {
		fmt.Fprintf(&jobs, "{\"id\":\"%d\"}\n", i)
	}
	refused(t, Options{}, map[string]string{"synchronizationJobs.json": jobs.String()}, "more than 10000 objects of synchronizationJobs")
}

func TestALargeObjectIsRead(t *testing.T) {
	large := `[{"id":"` + g1 + `","x":"` + strings.Repeat("x", 63<<20) + `"}` + strings.Repeat(" ", 300<<10) + `,` + group(g2, "") + `]`
	n := 0
	_, err := DecodeGroups(io.MultiReader(strings.NewReader(large)), func(*Group) error { n++; return nil }, func(string) error { return nil })
	if err != nil || n != 2 {
		t.Errorf("%d groups, error %v", n, err)
	}
}
