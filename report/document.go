package report

import (
	"bytes"
	"encoding/json"
	"io"
)

// Document writes the stream as one JSON document, for readers that do not take JSON Lines:
//
//	{"run": …, "controls": […], "findings": […], "groups": […], "changes": […], "readiness": […], "waves": […], "verdicts": […], "absent": […], "summaries": […]}
//
// Every element is exactly what stands in its line of the stream, in the order of the stream. What
// does not come in this order waits outside of memory.
type Document struct {
	out  *JSONWriter
	list string
	late []*lateList
}

// lateList is a list of the document that is written when all others are.
type lateList struct {
	kind, name string
	spool      Spool
	out        *JSONWriter
}

// NewDocument returns a handler that writes one JSON document to w, which it does not close. Its
// temporary files are removed by Close; Discard removes them when Close is not reached.
func NewDocument(w io.Writer) *Document {
	d := &Document{out: NewJSONWriter(w), late: []*lateList{{kind: "group", name: "groups"}, {kind: "change", name: "changes"}, {kind: "readiness", name: "readiness"}, {kind: "wave", name: "waves"},
		{kind: "verdict", name: "verdicts"}, {kind: "absent", name: "absent"}, {kind: "summary", name: "summaries"}}}
	for _, l := range d.late {
		l.out = NewJSONWriter(&l.spool)
	}
	return d
}

// Handle writes or keeps r. It does not change r.
func (d *Document) Handle(r Record) error {
	var line bytes.Buffer
	if err := EncodeLine(&line, r); err != nil {
		return err
	}
	kind, value := unwrapped(line.Bytes())
	switch {
	case r.Run != nil:
		d.out.Raw(`{"run":`)
		d.out.Value(value)
	case r.Control != nil:
		d.begin("controls")
		d.out.Element(value)
	case r.Finding != nil:
		d.begin("findings")
		d.out.Element(value)
	default:
		out := d.lateOf(kind).out
		out.Element(value)
		return out.Err()
	}
	return d.out.Err()
}

// lateOf returns the list that records of that kind wait in. A kind that has none yet gets one behind the
// others, so that no record is ever taken for another kind.
func (d *Document) lateOf(kind string) *lateList {
	for _, l := range d.late {
		if l.kind == kind {
			return l
		}
	}
	l := &lateList{kind: kind, name: kind + "s"}
	l.out = NewJSONWriter(&l.spool)
	d.late = append(d.late, l)
	return l
}

// begin ends the list being written when another one begins.
func (d *Document) begin(list string) {
	if d.list == list {
		return
	}
	if d.list != "" {
		d.out.Raw("]")
	}
	d.list = list
	d.out.List(",\n\"" + list + "\":[")
}

// Close writes what was kept and ends the document.
func (d *Document) Close() error {
	defer d.Discard()
	if d.list == "" {
		d.begin("controls")
	}
	d.begin("findings")
	for _, l := range d.late {
		d.begin(l.name)
		d.out.Copy(&l.spool)
	}
	d.out.Raw("]}\n")
	return d.out.Err()
}

// Discard removes temporary files.
func (d *Document) Discard() {
	for _, l := range d.late {
		l.spool.Discard()
	}
}

// unwrapped returns the kind of the record on a line of the stream, and the record itself.
func unwrapped(line []byte) (kind string, value json.RawMessage) {
	name, value, _ := bytes.Cut(line, []byte(":"))
	return string(bytes.Trim(name, `{"`)), bytes.TrimSuffix(value, []byte("}\n"))
}
