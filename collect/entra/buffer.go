package entra

import (
	"bytes"
	"errors"
	"fmt"
	"io"
)

// maxObject bounds the memory that one object of a list may take, and what stands in a page before its list.
const maxObject = 64 << 20

const tooLarge = "longer than 64 MiB, which no object of Graph is; export it again"

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
			return b.place(b.pos, tooLarge)
		}
		// The value is scanned again from its start, so there must be twice as much of it, or a
		// large one that arrives in small pieces would take time with the square of its size.
		for enough := 2 * (b.end - b.pos); !b.eof && b.end-b.pos <= enough; {
			if err := b.fill(); err != nil {
				return err
			}
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
		// Blanks and small values that are kept would grow without end, too. What whole reads ahead of is
		// at most twice as long.
		if b.end-from > 2*maxObject {
			return b.place(from, tooLarge)
		}
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
