package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
)

// Encoder writes records as JSON Lines. Equal records give equal bytes: keys are in the order of
// the types, evidence in the order of its keys, times in UTC, an absent list is [] and never null,
// and <, > and & are written as themselves. A byte that is not UTF-8 becomes U+FFFD.
type Encoder struct {
	to      io.Writer
	line    *bytes.Buffer
	json    *json.Encoder
	written End
}

// NewEncoder returns an Encoder that writes to w, which it does not close.
func NewEncoder(w io.Writer) *Encoder {
	line := &bytes.Buffer{}
	e := json.NewEncoder(line)
	e.SetEscapeHTML(false)
	return &Encoder{to: w, line: line, json: e}
}

// chunk is how much is gathered before it is written out.
const chunk = 64 << 10

// Handle writes r as one line. It does not change r.
func (e *Encoder) Handle(r Record) error {
	if err := encodeWith(e.json, e.line, r); err != nil {
		return err
	}
	e.written.add(r)
	if e.line.Len() < chunk {
		return nil
	}
	return e.flush()
}

// EncodeLine appends r to line as one line of the stream.
func EncodeLine(line *bytes.Buffer, r Record) error {
	e := json.NewEncoder(line)
	e.SetEscapeHTML(false)
	return encodeWith(e, line, r)
}

// encodeWith appends r to line, which e writes to; after an error line is as it was.
func encodeWith(e *json.Encoder, line *bytes.Buffer, r Record) error {
	if r.fields() != 1 {
		return fmt.Errorf("encoding a record: %d fields are set, expected exactly one", r.fields())
	}
	start := line.Len()
	if err := e.Encode(normalised(r)); err != nil {
		line.Truncate(start)
		return fmt.Errorf("encoding a record: %w", err)
	}
	mended := replacementAsItself(line.Bytes()[start:])
	line.Truncate(start + len(mended))
	return nil
}

// Close writes the last line, which counts those before it, and writes out what is gathered.
func (e *Encoder) Close() error {
	if err := e.json.Encode(endLine{End: &e.written}); err != nil {
		return fmt.Errorf("encoding the end of the stream: %w", err)
	}
	return e.flush()
}

// endLine is the last line of a stored stream.
type endLine struct {
	End *End `json:"end,omitempty"`
}

func (e *Encoder) flush() error {
	_, err := e.line.WriteTo(e.to)
	return err
}

// replacementAsItself shortens line, in place, so that U+FFFD stands for itself: encoding/json
// writes the escape where it met an invalid byte and the character where it met that, so a
// stream would change when it is read and written again.
func replacementAsItself(line []byte) []byte {
	const escape, character = `\ufffd`, "\ufffd"
	if !bytes.Contains(line, []byte(escape)) {
		return line
	}
	mended := line[:0]
	for i := 0; i < len(line); i++ {
		switch {
		case bytes.HasPrefix(line[i:], []byte(escape)):
			mended = append(mended, character...)
			i += len(escape) - 1
		case line[i] == '\\':
			mended = append(mended, line[i], line[i+1])
			i++
		default:
			mended = append(mended, line[i])
		}
	}
	return mended
}

// fields counts the fields that are set.
func (r Record) fields() int {
	n := 0
	for _, set := range []bool{r.Run != nil, r.Control != nil, r.Finding != nil, r.Group != nil, r.Summary != nil, r.Change != nil, r.Absent != nil,
		r.Readiness != nil, r.Wave != nil, r.Verdict != nil} {
		if set {
			n++
		}
	}
	return n
}
