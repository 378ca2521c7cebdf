package changes

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// mostPaths is how many places of one document are told apart.
const mostPaths = 50

// documentDiffers lists the places at which two JSON documents differ, and the keys that only one of two objects has:
// a source that was asked for a key gives it, null or not. name is what a document is called that is not JSON, or that
// one of the two does not have.
func documentDiffers(name string, a, b json.RawMessage) ([]Attribute, []Gap) {
	if bytes.Equal(a, b) {
		return nil, nil
	}
	if side, unread := oneLacks(a == nil, b == nil); unread {
		return nil, []Gap{unreadGap(name, side)}
	}
	x, readX := flatten(a)
	y, readY := flatten(b)
	if !readX || !readY {
		return []Attribute{{name, raw(a), raw(b)}}, nil
	}
	gaps := slices.Concat(x.drop(y, earlier), y.drop(x, later))
	found := mapsDiffer(x.values, y.values)
	if len(found) == 0 && len(gaps) == 0 && !sameTree(a, b) {
		// A number that becomes a text, or a key with a dot that becomes two.
		return []Attribute{{name, raw(a), raw(b)}}, nil
	}
	if more := len(found) - mostPaths; more > 0 {
		found = append(found[:mostPaths], Attribute{Name: fmt.Sprintf("and %d more", more)})
	}
	if more := len(gaps) - mostPaths; more > 0 {
		gaps = append(gaps[:mostPaths], Gap{fmt.Sprintf("and %d more", more), notRead})
	}
	return found, gaps
}

func raw(document json.RawMessage) *string {
	if document == nil {
		return nil
	}
	text := shown(string(document))
	return &text
}

// flat is a document by path: its values, and its objects with their keys.
type flat struct {
	values  map[string]*string
	objects map[string]map[string]any
}

// flatten returns the values of a document by path; false for one that is no JSON.
func flatten(document json.RawMessage) (*flat, bool) {
	root, read := tree(document)
	if !read {
		return nil, false
	}
	f := &flat{map[string]*string{}, map[string]map[string]any{}}
	f.walk("", root)
	return f, true
}

// drop takes out of other what lies below keys that an object of f lacks and the same object of other has, and names
// those keys; side is that of f.
func (f *flat) drop(other *flat, side int) (gaps []Gap) {
	for _, path := range slices.Sorted(maps.Keys(f.objects)) {
		object, there := other.objects[path]
		if !there {
			continue
		}
		if len(f.objects[path]) == 0 {
			delete(f.values, path)
		}
		for _, key := range slices.Sorted(maps.Keys(object)) {
			if _, told := f.objects[path][key]; told {
				continue
			}
			lacking := joined(path, key)
			gaps = append(gaps, unreadGap(lacking, side))
			maps.DeleteFunc(other.values, func(at string, _ *string) bool { return within(at, lacking) })
		}
	}
	return gaps
}

// within reports whether a place of a document is another one or lies below it.
func within(at, path string) bool {
	rest, found := strings.CutPrefix(at, path)
	return found && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// sameTree reports whether two documents are equal but for white space and the order of their keys.
func sameTree(a, b json.RawMessage) bool {
	x, readX := tree(a)
	y, readY := tree(b)
	return readX && readY && reflect.DeepEqual(x, y)
}

// tree is a document as it was decoded; false for one that is no JSON.
func tree(document json.RawMessage) (any, bool) {
	var root any
	d := json.NewDecoder(bytes.NewReader(document))
	d.UseNumber()
	err := d.Decode(&root)
	return root, err == nil
}

func (f *flat) walk(path string, tree any) {
	switch branch := tree.(type) {
	case map[string]any:
		f.objects[path] = branch
		for key, below := range branch {
			f.walk(joined(path, key), below)
		}
		if len(branch) == 0 {
			f.values[path] = text("{}")
		}
	case []any:
		for i, below := range branch {
			f.walk(fmt.Sprintf("%s[%d]", path, i), below)
		}
		if len(branch) == 0 {
			f.values[path] = text("[]")
		}
	case nil:
		f.values[path] = nil
	default:
		f.values[path] = text(fmt.Sprint(branch))
	}
}

func text(s string) *string { return &s }

// schemaKey is a key that a schema gave, as those of Graph and of Connect are. Any other may be what a
// tenant wrote, which is no name of an attribute.
var schemaKey = regexp.MustCompile(`^[A-Za-z@_][A-Za-z0-9@._-]{0,63}$`)

func joined(path, key string) string { return strings.TrimPrefix(path+"."+schemaName(key), ".") }

// schemaName is a key as the name of an attribute shows it. Keys that a tenant wrote are told apart by a
// digest.
func schemaName(key string) string {
	if schemaKey.MatchString(key) {
		return key
	}
	sum := sha256.Sum256([]byte(key))
	return "key " + hex.EncodeToString(sum[:4])
}

// mapsDiffer lists the keys at which two maps differ, in their order. A nil value is one that is null, and
// a key that is not there has none: both are shown as not set.
func mapsDiffer(a, b map[string]*string) []Attribute {
	var found []Attribute
	for _, key := range mapKeys(a, b) {
		x, inA := a[key]
		y, inB := b[key]
		if inA == inB && (x == y || x != nil && y != nil && *x == *y) {
			continue
		}
		found = append(found, Attribute{key, clip(x), clip(y)})
	}
	return found
}

// mapKeys are the keys of both maps, in their order.
func mapKeys(a, b map[string]*string) []string {
	return slices.Compact(slices.Sorted(func(yield func(string) bool) {
		for key := range a {
			if !yield(key) {
				return
			}
		}
		for key := range b {
			if !yield(key) {
				return
			}
		}
	}))
}

// valuesDiffer compares named values of which every one is set where it is told at all.
func valuesDiffer(a, b map[string]*string) (found []Attribute, gaps []Gap) {
	for _, d := range mapsDiffer(a, b) {
		if d.From == nil && d.To == nil {
			continue
		}
		if side, unread := oneLacks(d.From == nil, d.To == nil); unread {
			gaps = append(gaps, unreadGap(d.Name, side))
			continue
		}
		found = append(found, d)
	}
	return found, gaps
}
