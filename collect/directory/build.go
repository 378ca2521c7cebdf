package directory

import (
	"errors"
	"fmt"
	"strings"
)

// builder makes entries of the lines of one LDIF file and hands them to a recorder, in pieces
// where a record is long.
type builder struct {
	rec *Recorder
	// stop says why reading must end; nil while it may go on.
	stop func() error
	file string
	// section is the search that the current record came from, unasked what one is not known to have asked for.
	section func() *section
	unasked func(*section) attributeSet
	// report says what is wrong with a record; nil means to go on without it.
	report func(line int, err error) error

	entry        Entry
	line         int // of the record's first line
	within       bool
	descriptions map[string]*label
	last         *label
	values       [][]byte
	first        int // index of the first value of the last attribute
	arena        []byte
	measure      measure
}

// label is an attribute description that was read before.
type label struct {
	name, options string
	attribute     attribute
}

// fatal is an error that no leaving out of a record helps against.
type fatal struct{ error }

func (f fatal) Unwrap() error { return f.error }

// placed is an error of a whole record, which lies at its first line.
type placed struct {
	line int
	error
}

func (p placed) Unwrap() error { return p.error }

const (
	pieceValues = 1024
	pieceOctets = 256 << 10
)

func (b *builder) begin(line int, dn string) error {
	b.line, b.within, b.measure = line, true, measure{}
	from := b.section()
	b.entry = Entry{
		DN: dn, Attributes: b.entry.Attributes, MembersAsked: from.membersAsked, ParentsAsked: from.parentsAsked,
		unasked: b.unasked(from), file: b.file, line: line,
	}
	b.reset()
	if err := b.stop(); err != nil {
		return fatal{err}
	}
	return nil
}

func (b *builder) reset() {
	b.entry.Attributes = b.entry.Attributes[:0]
	b.values, b.arena, b.last = b.values[:0], b.arena[:0], nil
}

func (b *builder) attribute(a attributeLine) error {
	l, err := b.label(a.description)
	if err != nil {
		return err
	}
	if err := b.measure.add(l, len(a.value)); err != nil {
		return err
	}
	if len(b.values) >= pieceValues || len(b.values) > 0 && len(b.arena)+len(a.value) > pieceOctets {
		if err := b.hand(true); err != nil {
			return err
		}
	}
	from := len(b.arena)
	if b.arena, err = a.octets(b.arena); err != nil {
		return err
	}
	if l != b.last {
		b.last, b.first = l, len(b.values)
		b.entry.Attributes = append(b.entry.Attributes, Attribute{Name: l.name, Options: l.options})
	}
	// Earlier values stay where they are when the arena moves: a slice keeps its array.
	b.values = append(b.values, b.arena[from:len(b.arena):len(b.arena)])
	b.entry.Attributes[len(b.entry.Attributes)-1].Values = b.values[b.first:]
	return nil
}

// label returns the folded description, checked when it is met for the first time.
func (b *builder) label(description []byte) (*label, error) {
	if l := b.descriptions[string(description)]; l != nil {
		return l, nil
	}
	text := string(description)
	if i := strings.IndexFunc(text, notInDescription); i >= 0 || text == "" || len(text) > 512 {
		return nil, fmt.Errorf("reading %q: expected an attribute name", clip(text))
	}
	name, options := ParseDescription(text)
	p := b.rec.properties[name]
	if p == nil && len(b.rec.properties) >= maxAttributes {
		return nil, fmt.Errorf("reading %s: more than %d different attributes, which no directory has: export with ldifde or ldapsearch", clip(name), maxAttributes)
	}
	l := &label{name: name, options: options, attribute: other}
	if p != nil {
		l.attribute = p.attribute
	}
	if len(b.descriptions) < 1<<16 {
		b.descriptions[text] = l
	}
	return l, nil
}

// notInDescription reports whether r cannot stand in an attribute description.
//
// Source: RFC 4512 section 2.5; ranges add the asterisk and the equals sign.
func notInDescription(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return false
	}
	return !strings.ContainsRune("-.;_=*", r)
}

// hand gives the recorder what there is of the record.
func (b *builder) hand(continues bool) error {
	b.entry.Continues = continues
	err := b.rec.Add(b.entry)
	b.reset()
	if _, ok := asDefect(err); err == nil || ok {
		return err
	}
	return fatal{err}
}

func (b *builder) end(open bool) error {
	if open {
		return errCut
	}
	b.within = false
	if err := b.hand(false); err != nil {
		return placed{b.line, err}
	}
	return nil
}

// errCut is also said of a file that somebody trimmed: nothing in it tells the two apart.
var errCut = errors.New("the file ends in this line, which has no line end: it was cut, export it again; if nothing is missing, end the line")

// broken leaves the rest of a record out: what came of it is kept and says why it ends.
func (b *builder) broken(line int, err error) error {
	var f fatal
	if errors.As(err, &f) {
		return f.error
	}
	var whole placed
	if errors.As(err, &whole) {
		line, err = whole.line, whole.error
	}
	if failed := b.report(line, err); failed != nil || !b.within {
		return failed
	}
	b.within = false
	b.entry.Unreadable = clip(err.Error())
	err = b.hand(false)
	if _, ok := asDefect(err); ok {
		return nil // of a record that is left out nothing more need be said
	}
	return err
}
