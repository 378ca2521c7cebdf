package report

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"
)

// MaxLine is the longest line, in bytes, that Read accepts: a group of 250,000 members none of
// which arrived in the directory takes about 50 MiB.
const MaxLine = 64 << 20

// Read replays a stored stream into to, which it does not close: the caller closes it when Read
// returned nil, and only then. It refuses lines that are not exactly one record, unknown fields,
// a newer format, bytes that are no UTF-8, records out of order, a finding that comes twice or
// without its group, counts that disagree, and a stream without its summaries; the error names the line. An error of to is returned as it is. Numbers in
// evidence arrive as json.Number. Memory is bounded by the longest line.
func Read(ctx context.Context, r io.Reader, to Handler) error {
	lines := &lineReader{from: bufio.NewReaderSize(r, 256<<10)}
	check := newChecker()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return lines.wrap(check.end())
		}
		if err != nil {
			return lines.wrap(err)
		}
		record, err := decode(line, lines.number == 1)
		if err != nil {
			return lines.wrap(err)
		}
		if err := check.check(record); err != nil {
			return lines.wrap(err)
		}
		if err := to.Handle(record); err != nil {
			return err
		}
	}
}

// decode reads one line. On the first line the format is looked at before the fields, so that a
// newer stream is called newer and not malformed.
func decode(line []byte, first bool) (Record, error) {
	if first {
		if err := peek(line); err != nil {
			return Record{}, err
		}
	}
	if !utf8.Valid(line) {
		return Record{}, fmt.Errorf("byte %d is not UTF-8, expected a stream as it was written: write it again with --out", invalidAt(line))
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	d.UseNumber()
	var r Record
	if err := d.Decode(&r); err != nil {
		return Record{}, fmt.Errorf("decoding a record: %w", unexpectedEnd(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return Record{}, errors.New("something follows the record, expected one record a line")
	}
	return r, nil
}

// invalidAt is the number, from 1, of the first byte that belongs to no character.
func invalidAt(line []byte) int {
	at := 0
	for at < len(line) {
		r, size := utf8.DecodeRune(line[at:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		at += size
	}
	return at + 1
}

// peek explains a file that is no stream this version can read.
func peek(line []byte) error {
	for _, mark := range []string{"\xef\xbb\xbf", "\xff\xfe", "\xfe\xff"} {
		if bytes.HasPrefix(line, []byte(mark)) {
			return errors.New("the file starts with a byte order mark, expected plain UTF-8: " +
				"write it with --out, since redirection in PowerShell changes the encoding")
		}
	}
	var head struct {
		Run *struct {
			Format int `json:"format"`
		} `json:"run"`
	}
	if json.Unmarshal(line, &head) != nil || head.Run == nil {
		return nil // decode says what is wrong
	}
	return checkFormat(head.Run.Format)
}

// unexpectedEnd makes the end of a line within a record the unexpected one that it is.
func unexpectedEnd(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

// lineReader reads lines of up to MaxLine bytes into one buffer.
type lineReader struct {
	from   *bufio.Reader
	line   []byte
	number int
}

// next returns the next line without its end, valid until the next call. io.EOF means that the
// stream ended between two lines.
func (l *lineReader) next() ([]byte, error) {
	l.line = l.line[:0]
	for {
		part, err := l.from.ReadSlice('\n')
		if len(l.line) == 0 && len(part) > 0 {
			l.number++
		}
		if len(l.line)+len(part) > MaxLine {
			return nil, fmt.Errorf("the line is longer than %d bytes: this is no report stream", MaxLine)
		}
		l.line = append(l.line, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF) && len(l.line) > 0:
			return l.line, nil
		case err != nil:
			return nil, err
		}
		return bytes.TrimRight(l.line, "\r\n"), nil
	}
}

func (l *lineReader) wrap(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("reading the report stream, line %d: %w", l.number, err)
}
