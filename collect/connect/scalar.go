package connect

import (
	"encoding/json"
	"strconv"
	"strings"
)

// textOf returns a scalar as text: numbers and switches as PowerShell would print them. ok is
// false for a list or an object.
func textOf(raw json.RawMessage) (text string, ok bool) {
	switch {
	case len(raw) == 0:
		return "", false
	case raw[0] == '"':
		return text, json.Unmarshal(raw, &text) == nil
	case raw[0] == 'n':
		return "", true
	case raw[0] == 't':
		return "True", true
	case raw[0] == 'f':
		return "False", true
	case raw[0] == '{' || raw[0] == '[':
		return "", false
	}
	return string(raw), true
}

// text returns the value of the first of keys that has one; nil when none has.
func (o object) text(keys ...string) *string {
	raw, key := o.get(keys...)
	if raw == nil {
		return nil
	}
	text, ok := textOf(raw)
	if !ok || cutOff(raw) {
		o.faults.add(o.place(key), "text", raw)
		return nil
	}
	return &text
}

// plain is text with "" for no value, and without a fault for a value that is no text.
func (o object) plain(keys ...string) string {
	raw, _ := o.get(keys...)
	text, _ := textOf(raw)
	return text
}

// id returns an identifier in lower case without braces; "" when there is none. A GUID may have
// come as an object.
func (o object) id(keys ...string) string {
	raw, key := o.get(keys...)
	if raw == nil {
		return ""
	}
	text, ok := textOf(raw)
	if raw[0] == '{' {
		inner, _ := objectOf(raw, o.place(key), o.faults)
		text, ok = textOf(inner.keys["guid"])
	}
	if !ok || cutOff(raw) {
		o.faults.add(o.place(key), "an identifier", raw)
		return ""
	}
	return strings.ToLower(strings.Trim(text, "{} "))
}

// flag reads a switch, which may have come as text.
func (o object) flag(key string) *bool {
	raw, _ := o.get(key)
	if raw == nil {
		return nil
	}
	text, _ := textOf(raw)
	on, ok := switchOf(text)
	if !ok {
		o.faults.add(o.place(key), "true or false", raw)
		return nil
	}
	return &on
}

func switchOf(text string) (on, ok bool) {
	switch strings.ToLower(text) {
	case "true", "1":
		return true, true
	case "false", "0":
		return false, true
	}
	return false, false
}

// number reads a whole number, which may have come as text.
func (o object) number(key string) *int64 {
	raw, _ := o.get(key)
	if raw == nil {
		return nil
	}
	text, _ := textOf(raw)
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		o.faults.add(o.place(key), "a whole number", raw)
		return nil
	}
	return &n
}

// texts returns the list of texts under a key; nil when the key is missing or null, empty for an
// empty list.
func (o object) texts(key string) []string {
	raw, _ := o.get(key)
	elements, present := elementsOf(raw)
	if !present {
		return nil
	}
	list := []string{}
	for _, e := range elements {
		text, ok := textOf(e)
		if !ok || cutOff(e) {
			o.faults.add(o.place(key), "text", e)
			continue
		}
		list = append(list, text)
	}
	return list
}
