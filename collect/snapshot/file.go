package snapshot

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
)

// file is a new file that knows the digest of what was written to it.
type file struct {
	io.Writer
	f      *os.File
	buffer *bufio.Writer
	sum    hash.Hash
}

func createFile(path string) (*file, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, err
	}
	sum := sha256.New()
	buffer := bufio.NewWriterSize(f, 1<<20)
	return &file{Writer: io.MultiWriter(buffer, sum), f: f, buffer: buffer, sum: sum}, nil
}

// finish syncs and closes the file and returns the digest of its content in lower-case hex.
func (f *file) finish() (digest string, err error) {
	err = f.buffer.Flush()
	if err == nil {
		err = f.f.Sync()
	}
	if e := f.f.Close(); err == nil {
		err = e
	}
	return hex.EncodeToString(f.sum.Sum(nil)), err
}

// writeFile creates the file at path with what write writes and returns its digest.
func writeFile(path string, write func(io.Writer) error) (string, error) {
	f, err := createFile(path)
	if err != nil {
		return "", err
	}
	err = write(f)
	digest, finished := f.finish()
	if err == nil {
		err = finished
	}
	return digest, err
}
