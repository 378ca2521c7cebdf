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

// documentDiffers lists the places at which two JSON documents differ; name is what a document is called
// that is not JSON or that only one of the two has.
func documentDiffers(name string, a, b json.RawMessage) []Attribute {
	if bytes.Equal(a, b) {
		return nil
	}
	x, readX := flatten(a)
	y, readY := flatten(b)
	if !readX || !readY {
		return []Attribute{{name, raw(a), raw(b)}}
	}
	found := mapsDiffer(x, y)
	if len(found) == 0 && !sameTree(a, b) {
		// A number that becomes a text, or a key with a dot that becomes two.
		return []Attribute{{name, raw(a), raw(b)}}
	}
	if more := len(found) - mostPaths; more > 0 {
		found = append(found[:mostPaths], Attribute{Name: fmt.Sprintf("and %d more", more)})
	}
	return found
}

func raw(document json.RawMessage) *string {
	if document == nil {
		return nil
	}
	text := shown(string(document))
	return &text
}

// flatten returns the values of a document by path; false for one that is no JSON.
func flatten(document json.RawMessage) (map[string]*string, bool) {
	root, read := tree(document)
	if !read {
		return nil, false
	}
	values := map[string]*string{}
	walk(values, "", root)
	return values, true
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

func walk(values map[string]*string, path string, tree any) {
	switch branch := tree.(type) {
	case map[string]any:
		for key, below := range branch {
			walk(values, joined(path, key), below)
		}
		if len(branch) == 0 {
			values[path] = text("{}")
		}
	case []any:
		for i, below := range branch {
			walk(values, fmt.Sprintf("%s[%d]", path, i), below)
		}
		if len(branch) == 0 {
			values[path] = text("[]")
		}
	case nil:
		values[path] = nil
	default:
		values[path] = text(fmt.Sprint(branch))
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
	keys := map[string]bool{}
	for key := range a {
		keys[key] = true
	}
	for key := range b {
		keys[key] = true
	}
	var found []Attribute
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		x, inA := a[key]
		y, inB := b[key]
		if inA == inB && (x == y || x != nil && y != nil && *x == *y) {
			continue
		}
		found = append(found, Attribute{key, clip(x), clip(y)})
	}
	return found
}
