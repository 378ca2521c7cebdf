package report

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"os"

	"github.com/klauspost/compress/zstd"
)

// OpenStream opens a stored stream, compressed with zstd or not, for Read. Which of the two it is
// shows in its first bytes, whatever the file is called.
func OpenStream(path string) (io.ReadCloser, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening the report stream: %w", err)
	}
	r, err := Decompress(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("opening the report stream %s: %w", path, err)
	}
	opened := &stream{ReadCloser: r, file: f}
	if err := opened.recognise(); err != nil {
		opened.Close()
		return nil, fmt.Errorf("opening the report stream %s: %w", path, err)
	}
	return opened, nil
}

// otherFiles are what is taken for a stream by mistake, by how it begins.
var otherFiles = []struct{ head, what string }{
	{"<", "a page or another file in HTML or XML"},
	{"PK\x03\x04", "a workbook or another zip"},
	{"\x89PNG", "a picture"},
	{"PAR1", "a list of a snapshot"},
}

// recognise refuses what is no stream by its first character, which of a stream is a brace.
func (s *stream) recognise() error {
	b := bufio.NewReader(s.ReadCloser)
	head, err := b.Peek(4)
	s.ReadCloser = &peeked{b, s.ReadCloser}
	if len(head) == 0 || err != nil && err != io.EOF {
		return nil // which reading tells
	}
	const want = "expected findings as JSON Lines: name findings.jsonl, or the folder of an audit"
	for _, other := range otherFiles {
		if bytes.HasPrefix(head, []byte(other.head)) {
			return fmt.Errorf("found %s, %s", other.what, want)
		}
	}
	if bytes.ContainsAny(head[:1], "{ \t\r\n\xEF") {
		return nil
	}
	return fmt.Errorf("found another file, %s", want)
}

// peeked reads what was looked at again.
type peeked struct {
	*bufio.Reader
	io.Closer
}

// zstdMagic begins every zstd frame.
//
// Source: RFC 8878, section 3.1.1
var zstdMagic = []byte{0x28, 0xb5, 0x2f, 0xfd}

// Decompress returns what r holds, decompressed when it is a zstd frame. Closing the result does
// not close r. Memory is bounded by maxWindow whatever the frame asks for.
func Decompress(r io.Reader) (io.ReadCloser, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(len(zstdMagic))
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.Equal(head, zstdMagic) {
		return io.NopCloser(b), nil
	}
	d, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true),
		zstd.WithDecoderMaxWindow(maxWindow))
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// maxWindow is the largest zstd window: what `zstd --ultra -22` uses without --long, 128 MiB.
const maxWindow = 128 << 20

// stream closes both the decompression and the file below it.
type stream struct {
	io.ReadCloser
	file *os.File
}

func (s *stream) Close() error {
	err := s.ReadCloser.Close()
	if fileErr := s.file.Close(); err == nil {
		err = fileErr
	}
	return err
}
