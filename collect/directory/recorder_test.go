package directory

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// values returns text as a server returns it.
func values(texts ...string) [][]byte {
	var list [][]byte
	for _, text := range texts {
		list = append(list, []byte(text))
	}
	return list
}

func TestRecorderTakesPiecesOfOneRecord(t *testing.T) {
	w := newFake(t)
	r := NewRecorder(w, nil)
	raw := idOf("G").DirectoryOctets()
	name, options := ParseDescription("Member;Range=0-0")
	buffer := values("CN=Alice,DC=contoso,DC=com")
	pieces := []Entry{
		{DN: "CN=G,DC=contoso,DC=com", Continues: true, Attributes: []Attribute{{Name: "objectclass", Values: values("top", "group")}}},
		{Continues: true, Attributes: []Attribute{{Name: name, Options: options, Values: buffer}}},
		{Attributes: []Attribute{{Name: "member", Options: "range=1-*", Values: values("CN=Bob,DC=contoso,DC=com")}, {Name: "objectguid", Values: [][]byte{raw[:]}}}},
		{DN: "CN=Empty,DC=contoso,DC=com", MembersAsked: true, Attributes: []Attribute{{Name: "objectclass", Values: values("group")}, {Name: "objectguid", Values: values(idOf("E").String())}}},
	}
	for i, e := range pieces {
		if err := r.Add(e); err != nil {
			t.Fatal(err)
		}
		if i == 1 { // the caller may reuse its memory
			copy(buffer[0], bytes.Repeat([]byte{'?'}, len(buffer[0])))
		}
	}
	totals, err := r.Finish()
	if err != nil {
		t.Fatal(err)
	}
	if totals.Groups != 2 || !slices.Equal(totals.GroupProperties, []string{"member", "objectclass", "objectguid"}) {
		t.Errorf("totals are %+v", totals)
	}
	if g := w.groups[idOf("G")]; g.Members != (snapshot.Coverage{Status: snapshot.Complete, Received: 2}) {
		t.Errorf("group is %+v", g)
	}
	if g := w.groups[idOf("E")]; g.Members != (snapshot.Coverage{Status: snapshot.Complete}) {
		t.Errorf("a group whose members were asked for is %+v", g)
	}
	if diff := cmp.Diff([]string{"cn=alice,dc=contoso,dc=com", "cn=bob,dc=contoso,dc=com"}, w.memberships[idOf("G")]); diff != "" {
		t.Errorf("memberships (-want +got):\n%s", diff)
	}
}

// failingWriter fails at everything it is given.
type failingWriter struct{ *fakeWriter }

var errFull = errors.New("no space left on device")

func (failingWriter) Add(any) error { return errFull }

func TestWriterErrorIsFinal(t *testing.T) {
	fsys := fstest.MapFS{"directory/a.ldif": {Data: []byte(record("G", alice))}}
	for _, o := range []Options{{}, {AllowPartial: true}} {
		if err := NewSource(fsys, o).collect(t.Context(), failingWriter{newFake(t)}); !errors.Is(err, errFull) {
			t.Errorf("error is %v", err)
		}
	}
}

// many is LDIF of one group with so many members, made as it is read.
func many(members int) io.Reader {
	head := "dn: CN=Big,DC=contoso,DC=com\nobjectClass: group\nobjectGUID:: " + guidOf("Big") + "\n"
	readers := []io.Reader{strings.NewReader(head)}
	for i := 0; i < members; i += 1000 {
		var b strings.Builder
		for j := i; j < min(members, i+1000); j++ {
			fmt.Fprintf(&b, "member: CN=Person %07d,OU=People,DC=contoso,DC=com\n", j%5000)
		}
		readers = append(readers, strings.NewReader(b.String()))
	}
	return io.MultiReader(readers...)
}

func TestLongRecordIsNeverHeldAsText(t *testing.T) {
	w := newFake(t)
	b := &builder{
		rec: NewRecorder(w, nil), descriptions: map[string]*label{}, stop: func() error { return nil }, section: func() *section { return &section{} }, unasked: func(*section) attributeSet { return 0 },
		report: func(_ int, err error) error { return err },
	}
	p := newParser(many(250_000))
	p.v = b
	if err := p.parse(); err != nil {
		t.Fatal(err)
	}
	if cap(b.arena) > 2*pieceOctets || cap(b.values) > 2*pieceValues || len(p.s.buf) > 1<<20 {
		t.Errorf("arena of %d octets, %d values, buffer of %d octets", cap(b.arena), cap(b.values), len(p.s.buf))
	}
	if got := len(w.memberships[idOf("Big")]); got != 5000 {
		t.Errorf("%d members, want 5000 distinct ones", got)
	}
}

// endless is a line that never ends.
type endless struct{}

func (endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'a'
	}
	return len(p), nil
}

func TestLineThatNeverEndsIsRefused(t *testing.T) {
	for name, r := range map[string]io.Reader{"one line": endless{}, "a folded line": io.MultiReader(strings.NewReader("dn: x\n "), endless{})} {
		s := newScanner(r)
		var err error
		for err == nil {
			_, err = s.next()
		}
		if !errors.Is(err, errLong) || len(s.buf) > 2*maxLine {
			t.Errorf("%s: error is %v, buffer of %d octets", name, err, len(s.buf))
		}
	}
}

func TestSnapshotHoldsTheExport(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "snapshot")
	w, err := snapshot.Create(dir)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{"directory/a.ldif": {Data: []byte(record("G", alice, bob) + record("H", alice))}}
	if err := NewSource(fsys, Options{}).Collect(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	var names []string
	for g, err := range r.DirectoryGroups() {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, fmt.Sprintf("%s %d", *g.CN, g.Members.Received))
	}
	if diff := cmp.Diff([]string{"G 2", "H 1"}, names); diff != "" {
		t.Errorf("groups (-want +got):\n%s", diff)
	}
	for stream, want := range map[snapshot.Stream]int64{
		snapshot.StreamDirectoryGroups: 2, snapshot.StreamDirectoryMemberships: 3, snapshot.StreamDirectoryPrincipals: 4,
	} {
		if s := r.State(stream); s.Status != snapshot.Complete || s.Records != want {
			t.Errorf("%s is %+v, want %d records", stream, s, want)
		}
	}
}
