package diff

import (
	"encoding/binary"
	"strings"
)

// textBlock is the size of one block of texts.
const textBlock = 1 << 20

// texts keeps the short texts of many rows in few large blocks, so that a row costs 8 bytes beside
// its texts and the garbage collector has nothing to scan. Reading copies nothing.
type texts struct {
	blocks []string
	open   strings.Builder
}

// textRef finds the texts of one row: block in the upper half, offset in the lower.
type textRef uint64

// add stores the texts of one row; nil stays apart from "".
func (t *texts) add(fields ...*string) textRef {
	need := 0
	for _, f := range fields {
		need += binary.MaxVarintLen64
		if f != nil {
			need += len(*f)
		}
	}
	if t.open.Cap()-t.open.Len() < need {
		t.seal()
		t.open.Grow(max(textBlock, need))
	}
	ref := textRef(len(t.blocks))<<32 | textRef(t.open.Len())
	var size [binary.MaxVarintLen64]byte
	for _, f := range fields {
		if f == nil {
			t.open.WriteByte(0)
			continue
		}
		t.open.Write(size[:binary.PutUvarint(size[:], uint64(len(*f))+1)])
		t.open.WriteString(*f)
	}
	return ref
}

// seal closes the open block.
func (t *texts) seal() {
	if t.open.Len() > 0 {
		t.blocks = append(t.blocks, t.open.String())
		t.open = strings.Builder{}
	}
}

// at reads the texts of one row in the order in which they were added.
func (t *texts) at(ref textRef) textReader {
	if block := int(ref >> 32); block < len(t.blocks) {
		return textReader{t.blocks[block][uint32(ref):]}
	}
	return textReader{t.open.String()[uint32(ref):]}
}

// textReader walks over the texts of a row.
type textReader struct{ rest string }

// next returns the next text; false for one that was nil.
func (r *textReader) next() (string, bool) {
	size, width := uvarint(r.rest)
	r.rest = r.rest[width:]
	if size == 0 {
		return "", false
	}
	text := r.rest[:size-1]
	r.rest = r.rest[size-1:]
	return text, true
}

// text returns the next text, "" for nil.
func (r *textReader) text() string {
	text, _ := r.next()
	return text
}

// uvarint is binary.Uvarint over a string.
func uvarint(s string) (value uint64, width int) {
	for shift := 0; ; shift += 7 {
		b := s[width]
		width++
		value |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return value, width
		}
	}
}

// words numbers texts of which few differ. Number 0 is "no text".
type words struct {
	numbers map[string]uint32
	list    []string
}

func newWords() *words { return &words{numbers: map[string]uint32{}, list: []string{""}} }

// number returns the number of text, a new one for a new text; 0 for nil.
func (w *words) number(text *string) uint32 {
	if text == nil {
		return 0
	}
	if n, ok := w.numbers[*text]; ok {
		return n
	}
	n := uint32(len(w.list))
	own := strings.Clone(*text)
	w.list = append(w.list, own)
	w.numbers[own] = n
	return n
}
