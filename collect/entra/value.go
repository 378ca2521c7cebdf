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

// texts returns a list of text: nil when absent, null or a defect, empty for an empty list.
func (o *object) texts(p property) []string {
	if o.null(p) {
		return nil
	}
	list := []string{}
	ok := o.items(p, func(raw []byte) bool {
		if raw[0] != '"' {
			o.blame(p, "a list of text", kind(raw)+" in it")
			return false
		}
		text := unquote(raw, nil)
		if !o.sane(p, text) {
			return false
		}
		list = append(list, string(text))
		return true
	})
	if !ok {
		return nil
	}
	return list
}

// items calls yield with each element of a list until it returns false, and reports whether all
// were read.
func (o *object) items(p property, yield func(raw []byte) bool) bool {
	if o.null(p) {
		return true
	}
	raw := o.raw[p]
	if raw[0] == '{' {
		// Windows PowerShell writes some lists as {"value":[…],"Count":2}.
		wrapper := newObject(wrapperTable)
		if _, err := wrapper.index(raw, 0); err == nil && wrapper.has(wrapperValue) && wrapper.has(wrapperCount) {
			raw = wrapper.raw[wrapperValue]
		}
	}
	if raw[0] != '[' {
		o.strange(p, "a list", raw)
		return false
	}
	return elements(raw, yield)
}

// elements walks the elements of a valid JSON array.
func elements(raw []byte, yield func(raw []byte) bool) bool {
	i := skipSpace(raw, 1)
	for more := raw[i] != ']'; more; {
		end, err := skipValue(raw, i, 1)
		if err != nil || !yield(raw[i:end]) {
			return false
		}
		if i, more, err = skipComma(raw, end, ']'); err != nil {
			return false
		}
	}
	return true
}

// inner reads the object in p into to; false when absent, null or a defect.
func (o *object) inner(p property, to *object) bool {
	if o.null(p) {
		return false
	}
	if o.raw[p][0] != '{' {
		o.strange(p, "an object", o.raw[p])
		return false
	}
	_, err := to.index(o.raw[p], 0)
	return err == nil
}

// absorb takes over what was wrong with an object inside p.
func (o *object) absorb(p property, inner *object) {
	if inner.defect != "" && o.defect == "" {
		o.defect = o.table.names[p] + "." + inner.defect
	}
	if o.cut == "" {
		o.cut = inner.cut
	}
}

// strange blames a value that is neither the list nor the object it should be. Text there may be
// what ConvertTo-Json wrote for an object below its -Depth.
func (o *object) strange(p property, want string, raw []byte) {
	if raw[0] == '"' && (o.pascal || cutOff(raw)) && o.cut == "" {
		o.cut = clip(raw)
	}
	o.blame(p, want, kind(raw))
}

const (
	_ property = iota
	wrapperValue
	wrapperCount
)

var wrapperTable = newTable("id", "value", "count")

// objects reads each object of a list into inner and calls read.
func (o *object) objects(p property, inner *object, read func()) {
	o.items(p, func(raw []byte) bool {
		if raw[0] != '{' {
			o.strange(p, "a list of objects", raw)
			return false
		}
		if _, err := inner.index(raw, 0); err != nil {
			return false
		}
		read()
		o.absorb(p, inner)
		return o.defect == ""
	})
}
