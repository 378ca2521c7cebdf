package directory

import (
	"encoding/base64"
	"encoding/binary"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// fakeWriter keeps in memory what a snapshot would hold, and refuses what a snapshot refuses.
type fakeWriter struct {
	groups      map[snapshot.GUID]snapshot.DirectoryGroup
	principals  map[string]snapshot.DirectoryPrincipal
	deleted     map[snapshot.GUID]snapshot.DirectoryDeletedGroup
	memberships map[snapshot.GUID][]string
	facts       *snapshot.DirectoryFacts
	ended       map[snapshot.Stream]snapshot.Ended
	notes       []string
	manifest    snapshot.Manifest
	t           testing.TB
}

func newFake(t testing.TB) *fakeWriter {
	return &fakeWriter{
		t: t, groups: map[snapshot.GUID]snapshot.DirectoryGroup{}, principals: map[string]snapshot.DirectoryPrincipal{},
		deleted: map[snapshot.GUID]snapshot.DirectoryDeletedGroup{}, memberships: map[snapshot.GUID][]string{},
		ended: map[snapshot.Stream]snapshot.Ended{},
	}
}

func put[K comparable, V any](f *fakeWriter, into map[K]V, key K, value V) {
	if _, twice := into[key]; twice {
		f.t.Errorf("key %v was written twice", key)
	}
	into[key] = value
}

func (f *fakeWriter) Add(record any) error {
	switch r := record.(type) {
	case *snapshot.DirectoryGroup:
		put(f, f.groups, r.GUID, *r)
	case *snapshot.DirectoryPrincipal:
		put(f, f.principals, r.FoldedDN, *r)
	case snapshot.DirectoryDeletedGroup:
		put(f, f.deleted, r.GUID, r)
	default:
		f.t.Errorf("unexpected record %T", record)
	}
	return nil
}

func (f *fakeWriter) NamedMembership(group snapshot.GUID, member *snapshot.MemberName) error {
	f.memberships[group] = append(f.memberships[group], member.Folded)
	return nil
}

func (f *fakeWriter) Put(stream snapshot.Stream, object any) error {
	facts := object.(snapshot.DirectoryFacts)
	f.facts = &facts
	return nil
}

func (f *fakeWriter) Note(text string)                         { f.notes = append(f.notes, text) }
func (f *fakeWriter) Describe(change func(*snapshot.Manifest)) { change(&f.manifest) }

func (f *fakeWriter) End(stream snapshot.Stream, e snapshot.Ended) error {
	put(f, f.ended, stream, e)
	return nil
}

// group returns the one group whose name begins with CN=cn.
func (f *fakeWriter) group(name string) snapshot.DirectoryGroup {
	f.t.Helper()
	for _, g := range f.groups {
		if strings.HasPrefix(g.DN, "CN="+name+",") {
			return g
		}
	}
	f.t.Fatalf("no group %s among %d", name, len(f.groups))
	return snapshot.DirectoryGroup{}
}

func (f *fakeWriter) principal(folded string) snapshot.DirectoryPrincipal {
	f.t.Helper()
	p, ok := f.principals[folded]
	if !ok {
		f.t.Fatalf("no principal %s among %v", folded, slices.Sorted(maps.Keys(f.principals)))
	}
	return p
}

func (f *fakeWriter) noted(text string) bool {
	return slices.ContainsFunc(f.notes, func(n string) bool { return strings.Contains(n, text) })
}

// importing reads files, by their names below the folder directory.
func importing(t testing.TB, o Options, files map[string]string) (*fakeWriter, error) {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["directory/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	f := newFake(t)
	return f, NewSource(fsys, o).collect(t.Context(), f)
}

// imported is importing of one file that must succeed.
func imported(t testing.TB, ldif string) *fakeWriter {
	t.Helper()
	f, err := importing(t, Options{}, map[string]string{"groups.ldif": ldif})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// record returns LDIF of a group below OU=Groups with the lines given.
func record(name string, lines ...string) string {
	head := "dn: CN=" + name + ",OU=Groups,DC=contoso,DC=com\nobjectClass: top\nobjectClass: group\ncn: " + name + "\n"
	return head + "objectGUID:: " + guidOf(name) + "\n" + strings.Join(lines, "\n") + "\n\n"
}

// idOf returns a GUID that differs from name to name.
func idOf(name string) snapshot.GUID {
	var g snapshot.GUID
	copy(g[:], strings.Repeat(name, 16))
	binary.BigEndian.PutUint16(g[14:], uint16(len(name)))
	return g
}

func guidOf(name string) string {
	raw := idOf(name).DirectoryOctets()
	return base64.StdEncoding.EncodeToString(raw[:])
}

func ptr[T any](v T) *T { return &v }
