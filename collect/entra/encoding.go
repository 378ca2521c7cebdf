package entra

import (
	"bufio"
	"bytes"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// decoded returns r as UTF-8 without a byte order mark, from UTF-8 or UTF-16. JSON begins with an ASCII
// character, so that a NUL beside it tells UTF-16 without a mark. Where the text is UTF-16, offsets in errors
// count its UTF-8 form.
func decoded(r io.Reader) io.Reader {
	b := bufio.NewReaderSize(r, 64)
	head, _ := b.Peek(4) // a shorter text has no mark, and its error comes back on reading
	switch {
	case bytes.HasPrefix(head, []byte{0xEF, 0xBB, 0xBF}):
		_, _ = b.Discard(3)
		return b
	case bytes.HasPrefix(head, []byte{0xFF, 0xFE}), bytes.HasPrefix(head, []byte{0xFE, 0xFF}):
		return unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Reader(b)
	case len(head) < 2 || len(head) == 4 && head[0]|head[1] == 0 || len(head) == 4 && head[2]|head[3] == 0:
		// UTF-32, or too short for either.
	case head[0] == 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewDecoder().Reader(b)
	case head[1] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewDecoder().Reader(b)
	}
	return b
}
