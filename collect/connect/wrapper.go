package connect

import (
	"encoding/json"
	"strings"
)

// wrapper is an array inside an object: Windows PowerShell makes {"value": […], "Count": n} of
// some arrays, and the export script adds the server.
type wrapper struct {
	elements          []json.RawMessage
	count             int64
	machines, tenants []string
}

// wrapperOf reads a wrapper. An object with any other key is none.
func wrapperOf(raw json.RawMessage) (wrapper, bool) {
	w := wrapper{count: -1}
	found, other := false, false
	err := eachKey(raw, func(name string, value json.RawMessage) {
		switch strings.ToLower(name) {
		case "value":
			other = other || value[0] != '[' && value[0] != '{'
			w.elements, _ = elementsOf(value)
			found = true
		case "count":
			other = other || json.Unmarshal(value, &w.count) != nil
		case "server", "pscomputername":
			w.machines = appendText(w.machines, value)
		case "tenantid":
			w.tenants = appendText(w.tenants, value)
		default:
			other = true
		}
	})
	return w, err == nil && found && !other
}

func appendText(to []string, raw json.RawMessage) []string {
	var text string
	if json.Unmarshal(raw, &text) == nil && text != "" {
		to = append(to, text)
	}
	return to
}

// elementsOf returns the elements of an array, wrapped or not; another value is its only element,
// since ConvertTo-Json writes an array of one as that one. Null is no element. present is false
// for null and nothing.
func elementsOf(raw json.RawMessage) (elements []json.RawMessage, present bool) {
	if len(raw) == 0 || raw[0] == 'n' {
		return nil, false
	}
	if raw[0] == '[' {
		elements, err := eachOf(raw)
		return elements, err == nil
	}
	if raw[0] == '{' {
		if w, ok := wrapperOf(raw); ok {
			return w.elements, true
		}
	}
	return []json.RawMessage{raw}, true
}
