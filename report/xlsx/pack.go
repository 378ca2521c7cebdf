package xlsx

import (
	"archive/zip"
	"cmp"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// pack writes the workbook. excelize hands its parts over in no fixed order, with mistakes in one
// of them, and would hold all of them in memory: so they go to a file first, each mended on its
// way, and from there, in order and as they are compressed, to where the workbook belongs.
func (b *Workbook) pack() error {
	parts, err := os.CreateTemp(b.temp, "parts-")
	if err != nil {
		return err
	}
	defer parts.Close()
	b.file.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newSpool(parts, b.palette) })
	if err := b.file.Write(io.Discard); err != nil {
		return err
	}
	return copyParts(parts, b.to)
}

// spool is the zip file that excelize writes into.
type spool struct {
	*zip.Writer
	palette *palette
	// last is the part that is being written; nil before the first.
	last mender
}

// mender takes the bytes of one part, and what it still holds is written by end.
type mender interface {
	io.Writer
	end() error
}

func newSpool(w io.Writer, p *palette) *spool {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		return flate.NewWriter(w, flate.BestSpeed)
	})
	return &spool{Writer: z, palette: p}
}

// Create begins a part; excelize writes it before it begins the next.
func (s *spool) Create(name string) (io.Writer, error) {
	if err := s.endLast(); err != nil {
		return nil, err
	}
	w, err := s.Writer.Create(name)
	if err != nil {
		return nil, err
	}
	s.last = s.mend(name, w)
	return s.last, nil
}

// Close ends the last part and the file.
func (s *spool) Close() error {
	if err := s.endLast(); err != nil {
		return err
	}
	return s.Writer.Close()
}

func (s *spool) endLast() error {
	if s.last == nil {
		return nil
	}
	return s.last.end()
}

// mend returns what corrects the part of that name on its way. This is the place for every
// correction of what excelize writes.
func (s *spool) mend(name string, w io.Writer) mender {
	switch {
	case name == "xl/styles.xml":
		return &whole{to: w, mend: s.palette.mendStyles}
	case name == "[Content_Types].xml":
		return &whole{to: w, mend: sortTypes}
	case strings.HasPrefix(name, "xl/charts/"):
		return &whole{to: w, mend: mendChart}
	}
	return &marker{to: w}
}

// copyParts writes the parts of the zip file to w, in order, without compressing them again.
func copyParts(from *os.File, w io.Writer) error {
	size, err := from.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	in, err := zip.NewReader(from, size)
	if err != nil {
		return fmt.Errorf("reading the parts: %w", err)
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int {
		return cmp.Or(cmp.Compare(rank(a.Name), rank(b.Name)), cmp.Compare(a.Name, b.Name))
	})
	out := zip.NewWriter(w)
	for _, f := range in.File {
		if err := copyPart(f, out); err != nil {
			return fmt.Errorf("copying %s: %w", f.Name, err)
		}
	}
	return out.Close()
}

// rank puts the parts first that tell what kind of file this is.
func rank(name string) int {
	switch {
	case name == "[Content_Types].xml":
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	}
	return 2
}

// hasDescriptor is the zip flag that says that sizes follow the data.
const hasDescriptor = 0x8

func copyPart(f *zip.File, out *zip.Writer) error {
	h := f.FileHeader
	if max(h.UncompressedSize64, h.CompressedSize64) < math.MaxUint32 {
		// The sizes are known now, and strict readers want them ahead of the data.
		h.Flags &^= hasDescriptor
	}
	w, err := out.CreateRaw(&h)
	if err != nil {
		return err
	}
	r, err := f.OpenRaw()
	if err != nil {
		return err
	}
	_, err = io.Copy(w, r)
	return err
}
