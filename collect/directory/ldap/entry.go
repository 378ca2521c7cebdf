package ldap

import (
	"strings"

	goldap "github.com/go-ldap/ldap/v3"

	"github.com/wbaudit/wbaudit/collect/directory"
)

// entries turns the library's entries into those of package directory. What it returns is good
// until the next call.
type entries struct {
	attributes []directory.Attribute
	labels     map[string]label
}

// label is a folded attribute description.
type label struct{ name, options string }

// labelsKept bounds the table: a server may send any number of different ranges.
const labelsKept = 4096

func (t *entries) of(e *goldap.Entry) directory.Entry {
	t.attributes = t.attributes[:0]
	for _, a := range e.Attributes {
		l := t.label(a.Name)
		t.attributes = append(t.attributes, directory.Attribute{Name: l.name, Options: l.options, Values: a.ByteValues})
	}
	return directory.Entry{DN: e.DN, Attributes: t.attributes}
}

func (t *entries) label(description string) label {
	if l, known := t.labels[description]; known {
		return l
	}
	var l label
	l.name, l.options = directory.ParseDescription(description)
	if t.labels == nil || len(t.labels) > labelsKept {
		t.labels = map[string]label{}
	}
	t.labels[strings.Clone(description)] = l
	return l
}
