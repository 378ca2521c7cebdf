package workbook

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
)

// Book is an open workbook. Its file stays open until the caller closes it.
type Book struct {
	// Properties are the custom properties of the file, by name; some programs drop them.
	Properties map[string]string

	archive *archive
	limits  Limits
	sheets  []sheetPart
	strings *pool
	// epoch1904 says that days are counted from 1904, as Excel for Macintosh did.
	epoch1904 bool
}

// sheetPart is one sheet and where it is stored.
type sheetPart struct{ name, part string }

// Open reads what the file consists of. Errors are one line and say what is wrong with the file.
func Open(r io.ReaderAt, size int64, l Limits) (*Book, error) {
	a, err := openArchive(r, size, l)
	if err != nil {
		return nil, fmt.Errorf("opening the workbook: %w", err)
	}
	b := &Book{Properties: map[string]string{}, archive: a, limits: l}
	if err := b.open(); err != nil {
		return nil, fmt.Errorf("opening the workbook: %w", err)
	}
	return b, nil
}

func (b *Book) open() error {
	roots, err := b.archive.relations("")
	if err != nil {
		return err
	}
	main := roots.ofKind("/officeDocument")
	if main == "" || !b.archive.has(main) {
		return errors.New("it holds no workbook: save it as .xlsx")
	}
	if custom := roots.ofKind("/custom-properties"); custom != "" && b.archive.has(custom) {
		if err := b.archive.read(custom, mostSmall, b.readProperties); err != nil {
			return err
		}
	}
	parts, err := b.archive.relations(main)
	if err != nil {
		return err
	}
	if err := b.archive.read(main, mostSmall, func(r io.Reader) error { return b.readSheets(r, parts) }); err != nil {
		return err
	}
	b.strings = &pool{}
	if shared := parts.ofKind("/sharedStrings"); shared != "" {
		return b.archive.read(shared, b.limits.Unpacked, func(r io.Reader) error { return b.strings.fill(r, b.limits.Strings) })
	}
	return nil
}

// readProperties keeps custom properties that are texts.
func (b *Book) readProperties(r io.Reader) error {
	s, name := newScanner(r), ""
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "property" {
				name = attribute(t, "name")
			}
		case xml.CharData:
			if name != "" {
				b.Properties[name] += strings.TrimSpace(string(t))
			}
		}
	}
}

// readSheets lists the sheets in their order.
func (b *Book) readSheets(r io.Reader, parts relations) error {
	return newScanner(r).each(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			b.epoch1904 = slices.Contains([]string{"1", "true"}, attribute(e, "date1904"))
		case "sheet":
			name, part := attribute(e, "name"), parts.target(attribute(e, "id"))
			if part == "" {
				return nil
			}
			if len(b.sheets) == b.limits.Sheets {
				return fmt.Errorf("it has more than %d sheets", b.limits.Sheets)
			}
			b.sheets = append(b.sheets, sheetPart{name, part})
		}
		return nil
	})
}

// relations are what a part refers to.
type relations []relation

type relation struct{ id, kind, target string }

// relations reads those of a part, "" for the whole file.
func (a *archive) relations(of string) (relations, error) {
	folder, file := path.Split(of)
	var all relations
	err := a.read(folder+"_rels/"+file+".rels", mostSmall, func(r io.Reader) error {
		return newScanner(r).each(func(e xml.StartElement) error {
			if e.Name.Local != "Relationship" || attribute(e, "TargetMode") == "External" {
				return nil
			}
			target := attribute(e, "Target")
			if !strings.HasPrefix(target, "/") {
				target = folder + target
			}
			all = append(all, relation{attribute(e, "Id"), attribute(e, "Type"), partName(target)})
			return nil
		})
	})
	return all, err
}

// ofKind returns the part of the relation whose kind ends so: the standard has two families of names.
func (r relations) ofKind(ending string) string {
	for _, one := range r {
		if strings.HasSuffix(one.kind, ending) {
			return one.target
		}
	}
	return ""
}

// target returns the part of a sheet by the id of its relation.
func (r relations) target(id string) string {
	for _, one := range r {
		if one.id == id && strings.HasSuffix(one.kind, "/worksheet") {
			return one.target
		}
	}
	return ""
}
