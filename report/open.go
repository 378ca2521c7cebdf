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
	return &stream{ReadCloser: r, file: f}, nil
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
