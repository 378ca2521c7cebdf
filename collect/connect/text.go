package connect

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// maxFile bounds one file. Connectors with their whole schema take some tens of megabytes.
const maxFile = 256 << 20

// maxCommas bounds the values of one file, which take many times the memory of their text.
const maxCommas = 5_000_000

// readText returns a file as UTF-8 without a byte order mark, from UTF-8 or UTF-16.
func readText(fsys fs.FS, file string) ([]byte, error) {
	f, err := fsys.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err != nil {
		return nil, err
	}
	if len(text) > maxFile {
		return nil, fmt.Errorf("it is longer than %d MiB, which no export of a server is; export it again with ConvertTo-Json -Depth 10", maxFile>>20)
	}
	if text, err = plain(text); err == nil && bytes.Count(text, []byte{','}) > maxCommas {
		return nil, fmt.Errorf("it has more than %d values, which no export of a server has; export it again with ConvertTo-Json -Depth 10", maxCommas)
	}
	return text, err
}

// plain decodes text. Windows PowerShell writes UTF-16 with a mark, or the code page of the
// machine, whose letters beyond ASCII cannot be told: that one is refused.
func plain(text []byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(text, []byte{0xEF, 0xBB, 0xBF}):
		text = text[3:]
	case bytes.HasPrefix(text, []byte{0xFF, 0xFE}), len(text) > 1 && text[0] != 0 && text[1] == 0:
		return decodeWide(text, unicode.LittleEndian)
	case bytes.HasPrefix(text, []byte{0xFE, 0xFF}), len(text) > 1 && text[0] == 0 && text[1] != 0:
		return decodeWide(text, unicode.BigEndian)
	}
	if !utf8.Valid(text) {
		return nil, errors.New("expected UTF-8 or UTF-16, found another encoding; export it again with Out-File -Encoding utf8")
	}
	return text, nil
}

func decodeWide(text []byte, order unicode.Endianness) ([]byte, error) {
	if len(text)%2 != 0 {
		return nil, errors.New("the file ends in the middle of a UTF-16 character: it was cut off; export or copy it again")
	}
	return unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(text)
}

// mixedError is a folder that holds the files of more than one server.
type mixedError struct{ what string }

func (e *mixedError) Error() string {
	return e.what + ": exports of two servers, or of two times, in one folder; put each server's files into a folder of its own"
}

// visible keeps foreign text to one short line without control characters.
func visible(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7F || r >= 0x80 && r < 0xA0 || r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x2029 {
			return ' '
		}
		return r
	}, text)
	if runes := []rune(text); len(runes) > 120 {
		return string(runes[:120]) + "…"
	}
	return text
}
