package directory

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"unicode/utf16"
	"unicode/utf8"
)

// errHalf is the end of a UTF-16 file within a character.
var errHalf = errors.New("reading UTF-16: the file ends in the middle of a character: it was cut, export it again")

// plainText returns r as UTF-8 without a byte order mark. ldifde -u and a PowerShell redirection
// write UTF-16.
func plainText(r io.Reader) io.Reader {
	head := make([]byte, 3)
	n, err := io.ReadFull(r, head)
	head = head[:n]
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return io.MultiReader(bytes.NewReader(head), failing{err})
	}
	all := io.MultiReader(bytes.NewReader(head), r)
	switch {
	case bytes.Equal(head, []byte{0xEF, 0xBB, 0xBF}):
		return r
	case n >= 2 && head[0] == 0xFF && head[1] == 0xFE, n >= 2 && head[0] != 0 && head[1] == 0:
		return &wideReader{r: all, order: binary.LittleEndian}
	case n >= 2 && head[0] == 0xFE && head[1] == 0xFF, n >= 2 && head[0] == 0 && head[1] != 0:
		return &wideReader{r: all, order: binary.BigEndian}
	}
	return all
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// wideReader decodes UTF-16. Half of a surrogate pair becomes U+FFFD: Active Directory cuts names
// without regard to pairs.
type wideReader struct {
	r     io.Reader
	order binary.ByteOrder
	raw   [32 << 10]byte
	n     int // octets in raw
	out   []byte
	ready []byte
	begun bool
	err   error
}

func (w *wideReader) Read(p []byte) (int, error) {
	for len(w.ready) == 0 {
		if w.err != nil {
			return 0, w.err
		}
		n, err := w.r.Read(w.raw[w.n:])
		w.n += n
		w.err = err
		w.decode()
	}
	n := copy(p, w.ready)
	w.ready = w.ready[n:]
	return n, nil
}

// decode turns the octets there are into text, and keeps what belongs to a later one.
func (w *wideReader) decode() {
	w.out = w.out[:0]
	i := 0
	for ; i+1 < w.n; i += 2 {
		r := rune(w.order.Uint16(w.raw[i:]))
		if utf16.IsSurrogate(r) {
			if i+3 >= w.n && w.err == nil {
				break
			}
			low := rune(utf8.RuneError)
			if i+3 < w.n {
				low = rune(w.order.Uint16(w.raw[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				i += 2
			}
		}
		if r != '\uFEFF' || w.begun {
			w.out = utf8.AppendRune(w.out, r)
		}
		w.begun = true
	}
	w.n = copy(w.raw[:], w.raw[i:w.n])
	w.ready = w.out
	if w.n > 0 && errors.Is(w.err, io.EOF) {
		w.err = errHalf
	}
}
