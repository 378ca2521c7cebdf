package entra

import (
	"bytes"
	"fmt"
	"math/bits"
	"slices"
	"strings"
)

// object is the top level of one JSON object: for each known key its value as it stands in the
// text. It is used again for the next object, and its values are valid until then.
type object struct {
	table *table
	// seen has a bit for each key present, raw its value.
	seen uint64
	raw  [64][]byte
	// added has a bit for each key present in AdditionalProperties. Those are Graph's own: what
	// was not asked for is not among them.
	added uint64
	// whole is the text of the object.
	whole []byte
	// pascal is true when the object was written by ConvertTo-Json from a typed object.
	pascal bool
	// unknown counts keys that are in no table, are no annotation (those hold an @) and have a value.
	unknown int
	// defect says what is wrong with the object, the first that was met.
	defect string
	// cut is a value that ConvertTo-Json wrote in the place of what it cut off; nil for none.
	cut *cutError

	recent  []recentKey
	scratch []byte
}

// recentKey is the key that the last object had at one position; the objects of a list have the
// same keys in the same order, so most look-ups are one comparison.
type recentKey struct {
	key   []byte
	found property
	known bool
}

func newObject(t *table) *object { return &object{table: t} }

// index reads the object that starts at text[i] and returns the index after it.
func (o *object) index(text []byte, i int) (int, error) {
	o.seen, o.added, o.pascal, o.unknown, o.defect, o.cut = 0, 0, false, 0, "", nil
	end, err := o.keys(text, i, false)
	if err != nil {
		return end, err
	}
	o.whole = text[i:end]
	if p := o.table.additional(); !o.null(p) {
		switch raw := o.raw[p]; raw[0] {
		case '{':
			// The text was checked as part of the object around it.
			_, err = o.keys(raw, 0, true)
		case '"':
			o.cut = &cutError{value: raw, property: o.table.names[p]}
		}
	}
	return end, err
}

// keys reads one level of keys. Those of AdditionalProperties fill in for what the object itself
// does not say.
func (o *object) keys(text []byte, i int, filling bool) (int, error) {
	i = skipSpace(text, i+1)
	if i < len(text) && text[i] == '}' {
		return i + 1, nil
	}
	for n := 0; ; n++ {
		keyEnd, start, err := skipKey(text, i)
		if err != nil {
			return start, err
		}
		end, err := skipValue(text, start, 1)
		if err != nil {
			return end, err
		}
		o.keep(text[i+1:keyEnd-1], text[start:end], n, filling)
		var more bool
		if i, more, err = skipComma(text, end, '}'); err != nil || !more {
			return i, err
		}
	}
}

func (o *object) keep(key, value []byte, n int, filling bool) {
	p, known := o.look(key, n, filling)
	if !known {
		if value[0] != 'n' && bytes.IndexByte(key, '@') < 0 {
			o.unknown++
		}
		return
	}
	bit := uint64(1) << p
	if filling {
		o.added |= bit
	}
	if o.seen&bit != 0 {
		if filling && o.raw[p][0] != 'n' {
			return
		}
		if !filling {
			o.blame(p, "named once", "twice")
		}
	}
	if p == 0 && key[0] >= 'A' && key[0] <= 'Z' {
		o.pascal = true
	}
	o.seen |= bit
	o.raw[p] = value
}

// look finds the property of the nth key.
func (o *object) look(key []byte, n int, filling bool) (property, bool) {
	if filling {
		n += len(o.table.names) // behind the keys of the object itself
	}
	if n < len(o.recent) && bytes.Equal(o.recent[n].key, key) {
		return o.recent[n].found, o.recent[n].known
	}
	plain := key
	if bytes.IndexByte(key, '\\') >= 0 {
		quoted := slices.Concat([]byte{'"'}, key, []byte{'"'})
		plain = unquote(quoted, nil)
	}
	p, known := o.table.find(plain)
	if n < 256 {
		for n >= len(o.recent) {
			o.recent = append(o.recent, recentKey{})
		}
		o.recent[n] = recentKey{append(o.recent[n].key[:0], key...), p, known}
	}
	return p, known
}

// has reports whether the key was present, null says that it was absent or null.
func (o *object) has(p property) bool { return o.seen&(1<<p) != 0 }

func (o *object) null(p property) bool { return !o.has(p) || o.raw[p][0] == 'n' }

// names returns the keys present that the table knows, in Graph's spelling.
func (o *object) names() (names []string) {
	for at, name := range o.table.names {
		if p := property(at); p != o.table.additional() && o.has(p) {
			names = append(names, name)
		}
	}
	return names
}

// answered reports whether p in a typed object of the PowerShell SDK is an answer of Graph for sure.
func (o *object) answered(p property) bool { return !o.null(p) || o.added&(1<<p) != 0 }

// values counts the known keys other than those in except that have a value other than null.
func (o *object) values(except uint64) (n int) {
	for seen := o.seen &^ except; seen != 0; seen &= seen - 1 {
		if o.raw[bits.TrailingZeros64(seen)][0] != 'n' {
			n++
		}
	}
	return n
}

// blame records the first defect of the object.
func (o *object) blame(p property, want, found string) {
	if o.defect == "" {
		o.defect = fmt.Sprintf("%s: expected %s, found %s", o.table.names[p], want, found)
	}
}

// offset is where in the object's text a value stands that was found in it; 0 for a value from elsewhere.
func (o *object) offset(value []byte) int {
	// Slices of one text end their capacity together, so what lies behind their starts tells how far they are apart.
	at := cap(o.whole) - cap(value)
	if len(value) == 0 || at < 0 || at >= len(o.whole) || &o.whole[at] != &value[0] {
		return 0
	}
	return at
}

// kind names the type of a JSON value.
func kind(raw []byte) string {
	switch raw[0] {
	case '"':
		return "text"
	case '{':
		return "an object"
	case '[':
		return "an array"
	case 't', 'f':
		return "true or false"
	case 'n':
		return "null"
	}
	return "a number"
}

// clip keeps foreign text short enough for an error.
func clip(raw []byte) string {
	if len(raw) > 64 {
		return visible(strings.ToValidUTF8(string(raw[:64]), "")) + "…"
	}
	return visible(string(raw))
}
