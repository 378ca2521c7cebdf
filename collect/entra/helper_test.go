package entra

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

var _ sink = (*snapshot.Writer)(nil)

// recorded is a sink that keeps everything.
type recorded struct {
	groups     map[string]snapshot.CloudGroup
	principals map[string]snapshot.CloudPrincipal
	members    []string
	owners     []string
	others     []any
	documents  []snapshot.Document
	objects    map[snapshot.Stream]any
	notes      []string
	ended      map[snapshot.Stream]snapshot.Ended
	fail       error
}

func newRecorded() *recorded {
	return &recorded{
		groups: map[string]snapshot.CloudGroup{}, principals: map[string]snapshot.CloudPrincipal{},
		objects: map[snapshot.Stream]any{}, ended: map[snapshot.Stream]snapshot.Ended{},
	}
}

func (r *recorded) Add(record any) error {
	switch v := record.(type) {
	case snapshot.CloudGroup:
		if _, again := r.groups[v.ID.String()]; again {
			return errors.New("group written twice")
		}
		r.groups[v.ID.String()] = v
	case snapshot.CloudPrincipal:
		if _, again := r.principals[v.ID.String()]; again {
			return errors.New("principal written twice")
		}
		r.principals[v.ID.String()] = v
	default:
		r.others = append(r.others, record)
	}
	return r.fail
}

func (r *recorded) CloudMembership(group, member snapshot.GUID) error {
	r.members = append(r.members, short(group)+">"+short(member))
	return r.fail
}

func (r *recorded) CloudOwner(group, owner snapshot.GUID) error {
	r.owners = append(r.owners, short(group)+">"+short(owner))
	return nil
}

func (r *recorded) Document(_ snapshot.Stream, d snapshot.Document) error {
	r.documents = append(r.documents, d)
	return nil
}

func (r *recorded) Put(stream snapshot.Stream, object any) error {
	if _, again := r.objects[stream]; again {
		return errors.New("object written twice")
	}
	r.objects[stream] = object
	return nil
}

func (r *recorded) Note(text string) { r.notes = append(r.notes, text) }

func (r *recorded) End(stream snapshot.Stream, e snapshot.Ended) error {
	if _, again := r.ended[stream]; again {
		return errors.New("stream ended twice")
	}
	if (e.Status == snapshot.Complete) != (e.Reason == "") {
		return errors.New("a status without its reason, or a reason without need: " + e.Reason)
	}
	r.ended[stream] = e
	return nil
}

// short is the last two digits of an id, which the tests tell ids apart by.
func short(id snapshot.GUID) string { return id.String()[34:] }

// Ids of the tests.
const (
	g1 = "00000000-0000-4000-8000-0000000000a1"
	g2 = "00000000-0000-4000-8000-0000000000a2"
	u1 = "00000000-0000-4000-8000-0000000000b1"
	u2 = "00000000-0000-4000-8000-0000000000b2"
	u3 = "00000000-0000-4000-8000-0000000000b3"
)

// folderOf makes an export of files under cloud/.
func folderOf(files map[string]string) fs.FS {
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys["cloud/"+name] = &fstest.MapFile{Data: []byte(text)}
	}
	return fsys
}

// collected collects and requires success.
func collected(t *testing.T, o Options, files map[string]string) *recorded {
	t.Helper()
	r, err := attempt(o, files)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func attempt(o Options, files map[string]string) (*recorded, error) {
	r := newRecorded()
	return r, NewSource(folderOf(files), o).collect(context.Background(), r)
}

// refused collects and requires an error of one line that holds all of want.
func refused(t *testing.T, o Options, files map[string]string, want ...string) {
	t.Helper()
	_, err := attempt(o, files)
	if err == nil {
		t.Fatal("no error")
	}
	for _, part := range want {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("error %q\nlacks %q", err, part)
		}
	}
	if strings.ContainsAny(err.Error(), "\n\r") {
		t.Errorf("error of several lines: %q", err)
	}
}

// noted reports whether a note holds all parts.
func (r *recorded) noted(parts ...string) bool {
	return slices.ContainsFunc(r.notes, func(note string) bool {
		return !slices.ContainsFunc(parts, func(part string) bool { return !strings.Contains(note, part) })
	})
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

func of[T any](v T) *T { return &v }
