package directory

import (
	"fmt"
	"io"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// made is a folder of one LDIF file that is made while it is read: head, line(0) to line(lines-1), tail.
type made struct {
	fstest.MapFS
	head, tail string
	line       func(i int) string
	lines      int
}

func newMade(head, tail string, lines int, line func(i int) string) made {
	return made{MapFS: fstest.MapFS{"directory/a.ldif": {}}, head: head, tail: tail, line: line, lines: lines}
}

func (m made) Open(name string) (fs.File, error) {
	f, err := m.MapFS.Open(name)
	if name != "directory/a.ldif" || err != nil {
		return f, err
	}
	return &madeFile{File: f, made: m, ready: []byte(m.head)}, nil
}

type madeFile struct {
	fs.File
	made
	at    int
	ready []byte
	ended bool
}

func (f *madeFile) Read(p []byte) (int, error) {
	for len(f.ready) < len(p) && f.at < f.lines {
		f.ready = append(f.ready, f.line(f.at)...)
		f.at++
	}
	if f.at == f.lines && !f.ended {
		f.ready, f.ended = append(f.ready, f.tail...), true
	}
	n := copy(p, f.ready)
	f.ready = append(f.ready[:0], f.ready[n:]...)
	if n == 0 && f.ended {
		return 0, io.EOF
	}
	return n, nil
}

func always(line string) func(int) string { return func(int) string { return line } }

func TestWhatOneRecordAndOneFileHoldIsBounded(t *testing.T) {
	group := strings.TrimRight(record("G"), "\n") + "\n"
	long := strings.Repeat("x", 1<<20)
	for name, test := range map[string]struct {
		file made
		want string
	}{
		"members": {newMade(group, "\n", maxMembers+1, always("member: CN=A\n")),
			"directory/a.ldif:5000006: reading member: more than 5000000 values in one record"},
		"values of one attribute": {newMade(group, "\n", maxValues+1, always("description: x\n")),
			"reading description: more than 1000000 values in one record"},
		"values of an attribute that is not kept": {newMade(group, "\n", maxValues+1, always("x: y\n")),
			"reading x: more than 1000000 values in one record"},
		"octets": {newMade(group, "\n", 66, always("description: "+long+"\n")),
			"reading description: more than 64 MiB of values in one record"},
		"attributes": {newMade(group, "\n", maxAttributes+2048, func(i int) string { return fmt.Sprintf("a%d: x\n", i) }),
			"more than 65536 different attributes, which no directory has"},
		"searches": {newMade(record("G"), "", maxSections+8, always("# search result\n\n# extended LDIF\n")),
			"reading the head of a search: more than 65536 of them in one file"},
		"a line": {newMade("dn: CN=", "\n", 33, always(strings.Repeat(" ", 1<<20))),
			"directory/a.ldif:1: reading a line: longer than 32 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			err := NewSource(test.file, Options{}).collect(t.Context(), newFake(t))
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "directory/a.ldif:") {
				t.Errorf("error is %v, want %q", err, test.want)
			}
		})
	}
}

func TestARecordOfTooMuchIsLeftPartialWhenAllowed(t *testing.T) {
	group := strings.TrimRight(record("G"), "\n") + "\n"
	f := newFake(t)
	file := newMade(group, "\n"+record("H", alice), maxValues+1, always("description: x\n"))
	if err := NewSource(file, Options{AllowPartial: true}).collect(t.Context(), f); err != nil {
		t.Fatal(err)
	}
	if g := f.group("G"); !strings.Contains(g.Unreadable, "more than 1000000 values") || g.Members.Status != snapshot.Partial {
		t.Errorf("the group with too much is %q, its members %s", g.Unreadable, g.Members.Status)
	}
	if g := f.group("H"); g.Unreadable != "" {
		t.Errorf("the group after it is unreadable: %s", g.Unreadable)
	}
	if e := f.ended[snapshot.StreamDirectoryGroups]; e.Status != snapshot.Partial {
		t.Errorf("directory_groups ended as %+v", e)
	}
}

// TestAMillionMembersInOneRecord holds the bounds to what is legal: a group as large as real ones are.
func TestAMillionMembersInOneRecord(t *testing.T) {
	const many = 1_000_000
	group := strings.TrimRight(record("G"), "\n") + "\n"
	file := newMade(group, "\n", many, func(i int) string {
		return fmt.Sprintf("member: CN=Person %07d,OU=People,OU=Contoso Holding,DC=corp,DC=contoso,DC=com\n", i)
	})
	d := &discard{}
	if err := NewSource(file, Options{}).collect(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	if d.members != many {
		t.Errorf("%d members arrived, want %d", d.members, many)
	}
}
