package connect

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// xmlError is one error in the XML of csexport or of a run's history.
type xmlError struct {
	dn, id, objectType string
	// around is the text of the object that the error belongs to; "" when it has none.
	around string
	snapshot.ConnectErrorDetail
}

// errorsInXML is parseErrors for text that need not be XML.
func errorsInXML(text string) []xmlError {
	if !strings.HasPrefix(strings.TrimSpace(text), "<") {
		return nil
	}
	found, _ := parseErrors(text)
	return found
}

// parseErrors returns the errors in XML. Their parts are attributes in one place of the engine and
// elements in another. A fragment of several roots is taken too.
//
// Source: https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/ms696484(v=vs.100)
func parseErrors(text string) ([]xmlError, error) {
	p := errorParser{text: text}
	d := xml.NewDecoder(strings.NewReader(text))
	// A declaration may name UTF-16, though the text has been decoded since.
	d.CharsetReader = func(_ string, from io.Reader) (io.Reader, error) { return from, nil }
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return p.found, nil
		}
		if err != nil {
			return p.found, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			p.start(t, d.InputOffset())
		case xml.CharData:
			p.value.Write(t)
		case xml.EndElement:
			p.end(t.Name.Local, d.InputOffset())
		}
	}
}

// errorParser is what is known while walking through XML.
type errorParser struct {
	text  string
	found []xmlError

	// holder is the object around; current the error that is open, nil outside of one.
	holder  xmlError
	from    int64
	first   int // the first error of the object around
	current *xmlError
	value   strings.Builder
}

func (p *errorParser) start(t xml.StartElement, at int64) {
	p.value.Reset()
	switch t.Name.Local {
	case "cs-object":
		p.holder, p.from, p.first = xmlError{}, at, len(p.found)
		for _, a := range t.Attr {
			p.holder.take(a.Name.Local, a.Value)
		}
	case "export-error", "import-error", "cd-error", "retry-error":
		if p.current == nil {
			x := p.holder
			p.current = &x
		}
		for _, a := range t.Attr {
			p.current.take(a.Name.Local, a.Value)
		}
	}
}

func (p *errorParser) end(name string, at int64) {
	switch {
	case name == "cs-object":
		for i := p.first; i < len(p.found); i++ {
			p.found[i].around = p.text[p.from:at]
		}
		p.holder = xmlError{}
	case name == "export-error", name == "import-error", name == "retry-error":
		p.close()
	case name == "cd-error" && p.current != nil && p.current.Type == "" && p.current.dn == "" && p.current.id == "":
		p.close() // an error of its own only where nothing is around it
	case p.current != nil:
		p.current.take(name, strings.TrimSpace(p.value.String()))
	}
	p.value.Reset()
}

func (p *errorParser) close() {
	if x := p.current; x != nil {
		x.Code = cmp.Or(x.Code, codeIn(x.Text), codeIn(x.Type))
		p.found = append(p.found, *x)
	}
	p.current = nil
}

// take takes one attribute or element.
func (x *xmlError) take(name, value string) {
	switch name {
	case "cs-dn", "dn":
		x.dn = value
	case "cs-guid", "id":
		x.id = strings.ToLower(strings.Trim(value, "{}"))
	case "object-type":
		x.objectType = value
	case "error-type":
		x.Type = value
	case "error-code":
		x.Code = value
	case "error-literal", "server-error-detail":
		x.Text = joined(x.Text, value)
	case "date-occurred":
		if at, ok := momentOf(value); ok {
			x.Last = &at
		}
	case "first-occurred":
		if at, ok := momentOf(value); ok {
			x.First = &at
		}
	case "retry-count":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil {
			x.Retries = &n
		}
	}
}
