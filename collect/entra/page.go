package entra

import (
	"bytes"
	"strconv"
)

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
	// Listed is true of a page, whose elements stand under value; false of an array or an entity.
	Listed bool
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
		case name == "value":
			return b.noList(c)
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

// noList says what stands under value, starting with c, where a page has its list: nothing that this tool reads
// has a property of that name, and ConvertTo-Json leaves the like of a list that it does not descend into.
func (b *body) noList(c byte) error {
	start := b.pos - b.keep // more text may move keep
	raw, err := b.value()
	switch {
	case err != nil:
		return err
	case c == 'n':
		return &emptyError{what: "its value is null"}
	case cutOff(raw):
		return b.place(b.keep+start, (&cutError{value: raw}).Error())
	}
	return b.place(b.keep+start, "expected a list under value, found "+clip(raw)+"; export it again, with ConvertTo-Json -Depth 10")
}

// entity goes back to the start of the object and hands it on as a whole.
func (b *body) entity() error {
	b.pos, b.keep = b.keep, -1
	b.page = Page{}
	return b.element()
}

// pageFromValue walks the elements under value, which starts with c, and the keys after them.
func (b *body) pageFromValue(c byte) (err error) {
	b.keep, b.page.Listed = -1, true
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
			return b.place(b.pos, "found "+name+" after the value, expected one value in a page; export it again")
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
	e := &answerError{at: b.place(b.keep, "")}
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
