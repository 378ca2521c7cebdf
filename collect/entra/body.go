package entra

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
)

// maxObject bounds the memory that one object of a list may take.
const maxObject = 64 << 20

// body walks the bodies of one text: entities, pages and arrays one after the other.
type body struct {
	src io.Reader
	// text[pos:end] was read and not used yet; what comes after keep (when it is not negative)
	// stays when more is read.
	text          []byte
	pos, end      int
	keep          int
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

// Page says what a body was beside its elements.
type Page struct {
	// NextLink is the address of the next page; "" on the last. DeltaLink marks an answer to a
	// delta query, which lists changes and not everything.
	NextLink, DeltaLink string
	// Context is @odata.context, which names the collection and the properties selected.
	Context string
	// Count is @odata.count: all elements of the list, not of this page; nil when not given.
	Count *int64
	// Elements counts what was in the page, unreadable ones included.
	Elements int64
}

// read walks all of src. Its errors say where and what was expected, not in which file.
func (b *body) read(src io.Reader, t *table, v visitor) error {
	if b.object == nil || b.object.table != t {
		b.object = newObject(t)
	}
	b.src, b.visit = decoded(src), v
	b.pos, b.end, b.keep, b.eof, b.lines, b.before = 0, 0, -1, false, 0, 0
	if b.text == nil {
		b.text = make([]byte, 256<<10)
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
		return b.place(b.pos, "found HTML or XML where a Graph answer in JSON is expected: an error page was saved by mistake; export it again")
	case 0:
		return b.place(b.pos, "expected text in UTF-8, or in UTF-16 with a byte order mark; export with -Encoding utf8")
	case 'n', '"':
		raw, err := b.value()
		switch {
		case err != nil:
			return err
		case c == 'n':
			return &emptyError{what: "the body is null"}
		case cutOff(raw):
			return &cutError{clip(raw)}
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
			return &cutError{clip(raw)}
		}
		return b.visit.odd(kind(raw))
	}
	b.keep = b.pos
	err = b.whole(func(text []byte, i int) (int, error) { return b.object.index(text, i) })
	b.keep = -1
	if err != nil {
		return err
	}
	return b.deliver(b.object)
}

// deliver hands an object on and looks at what its reader found in it.
func (b *body) deliver(o *object) error {
	if o.cut == "" {
		if err := b.visit.element(o); err != nil {
			return err
		}
	}
	if o.cut != "" {
		return &cutError{o.cut}
	}
	return nil
}

// entityOrPage tells a page from an entity by its keys: a page has value, an entity does not.
func (b *body) entityOrPage() error {
	b.keep = b.pos
	b.pos++
	var code, message bool
	c, err := b.inside()
	for more := err == nil && c != '}'; more; {
		name, c, err := b.key()
		if err != nil {
			return err
		}
		switch {
		case name == "value" && (c == '[' || c == '{'):
			return b.pageFromValue(c)
		case name == "id":
			return b.entity()
		case name == "error" && c == '{':
			return b.answer()
		}
		code, message = code || name == "code", message || name == "message"
		if err := b.annotation(name); err != nil {
			return err
		}
		if more, err = b.comma('}'); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if code && message {
		b.pos = b.keep
		return b.answer()
	}
	return b.entity()
}

// entity goes back to the start of the object and hands it on as a whole.
func (b *body) entity() error {
	b.pos, b.keep = b.keep, -1
	b.page = Page{}
	return b.element()
}

// pageFromValue walks the elements under value, which starts with c, and the keys after them.
func (b *body) pageFromValue(c byte) (err error) {
	b.keep = -1
	if c == '[' {
		b.pos++
		err = b.array()
	} else {
		err = b.element()
	}
	for err == nil {
		var more bool
		if more, err = b.comma('}'); err != nil || !more {
			return err
		}
		var name string
		if name, _, err = b.key(); err != nil {
			return err
		}
		if name == "value" || name == "error" {
			return b.fail(b.pos, "one value in a page, and no "+name+" after it,")
		}
		err = b.annotation(name)
	}
	return err
}

// annotation reads the value of a key of a page.
func (b *body) annotation(name string) error {
	raw, err := b.value()
	if err != nil {
		return err
	}
	switch name {
	case "@odata.nextlink":
		return b.link(&b.page.NextLink, raw)
	case "@odata.deltalink":
		return b.link(&b.page.DeltaLink, raw)
	case "@odata.context":
		return b.link(&b.page.Context, raw)
	case "@odata.count":
		// Some clients write 64-bit numbers as text.
		n, err := strconv.ParseInt(string(bytes.Trim(raw, `"`)), 10, 64)
		if err != nil || n < 0 {
			return b.place(b.pos, "expected a whole number as @odata.count, found "+clip(raw))
		}
		b.page.Count = &n
	}
	return nil
}

func (b *body) link(to *string, raw []byte) error {
	switch raw[0] {
	case '"':
		*to = string(unquote(raw, nil))
	case 'n':
	default:
		return b.fail(b.pos, "text as a link")
	}
	return nil
}

// answer reads an OData error body: the object at pos.
func (b *body) answer() error {
	b.keep = b.pos
	o := newObject(answerTable)
	err := b.whole(func(text []byte, i int) (int, error) { return o.index(text, i) })
	if err != nil {
		return err
	}
	e := &answerError{}
	if code := o.text(answerCode); code != nil {
		e.Code = *code
	}
	if message := o.text(answerMessage); message != nil {
		e.Message = *message
	}
	return e
}

const (
	answerCode property = iota
	answerMessage
)

var answerTable = newTable("code", "message")

// key reads a key and its colon: the key in lower case, and the first byte of its value.
func (b *body) key() (name string, c byte, err error) {
	if _, err = b.inside(); err != nil {
		return "", 0, err
	}
	err = b.whole(func(text []byte, i int) (int, error) {
		after, value, err := skipKey(text, i)
		if err == nil {
			name = string(bytes.ToLower(unquote(text[i:after], nil)))
		}
		return value, err
	})
	if err != nil {
		return "", 0, err
	}
	c, err = b.inside()
	return name, c, err
}

// value reads the value at pos; it is valid until more is read.
func (b *body) value() ([]byte, error) {
	kept := b.keep >= 0
	if !kept {
		b.keep = b.pos
	}
	start := b.pos - b.keep // more text may move keep
	err := b.whole(func(text []byte, i int) (int, error) { return skipValue(text, i, 0) })
	raw := b.text[b.keep+start : b.pos]
	if !kept {
		b.keep = -1
	}
	return raw, err
}

// comma goes behind the next comma, or behind the closing bracket, in which case more is false.
func (b *body) comma(closing byte) (more bool, err error) {
	c, err := b.inside()
	if err != nil {
		return false, err
	}
	if c != closing && c != ',' {
		return false, b.fail(b.pos, "a comma or "+string(closing))
	}
	b.pos++
	return c == ',', nil
}

// whole applies scan to the text at pos, with more and more of it while scan wants more.
func (b *body) whole(scan func(text []byte, i int) (int, error)) error {
	for {
		end, err := scan(b.text[:b.end], b.pos)
		switch {
		case err == nil:
			b.pos = end
			return nil
		case !errors.Is(err, errMore):
			return b.fail(end, err.Error())
		case b.eof:
			return b.cutShort()
		case b.end-b.pos > maxObject:
			return b.place(b.pos, "expected an object of at most 64 MiB")
		}
		if err := b.fill(); err != nil {
			return err
		}
	}
}

// inside is peek where the text must go on.
func (b *body) inside() (byte, error) {
	c, err := b.peek()
	if err == io.EOF {
		return 0, b.cutShort()
	}
	return c, err
}

// start is peek between bodies, where files put together with cat have byte order marks.
func (b *body) start() (byte, error) {
	c, err := b.peek()
	for err == nil && c == mark[0] {
		for b.end-b.pos < len(mark) && !b.eof && err == nil {
			err = b.fill()
		}
		if !bytes.HasPrefix(b.text[b.pos:b.end], mark) {
			return c, err
		}
		b.pos += len(mark)
		c, err = b.peek()
	}
	return c, err
}

// mark is U+FEFF in UTF-8.
var mark = []byte{0xEF, 0xBB, 0xBF}

// peek skips white space and returns the next byte; io.EOF at the end.
func (b *body) peek() (byte, error) {
	for {
		b.pos = skipSpace(b.text[:b.end], b.pos)
		if b.pos < b.end {
			return b.text[b.pos], nil
		}
		if b.eof {
			return 0, io.EOF
		}
		if err := b.fill(); err != nil {
			return 0, err
		}
	}
}

// fill reads more, keeping what is still needed.
func (b *body) fill() error {
	from := b.pos
	if b.keep >= 0 && b.keep < from {
		from = b.keep
	}
	if from > 0 {
		b.lines += int64(bytes.Count(b.text[:from], []byte{'\n'}))
		b.before += int64(from)
		copy(b.text, b.text[from:b.end])
		b.pos, b.end = b.pos-from, b.end-from
		if b.keep >= 0 {
			b.keep -= from
		}
	}
	if b.end == len(b.text) {
		b.text = append(b.text, make([]byte, len(b.text))...)
	}
	n, err := b.src.Read(b.text[b.end:])
	b.end += n
	if err == io.EOF {
		b.eof = true
		return nil
	}
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	return nil
}
