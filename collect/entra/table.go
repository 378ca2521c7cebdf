package entra

import (
	"strings"
)

// property is a position in a table.
type property uint8

// table lists the keys of one kind of object in Graph's own spelling, at most 64. The first is
// the key that tells ConvertTo-Json's spelling (Id) from Graph's (id); the last is always
// additionalProperties.
type table struct {
	names []string
	fold  map[string]property
}

func newTable(names ...string) *table {
	t := &table{names: append(names, "additionalProperties"), fold: map[string]property{}}
	for p, name := range t.names {
		t.fold[strings.ToLower(name)] = property(p)
	}
	return t
}

func (t *table) additional() property { return property(len(t.names) - 1) }

// find returns the property a key names, without regard to case.
func (t *table) find(key []byte) (property, bool) {
	var folded [64]byte
	if len(key) > len(folded) {
		return 0, false
	}
	for i, c := range key {
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		folded[i] = c
	}
	p, found := t.fold[string(folded[:len(key)])]
	return p, found
}
