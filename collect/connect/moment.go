package connect

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

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
