package connect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// faults gathers what is wrong inside a file that could be read.
type faults struct {
	// text is that of the file.
	text  []byte
	first string
	n     int
	// cut is the first value that ConvertTo-Json cut off; nil for none.
	cut *cutError
}

func (f *faults) add(at, want string, raw json.RawMessage) {
	if cutOff(raw) {
		f.cutOff(at, raw, clip(raw))
		return
	}
	if f.n++; f.n == 1 {
		f.first = fmt.Sprintf("%s: expected %s, found %s", at, want, clip(raw))
	}
}

// cutOff notes a value in raw that ConvertTo-Json cut off.
func (f *faults) cutOff(at string, raw json.RawMessage, value string) {
	if f.cut == nil {
		f.cut = newCutError(f.text, raw, at, value)
	}
}

func (f *faults) String() string {
	if f.n > 1 {
		return fmt.Sprintf("%s (and %d more)", f.first, f.n-1)
	}
	return f.first
}

// object is a JSON object whose keys are matched without regard to case.
type object struct {
	keys map[string]json.RawMessage
	// names are the keys as received, sorted.
	names []string
	raw   json.RawMessage
	// at says where it stands, such as rules[3].
	at     string
	faults *faults
}

func objectOf(raw json.RawMessage, at string, f *faults) (object, bool) {
	if len(raw) == 0 || raw[0] != '{' {
		f.add(at, "an object", raw)
		return object{}, false
	}
	o := object{keys: map[string]json.RawMessage{}, raw: raw, at: at, faults: f}
	if o.read() != nil {
		f.add(at, "an object", raw)
		return object{}, false
	}
	slices.Sort(o.names)
	return o, true
}

// read takes the keys. Of one that is there twice with different values nobody knows which is right: it has none.
func (o *object) read() error {
	return eachKey(o.raw, func(name string, value json.RawMessage) {
		key := strings.ToLower(name)
		before, twice := o.keys[key]
		if twice && !bytes.Equal(before, value) {
			o.faults.add(o.at+"."+name, "a key named once", value)
			o.keys[key] = json.RawMessage("null")
			return
		}
		if !twice {
			o.names = append(o.names, name)
		}
		o.keys[key] = value
	})
}

// get returns the value of the first key that has one other than null.
func (o object) get(keys ...string) (raw json.RawMessage, key string) {
	for _, key := range keys {
		if raw := o.keys[key]; len(raw) > 0 && raw[0] != 'n' {
			return raw, key
		}
	}
	return nil, ""
}

// has reports whether the key is there, null or not.
func (o object) has(key string) bool {
	_, found := o.keys[key]
	return found
}

func (o object) place(key string) string { return o.at + "." + key }

// inner returns the object under a key.
func (o object) inner(key string) (object, bool) {
	raw, _ := o.get(key)
	if raw == nil {
		return object{}, false
	}
	return objectOf(raw, o.place(key), o.faults)
}

// list returns the objects under the key. present is false when the key is missing or null.
func (o object) list(key string) (list []object, present bool) {
	raw, _ := o.get(key)
	elements, present := elementsOf(raw)
	for i, e := range elements {
		if e[0] == 'n' {
			continue
		}
		if inner, ok := objectOf(e, fmt.Sprintf("%s[%d]", o.place(key), i), o.faults); ok {
			list = append(list, inner)
		}
	}
	return list, present
}

// told reports whether the list under the key was exported: it is neither missing nor null, and so is
// none of its elements. PowerShell's @($null), too, is a list of what was not read.
func (o object) told(key string) bool {
	raw, _ := o.get(key)
	elements, present := elementsOf(raw)
	return present && !slices.ContainsFunc(elements, func(e json.RawMessage) bool { return e[0] == 'n' })
}

// toldList is list for what must have been exported whole: an empty list says that there is nothing,
// null does not.
func (o object) toldList(key string) (list []object, told bool) {
	list, _ = o.list(key)
	return list, o.told(key)
}

func clip(raw json.RawMessage) string {
	if len(raw) == 0 {
		return "nothing"
	}
	return visible(string(raw[:min(len(raw), 400)]))
}
