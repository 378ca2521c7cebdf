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
// without its group, counts that disagree, and a stream without its summaries or with other lines
// than its End counts; the error names the line. An error of to is returned as it is. Numbers in
// evidence arrive as json.Number. Memory is bounded by the longest line.
func Read(ctx context.Context, r io.Reader, to Handler) error {
	lines := &lineReader{from: bufio.NewReaderSize(r, 256<<10)}
	stream := &storedStream{check: newChecker()}
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		line, err := lines.next()
		if errors.Is(err, io.EOF) {
			return lines.wrap(stream.ends())
		}
		if err != nil {
			return lines.wrap(err)
		}
		record, err := stream.read(line, lines.number == 1)
		switch {
		case err != nil:
			return lines.wrap(err)
		case stream.ended:
			continue
		}
		if err := to.Handle(record); err != nil {
			return err
		}
	}
}

// storedStream follows a stored stream line by line.
type storedStream struct {
	check *checker
	seen  End
	ended bool
}

// read decodes one line and holds it to those before it. It returns no record for the last line.
func (s *storedStream) read(text []byte, first bool) (Record, error) {
	if s.ended {
		return Record{}, errors.New("something follows the line that ends the stream: lines were moved or added")
	}
	line, err := decode(text, first)
	switch {
	case err != nil:
		return Record{}, err
	case line.End != nil && line.fields() == 0:
		return Record{}, s.end(*line.End)
	case line.End != nil:
		return Record{}, errors.New("the line that ends the stream holds a record too, expected nothing else")
	}
	s.seen.add(line.Record)
	return line.Record, s.check.check(line.Record)
}

// end takes the line that ends the stream.
func (s *storedStream) end(want End) error {
	if err := s.check.end(); err != nil {
		return err
	}
	seen := s.seen
	if want.MemberChanges == 0 && seen.MemberChanges > 0 { // older streams count both as one
		seen.MemberDifferences, seen.MemberChanges = seen.MemberDifferences+seen.MemberChanges, 0
	}
	if seen != want {
		return fmt.Errorf("the stream ends with counts of %d lines, %d member differences and %d member changes, but holds %d, %d and %d: lines are missing, or were changed",
			want.Records, want.MemberDifferences, want.MemberChanges, seen.Records, seen.MemberDifferences, seen.MemberChanges)
	}
	s.ended = true
	return nil
}

// ends is asked when there are no more lines.
func (s *storedStream) ends() error {
	if s.ended {
		return nil
	}
	if err := s.check.end(); err != nil {
		return err
	}
	return errors.New("the stream lacks its last line, which counts the others: it was cut off; write it again")
}

// storedLine is what a line of a stored stream holds: a record or the end.
type storedLine struct {
	Record
	endLine
}

// decode reads one line. On the first line the format is looked at before the fields, so that a
// newer stream is called newer and not malformed.
func decode(line []byte, first bool) (storedLine, error) {
	if first {
		if err := peek(line); err != nil {
			return storedLine{}, err
		}
	}
	if !utf8.Valid(line) {
		return storedLine{}, fmt.Errorf("byte %d is not UTF-8, expected a stream as it was written: write it again with --out", invalidAt(line))
	}
	d := json.NewDecoder(bytes.NewReader(line))
	d.DisallowUnknownFields()
	d.UseNumber()
	var r storedLine
	if err := d.Decode(&r); err != nil {
		return storedLine{}, fmt.Errorf("decoding a record: %w", unexpectedEnd(err))
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return storedLine{}, errors.New("something follows the record, expected one record a line")
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
	if bytes.HasPrefix(line, effectHead) {
		return errors.New("this is the stream of a what-if, which has no findings: give that of an audit; only \"wbaudit report\" takes this one")
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
