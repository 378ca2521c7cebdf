package entra

import (
	"errors"
	"io"
	"io/fs"
)

// body walks the bodies of one text: entities, pages and arrays one after the other.
type body struct {
	src io.Reader
	// text[pos:end] was read and not used yet; what comes after keep (when it is not negative)
	// stays when more is read.
	text          []byte
	pos, end      int
	keep          int
	begun         int // where the element being delivered starts
	eof           bool
	lines, before int64 // newlines and bytes before text[0]

	object *object
	visit  visitor
	page   Page
}

// visitor receives what a body holds, in its order.
type visitor struct {
	// element receives each object; it is valid until the next.
	element func(*object) error
	// odd receives each element that is no object, in words.
	odd func(found string) error
	// page receives each body after its elements.
	page func(Page) error
}

// read walks all of src. Its errors say where and what was expected, not in which file.
func (b *body) read(src io.Reader, t *table, v visitor) error {
	if b.object == nil || b.object.table != t {
		b.object = newObject(t)
	}
	b.src, b.visit = decoded(src), v
	b.pos, b.end, b.keep, b.eof, b.lines, b.before = 0, 0, -1, false, 0, 0
	if b.text == nil {
		b.text = make([]byte, room(src))
	}
	for bodies := 0; ; bodies++ {
		c, err := b.start()
		switch {
		case err == io.EOF && bodies == 0:
			return &emptyError{what: "the file is empty"}
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := b.one(c); err != nil {
			return err
		}
	}
}

// room is how much of src is read at a time: all of what says that it is short, so that many small
// answers do not cost a large buffer each.
func room(src io.Reader) int {
	const least, most = 512, 256 << 10
	size := int64(most)
	switch known := src.(type) {
	case interface{ Len() int }:
		size = int64(known.Len()) + 1
	case fs.File:
		if info, err := known.Stat(); err == nil && info.Mode().IsRegular() {
			size = info.Size() + 1
		}
	}
	return int(min(max(size, least), most))
}

// one walks one body, which starts with c.
func (b *body) one(c byte) (err error) {
	b.page = Page{}
	switch c {
	case '{':
		err = b.entityOrPage()
	case '[':
		b.pos++
		err = b.array()
	default:
		err = b.noBody(c)
	}
	if err != nil {
		return err
	}
	return b.visit.page(b.page)
}

// noBody says what stands, starting with c, where a body should.
func (b *body) noBody(c byte) error {
	const want = "a Graph answer in JSON, which starts with { or ["
	switch c {
	case '<':
		return b.place(b.pos, "found HTML or XML where a Graph answer in JSON is expected: it is a page for people, such as an error or the sign-in of a proxy, in place of the answer; read it from Graph again")
	case 0:
		return b.place(b.pos, "expected text in UTF-8 or UTF-16; export with -Encoding utf8")
	case 'n', '"':
		raw, err := b.value()
		switch {
		case err != nil:
			return err
		case c == 'n':
			return &emptyError{what: "the body is null"}
		case cutOff(raw):
			return b.place(b.pos-len(raw), (&cutError{value: raw}).Error())
		}
		return b.place(b.pos, "expected "+want+", found "+clip(raw))
	}
	return b.fail(b.pos, want)
}

// array walks elements from behind the opening bracket to behind the closing one.
func (b *body) array() error {
	c, err := b.inside()
	if err == nil && c == ']' {
		b.pos++
		return nil
	}
	for more := true; more && err == nil; {
		if err = b.element(); err == nil {
			more, err = b.comma(']')
		}
	}
	return err
}

// element reads one element and hands it on.
func (b *body) element() error {
	c, err := b.inside()
	if err != nil {
		return err
	}
	b.page.Elements++
	if c != '{' {
		raw, err := b.value()
		switch {
		case err != nil:
			return err
		case cutOff(raw):
			return b.place(b.pos-len(raw), (&cutError{value: raw}).Error())
		}
		return b.visit.odd(kind(raw))
	}
	b.keep = b.pos
	err = b.whole(func(text []byte, i int) (int, error) { return b.object.index(text, i) })
	b.begun, b.keep = b.keep, -1
	if err != nil {
		return err
	}
	return b.deliver(b.object)
}

// deliver hands an object on and looks at what its reader found in it.
func (b *body) deliver(o *object) error {
	if o.cut == nil {
		if err := b.visit.element(o); err != nil {
			return b.placed(err, o)
		}
	}
	if o.cut != nil {
		return b.placed(o.cut, o)
	}
	return nil
}

// placed adds the place to what is wrong with the element o.
func (b *body) placed(err error, o *object) error {
	var cut *cutError
	var wrong *elementError
	switch {
	case errors.As(err, &cut):
		named := *cut
		if id, ok := o.bytes(0); ok && o.table.names[0] == "id" {
			named.of = string(id)
		}
		return b.place(b.begun+o.offset(cut.value), named.Error())
	case errors.As(err, &wrong):
		return b.place(b.begun, wrong.what)
	}
	return err
}
