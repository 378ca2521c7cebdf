package connect

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"
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

// time reads a point in time; nil for none and for the year 1, which stands for none.
func (o object) time(key string) *time.Time {
	raw, _ := o.get(key)
	if raw == nil {
		return nil
	}
	if raw[0] == '{' { // Windows PowerShell: {"value": "\/Date(…)\/", "DateTime": "…"}
		inner, ok := objectOf(raw, o.place(key), o.faults)
		if !ok || !inner.has("value") {
			return nil
		}
		return inner.time("value")
	}
	text, _ := textOf(raw)
	at, ok := momentOf(text)
	switch {
	case text == "":
		return nil
	case !ok:
		o.faults.add(o.place(key), "a date", raw)
		return nil
	case at.Year() < 1900:
		return nil
	}
	return &at
}

var datePattern = regexp.MustCompile(`^/Date\((-?\d{1,18})([+-]\d{4})?\)/$`)

// momentOf reads the dates of both PowerShells, UTC. The engine keeps its dates in UTC, so one
// without a zone is.
func momentOf(text string) (time.Time, bool) {
	text = strings.TrimSpace(text)
	if m := datePattern.FindStringSubmatch(text); m != nil {
		ms, err := strconv.ParseInt(m[1], 10, 64)
		return time.UnixMilli(ms).UTC(), err == nil
	}
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02 15:04:05.999999999", time.RFC1123} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.UTC(), true
		}
	}
	return time.Time{}, false
}

// seconds reads a time span: an object with Ticks, or text such as 00:30:00 or 7.00:00:00.
func (o object) seconds(key string) *int64 {
	raw, _ := o.get(key)
	if raw == nil {
		return nil
	}
	if raw[0] == '{' {
		inner, ok := objectOf(raw, o.place(key), o.faults)
		if !ok {
			return nil
		}
		ticks := inner.number("ticks")
		if ticks == nil {
			o.faults.add(o.place(key), "a time span with Ticks", raw)
			return nil
		}
		n := *ticks / 10_000_000
		return &n
	}
	text, _ := textOf(raw)
	if text == "" {
		return nil
	}
	n, ok := spanOf(text)
	if !ok {
		o.faults.add(o.place(key), "a time span such as 00:30:00", raw)
		return nil
	}
	return &n
}

var spanPattern = regexp.MustCompile(`^(?:(\d{1,6})\.)?(\d{1,2}):(\d{2}):(\d{2})(?:\.\d+)?$`)

func spanOf(text string) (seconds int64, ok bool) {
	m := spanPattern.FindStringSubmatch(text)
	if m == nil {
		return 0, false
	}
	for i, unit := range []int64{86400, 3600, 60, 1} {
		if m[i+1] != "" {
			n, _ := strconv.ParseInt(m[i+1], 10, 64)
			seconds += n * unit
		}
	}
	return seconds, true
}
