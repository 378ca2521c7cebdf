package directory

import (
	"bytes"
	"encoding/base64"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// lines is a visitor that keeps every record as name and value.
type lines struct {
	records [][][2]string
	refused int
}

func (l *lines) begin(_ int, dn string) error {
	l.records = append(l.records, [][2]string{{"dn", dn}})
	return nil
}

func (l *lines) attribute(a attributeLine) error {
	value, err := a.octets(nil)
	if err == nil {
		last := len(l.records) - 1
		l.records[last] = append(l.records[last], [2]string{string(a.description), string(value)})
	}
	return err
}

func (l *lines) end(bool) error          { return nil }
func (l *lines) broken(int, error) error { l.refused++; return nil }

// written returns the records as LDIF, every value in base64 and folded at width.
func written(records [][][2]string, width int) []byte {
	var b bytes.Buffer
	for _, record := range records {
		for _, pair := range record {
			text := pair[0] + ":: " + base64.StdEncoding.EncodeToString([]byte(pair[1]))
			for len(text) > width {
				b.WriteString(text[:width] + "\r\n ")
				text = text[width:]
			}
			b.WriteString(text + "\r\n")
		}
		b.WriteString("\r\n")
	}
	return b.Bytes()
}

func readLines(t *testing.T, data []byte) *lines {
	l := &lines{}
	p := newParser(bytes.NewReader(data))
	p.v = l
	if err := p.parse(); err != nil {
		t.Fatalf("reading octets in memory: %v", err)
	}
	return l
}

// FuzzLDIF holds the reader to this: it never panics, nothing but the folder is opened, what it
// takes survives being written and read again, and no input gives more records than it has lines.
func FuzzLDIF(f *testing.F) {
	for _, seed := range []string{
		record("G", alice, "member;range=0-*: CN=Bob,DC=contoso,DC=com"),
		"version: 1\r\n\r\n# LDAPv3\r\n# requesting: ALL\r\n" + record("H") + "search: 2\nresult: 4 Size limit exceeded\n\n# numEntries: 7\n",
		"dn: CN=x,DC=y\nchangetype: modify\n-\n", "dn:< file:///etc/passwd\n", "\xff\xfed\x00n\x00:\x00",
		"dn: <GUID=e5e19767-b5ec-4f15-960f-865c28c015fa>;<SID=0105>;CN=G,DC=contoso,DC=com\nobjectClass: group\n" + alice,
		"dn:\ndnsHostName: x\n\ndn: CN=Partitions,CN=Configuration,DC=contoso\nmsDS-EnabledFeature: x\n",
		"dn: CN=a\\0ADEL:x,CN=Deleted Objects,DC=contoso\nobjectClass: group\nobjectGUID:: AAAA\n",
		strings.Repeat("dn: CN=x\n y\n\n", 3), "dn:: Q04 =\n", "dn: CN=x\nmember;range=0-99999999999999999999: y\nmember;range=*-*: z\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		first := readLines(t, data)
		if n := bytes.Count(data, []byte("\n")) + 1; len(first.records) > n {
			t.Errorf("%d records of %d lines", len(first.records), n)
		}
		again := readLines(t, written(keptByParser(first.records), 60))
		if diff := cmp.Diff(keptByParser(first.records), again.records); diff != "" {
			t.Errorf("written and read again (-want +got):\n%s", diff)
		}
		fsys := onlyFolder{t, fstest.MapFS{"directory/a.ldif": {Data: data}, "directory/b.ldif": {Data: data}}}
		for _, o := range []Options{{}, {AllowPartial: true}} {
			w := newFake(t)
			err := NewSource(fsys, o).collect(t.Context(), w)
			if err != nil && o.AllowPartial {
				t.Errorf("partial files are allowed, but: %v", err)
			}
			if err != nil && strings.Contains(err.Error(), "\n") {
				t.Errorf("the error has more than one line: %q", err)
			}
			if err == nil {
				checkWhole(t, w)
			}
		}
	})
}

// keptByParser leaves out what the parser takes for itself and what cannot be a first line.
func keptByParser(records [][][2]string) [][][2]string {
	var kept [][][2]string
	for _, record := range records {
		kept = append(kept, slices.DeleteFunc(slices.Clone(record), func(pair [2]string) bool {
			return strings.HasPrefix(pair[0], "#")
		}))
	}
	return kept
}

// checkWhole holds every snapshot to what readers of it rely on.
func checkWhole(t *testing.T, w *fakeWriter) {
	for _, stream := range streams {
		e, ended := w.ended[stream]
		if !ended || (e.Status == "complete") != (e.Reason == "") {
			t.Errorf("%s ended as %+v", stream, e)
		}
	}
	for guid, members := range w.memberships {
		if int64(len(members)) != w.groups[guid].Members.Received {
			t.Errorf("%v received %d members, %d were written", guid, w.groups[guid].Members.Received, len(members))
		}
		for _, m := range members {
			if _, ok := w.principals[m]; !ok {
				t.Errorf("member %q has no principal", m)
			}
		}
	}
	for guid, g := range w.groups {
		if guid.IsZero() && g.DN == "" || (g.Members.Status == "complete") != (g.Members.Reason == "") {
			t.Errorf("group is %+v", g)
		}
	}
}

// onlyFolder fails the test when anything but the LDIF files is opened.
type onlyFolder struct {
	t *testing.T
	fstest.MapFS
}

func (o onlyFolder) Open(name string) (fs.File, error) {
	if name != "directory" && name != "directory/a.ldif" && name != "directory/b.ldif" {
		o.t.Errorf("%s was opened", name)
	}
	return o.MapFS.Open(name)
}
