package entra

import (
	"bytes"
	"strconv"
	"time"
)

// maxText is the length in bytes from which on a text is taken for a defect: Graph allows the
// longest property read here, membershipRule, 3,072 characters.
const maxText = 64 << 10

// bytes returns the text of p, valid until the next call; false when it is absent, null or a
// defect.
func (o *object) bytes(p property) ([]byte, bool) {
	if o.null(p) {
		return nil, false
	}
	raw := o.raw[p]
	if raw[0] != '"' {
		o.blame(p, "text", kind(raw))
		return nil, false
	}
	text := unquote(raw, o.scratch[:0])
	if len(text) > cap(o.scratch) {
		o.scratch = make([]byte, 0, 2*len(text))
	}
	return text, o.sane(p, text)
}

// sane reports whether text can be a value of Graph at all.
func (o *object) sane(p property, text []byte) bool {
	switch {
	case len(text) >= maxText:
		o.blame(p, "less than 64 KiB of text", strconv.Itoa(len(text))+" bytes")
		return false
	case bytes.IndexByte(text, 0) >= 0:
		o.blame(p, "text", "a NUL character in it")
		return false
	}
	return true
}

// text is bytes as a string; nil when absent, null or a defect. So are the next three.
func (o *object) text(p property) *string {
	view, ok := o.bytes(p)
	if !ok {
		return nil
	}
	text := string(view)
	return &text
}

func (o *object) flag(p property) *bool {
	if o.null(p) {
		return nil
	}
	switch o.raw[p][0] {
	case 't':
		return new(true)
	case 'f':
		return new(false)
	}
	o.blame(p, "true or false", kind(o.raw[p]))
	return nil
}

func (o *object) number(p property) *int64 {
	if o.null(p) {
		return nil
	}
	n, err := strconv.ParseInt(string(o.raw[p]), 10, 64)
	if err != nil {
		o.blame(p, "a whole number", kind(o.raw[p]))
		return nil
	}
	return &n
}

func (o *object) time(p property) *time.Time {
	view, ok := o.bytes(p)
	if !ok {
		return nil
	}
	t, err := parseTime(string(view))
	if err != nil {
		o.blame(p, "a date such as 2026-11-20T23:55:00Z", strconv.Quote(clip(view)))
		return nil
	}
	return &t
}

// parseTime reads Graph's dates, those of Windows PowerShell (/Date(1539700263000)/, milliseconds
// since 1970) and a date without a zone, which Graph means as UTC. The result is in UTC.
func parseTime(text string) (time.Time, error) {
	if len(text) > 8 && text[:6] == "/Date(" && text[len(text)-2:] == ")/" {
		ms, err := strconv.ParseInt(text[6:len(text)-2], 10, 64)
		return time.UnixMilli(ms).UTC(), err
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t, err = time.Parse("2006-01-02T15:04:05", text)
	}
	return t.UTC(), err
}
