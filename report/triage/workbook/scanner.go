package workbook

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// scanner reads the markup of a part piece by piece. No piece may be longer than mostMarkup, no depth
// is kept, and a document type, which could define entities, is refused.
type scanner struct {
	xml   *xml.Decoder
	piece *piece
}

// piece bounds what is read between two pieces of markup.
type piece struct {
	from io.Reader
	left int
}

func (p *piece) Read(b []byte) (int, error) {
	if p.left <= 0 {
		return 0, errMarkup
	}
	n, err := p.from.Read(b[:min(len(b), p.left)])
	p.left -= n
	return n, err
}

func newScanner(r io.Reader) *scanner {
	p := &piece{from: r}
	return &scanner{xml.NewDecoder(bufio.NewReaderSize(p, 32<<10)), p}
}

// next returns the next start, end or text; io.EOF ends a part. Text is valid until the next call.
func (s *scanner) next() (xml.Token, error) {
	for {
		s.piece.left = mostMarkup
		t, err := s.xml.RawToken()
		if err != nil {
			var syntax *xml.SyntaxError
			switch {
			case errors.Is(err, errMarkup):
				return nil, errMarkup
			case errors.As(err, &syntax):
				return nil, fmt.Errorf("line %d: %.100s", syntax.Line, syntax.Msg)
			}
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement, xml.EndElement, xml.CharData:
			return t, nil
		case xml.Directive:
			return nil, errors.New("it declares a document type, which no workbook does")
		}
	}
}

// each calls see for every start of an element.
func (s *scanner) each(see func(xml.StartElement) error) error {
	for {
		t, err := s.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if start, ok := t.(xml.StartElement); ok {
			if err := see(start); err != nil {
				return err
			}
		}
	}
}

// attribute returns the value of an attribute by its local name, "" for none.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}
