package simulate

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// object is one JSON object of the export with its properties in the order of the file.
type object struct {
	// names are as written, keys the same in lower case.
	names, keys []string
	values      []json.RawMessage
}

// parseObject reads the top level of one object.
func parseObject(text json.RawMessage) (*object, error) {
	d := json.NewDecoder(bytes.NewReader(text))
	if _, err := d.Token(); err != nil {
		return nil, fmt.Errorf("reading an object: %w", err)
	}
	o := &object{}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return nil, fmt.Errorf("reading a key: %w", err)
		}
		name, _ := key.(string)
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return nil, fmt.Errorf("reading the value of %s: %w", name, err)
		}
		o.names, o.keys, o.values = append(o.names, name), append(o.keys, strings.ToLower(name)), append(o.values, value)
	}
	return o, nil
}

// raw returns a property's value as it stands; nil when the object does not have it.
func (o *object) raw(name string) json.RawMessage {
	name = strings.ToLower(name)
	for i, key := range o.keys {
		if key == name {
			return o.values[i]
		}
	}
	return nil
}

// text returns a property that is text; "" when it is absent, null or something else.
func (o *object) text(name string) string {
	var s string
	if json.Unmarshal(o.raw(name), &s) != nil {
		return ""
	}
	return s
}

// without returns a copy that lacks the properties named.
func (o *object) without(names ...string) *object {
	left := &object{}
	for i, name := range o.names {
		if slices.ContainsFunc(names, func(n string) bool { return strings.EqualFold(n, name) }) {
			continue
		}
		left.names, left.keys, left.values = append(left.names, name), append(left.keys, o.keys[i]), append(left.values, o.values[i])
	}
	return left
}

// id returns the object's id in lower case.
func (o *object) id() string { return strings.ToLower(o.text("id")) }

// write appends the object with the properties selected, or with all when there is no selection.
// Graph writes a selected property that has no value as null, and so does fill; one that no object of
// the export has is left out, since nobody knows it. @odata.type and id always stand.
func (o *object) write(to []byte, selected []string) []byte {
	to = append(to, '{')
	first := true
	add := func(name string, value json.RawMessage) {
		if !first {
			to = append(to, ',')
		}
		first = false
		to = append(append(append(to, quote(name)...), ':'), value...)
	}
	if selected == nil {
		for i, name := range o.names {
			add(name, o.values[i])
		}
		return append(to, '}')
	}
	if value := o.raw("@odata.type"); value != nil {
		add("@odata.type", value)
	}
	for _, name := range selected {
		if value := o.raw(name); value != nil {
			add(name, value)
		}
	}
	return append(to, '}')
}
