package directory

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// visitor sees the records of one LDIF file. What begin, attribute and end return goes to broken.
type visitor interface {
	begin(line int, dn string) error
	// attribute sees one line; a is valid until it returns.
	attribute(a attributeLine) error
	// end follows the last line of a record. open says that the file ended there without a line end.
	end(open bool) error
	// broken sees what is wrong at a line. nil means: leave the rest of the record out and go on.
	broken(line int, err error) error
}

// attributeLine is one value in LDIF.
type attributeLine struct {
	line        int
	description []byte
	value       []byte
	base64      bool
}

// octets appends the value to into.
func (a attributeLine) octets(into []byte) ([]byte, error) {
	if !a.base64 {
		if !utf8.Valid(a.value) {
			return into, fmt.Errorf("reading %s: the value is no UTF-8: export again with ldifde -u or ldapsearch", clip(string(a.description)))
		}
		return append(into, a.value...), nil
	}
	out, err := base64.StdEncoding.AppendDecode(into, a.value)
	if err != nil {
		return into, fmt.Errorf("decoding %s: expected base64 after \"::\", %w: export the file again", clip(string(a.description)), err)
	}
	return out, nil
}

// parser reads one LDIF file for a visitor, and gathers what its sections say of themselves.
type parser struct {
	s        *scanner
	v        visitor
	sections []section
	state    state
	line     int  // of the record's or the last line
	open     bool // the last line had no end
	comment  bool // the last line was a comment
	dn       []byte
}

type state int

const (
	between state = iota
	inRecord
	inTrailer
	skipping
)

// newParser returns a parser of r whose visitor is still to be set.
func newParser(r io.Reader) *parser {
	return &parser{s: newScanner(r), sections: []section{{counted: -1}}}
}

// parse reads to the end. An error is one that the visitor did not take, or the reader's.
func (p *parser) parse() error {
	for {
		l, err := p.s.next()
		if errors.Is(err, io.EOF) {
			return p.finish()
		}
		p.line, p.open = l.number, l.open
		switch {
		case err == nil && len(l.text) == 0:
			if err := p.finish(); err != nil {
				return err
			}
		case err == nil:
			err = p.take(l)
		case errors.Is(err, errHalf) || errors.Is(err, errLong):
			return p.v.broken(p.s.number, err)
		default:
			return err
		}
		if err != nil {
			p.state = skipping
			if err := p.v.broken(p.line, err); err != nil {
				return err
			}
		}
	}
}

func (p *parser) section() *section { return &p.sections[len(p.sections)-1] }

func (p *parser) take(l line) error {
	comment := p.comment
	p.comment = l.text[0] == '#'
	switch {
	case p.comment:
		if p.state == between && p.section().starts(l.text) {
			if len(p.sections) >= maxSections {
				return fmt.Errorf("reading the head of a search: more than %d of them in one file: put their outputs into several files", maxSections)
			}
			p.sections = append(p.sections, section{counted: -1})
		}
		p.section().head = p.section().head || string(l.text) == headOfLDAP
		p.section().comment(l.text)
		return nil
	case p.state == skipping, comment && p.state == between && isRestOfComment(l.text):
		return nil
	}
	a, err := splitLine(l)
	if err != nil {
		return err
	}
	switch p.state {
	case between:
		return p.begin(a)
	case inTrailer:
		p.section().trailer(strings.ToLower(string(a.description)), a.value)
		return nil
	}
	if len(a.description) == len("changetype") && strings.EqualFold(string(a.description), "changetype") {
		if !strings.EqualFold(string(a.value), "add") {
			return fmt.Errorf("reading changetype %s: an export holds objects, not changes: export with ldifde or ldapsearch", clip(string(a.value)))
		}
		return nil
	}
	if isDN(a) {
		return errors.New("reading dn: a record begins where the one before has not ended: expected an empty line between them: export again with ldifde or ldapsearch")
	}
	return p.v.attribute(a)
}

// isDN recognizes the first line of a record.
func isDN(a attributeLine) bool {
	return len(a.description) == 2 && strings.EqualFold(string(a.description), "dn")
}

// isRestOfComment recognizes what ldapsearch makes of its comment on an object that is deleted or in
// conflict: the name of such an object holds a line feed, which it writes as it is.
//
// Source: MS-ADTS 3.1.1.5.5.1.1, delete-mangled RDN.
func isRestOfComment(text []byte) bool {
	return bytes.HasPrefix(text, []byte("DEL:")) || bytes.HasPrefix(text, []byte("CNF:"))
}

// splitLine splits a line at its colon. A value that stands elsewhere is refused: an export that
// an audit is built on must not read files of the machine it is audited on.
func splitLine(l line) (attributeLine, error) {
	colon := bytes.IndexByte(l.text, ':')
	if colon <= 0 || l.text[0] == ' ' {
		return attributeLine{}, fmt.Errorf("reading %q: expected an attribute, a colon and a value", clip(string(l.text)))
	}
	a := attributeLine{line: l.number, description: l.text[:colon], value: l.text[colon+1:]}
	if len(a.value) > 0 {
		switch a.value[0] {
		case ':':
			a.base64, a.value = true, a.value[1:]
		case '<':
			return a, fmt.Errorf("reading %s: a value given by URL (:<) is refused: export the value itself", clip(string(a.description)))
		}
	}
	for len(a.value) > 0 && a.value[0] == ' ' {
		a.value = a.value[1:]
	}
	return a, nil
}

// begin takes the first line of a record, of a trailer, or the version line.
func (p *parser) begin(a attributeLine) error {
	if isDN(a) {
		return p.beginRecord(a)
	}
	name := strings.ToLower(string(a.description))
	switch {
	case name == "version":
		if string(a.value) != "1" {
			return fmt.Errorf("reading version %s: expected version 1", clip(string(a.value)))
		}
		return nil
	case slices.Contains(trailerNames, name):
		p.state = inTrailer
		p.section().trailer(name, a.value)
		return nil
	}
	return fmt.Errorf("reading %q: expected a record that begins with \"dn:\": export as LDIF with ldifde or ldapsearch",
		clip(string(a.description)))
}

func (p *parser) beginRecord(a attributeLine) error {
	var err error
	if p.dn, err = a.octets(p.dn[:0]); err != nil {
		return err
	}
	if !utf8.Valid(p.dn) {
		return errors.New("decoding dn: the name is no UTF-8: export the file again")
	}
	p.state = inRecord
	p.section().entries++
	p.section().since++
	return p.v.begin(a.line, string(p.dn))
}

// finish ends the record or trailer that a blank line or the end of the file ends.
func (p *parser) finish() error {
	was := p.state
	p.state = between
	if was != inRecord {
		return nil
	}
	if err := p.v.end(p.open); err != nil {
		return p.v.broken(p.line, err)
	}
	return nil
}
