package workbook

import (
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
)

// scanner reads the markup of a part piece by piece. No piece may be longer than mostMarkup, no depth above
// mostDepth, and a document type, which could define entities, is refused. Every element must end where it began,
// and nothing may follow the first: what is cut off or damaged behind the part that is read is not read either.
type scanner struct {
	xml   *xml.Decoder
	piece *piece
	// open are the elements that have begun, the outermost first; ended says that the outermost has ended.
	open  []xml.Name
	ended bool
}

// Elements nest no deeper in any part of a workbook, nor have longer names.
const (
	mostDepth   = 64
	longestName = 255
)

var errCutOff = errors.New("its XML is cut off: save the workbook again from the program that it was edited with")

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
	return &scanner{xml: xml.NewDecoder(bufio.NewReaderSize(p, 32<<10)), piece: p}
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
			case errors.Is(err, io.EOF) && s.ended:
				return nil, io.EOF
			case errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
				return nil, errCutOff
			case errors.As(err, &syntax):
				return nil, fmt.Errorf("line %d: %.100s", syntax.Line, syntax.Msg)
			}
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			return t, s.begin(t.Name)
		case xml.EndElement:
			return t, s.end(t.Name)
		case xml.CharData:
			return t, nil
		case xml.Directive:
			return nil, errors.New("it declares a document type, which no workbook does")
		}
	}
}

func (s *scanner) begin(name xml.Name) error {
	switch {
	case s.ended:
		return fmt.Errorf("its XML is damaged: <%.40s> follows its end", name.Local)
	case len(s.open) == mostDepth || len(name.Space)+len(name.Local) > longestName:
		return errors.New("its elements nest deeper, or have longer names, than those of any workbook")
	}
	s.open = append(s.open, name)
	return nil
}

func (s *scanner) end(name xml.Name) error {
	last := len(s.open) - 1
	if last < 0 || s.open[last] != name {
		return fmt.Errorf("its XML is damaged: </%.40s> ends what did not begin", name.Local)
	}
	s.open, s.ended = s.open[:last], last == 0
	return nil
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
