package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// JSONWriter writes one JSON document piece by piece, so that a format need not hold its lists. The
// first error stays in it and is returned by Err; everything after it does nothing.
type JSONWriter struct {
	to    io.Writer
	err   error
	value bytes.Buffer
	json  *json.Encoder
	// later says that the list being written has an element already.
	later bool
}

// NewJSONWriter returns a JSONWriter that writes to w.
func NewJSONWriter(w io.Writer) *JSONWriter {
	j := &JSONWriter{to: w}
	j.json = json.NewEncoder(&j.value)
	j.json.SetEscapeHTML(false)
	return j
}

// Raw writes text as it is; it must keep the document well-formed.
func (j *JSONWriter) Raw(text string) {
	if j.err == nil {
		_, j.err = io.WriteString(j.to, text)
	}
}

// Value writes v as encoding/json does, without a line feed and with <, > and & as themselves.
func (j *JSONWriter) Value(v any) {
	if j.err != nil {
		return
	}
	j.value.Reset()
	if j.err = j.json.Encode(v); j.err != nil {
		return
	}
	_, j.err = j.to.Write(bytes.TrimSuffix(j.value.Bytes(), []byte("\n")))
}

// List begins a list with text, which ends in "[". Lists are not nested.
func (j *JSONWriter) List(text string) {
	j.Raw(text)
	j.later = false
}

// Element writes v as the next element of the list, on a line of its own.
func (j *JSONWriter) Element(v any) {
	if j.later {
		j.Raw(",")
	}
	j.later = true
	j.Raw("\n")
	j.Value(v)
}

// Copy writes what s keeps, which must keep the document well-formed.
func (j *JSONWriter) Copy(s *Spool) {
	if j.err == nil {
		_, j.err = s.WriteTo(j.to)
	}
}

// Err returns the first error.
func (j *JSONWriter) Err() error { return j.err }
