package connect

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"
)

// body is what one file holds.
type body struct {
	elements []json.RawMessage
	faults   *faults
	// count adds up what the wrappers count; nil when one of the bodies came without.
	count *int64
	// machines and tenants are the names that the body itself gives to server and tenant.
	machines, tenants []string
	// properties are the keys of the objects asked for, as received.
	properties []string
	stem       string
	// digest is that of the file's text.
	digest [sha256.Size]byte
}

// readBody reads a file: one or several objects, arrays or wrapped arrays.
func readBody(fsys fs.FS, file string) (*body, error) {
	text, err := readText(fsys, file)
	if err != nil {
		return nil, err
	}
	b := &body{faults: &faults{}, digest: sha256.Sum256(text), stem: partOf(file[strings.LastIndexByte(file, '/')+1:])}
	if err := b.parse(text); err != nil {
		return nil, err
	}
	return b, nil
}

// parse reads bodies until the end of text.
func (b *body) parse(text []byte) error {
	if trimmed := bytes.TrimLeft(text, " \r\n\t"); len(trimmed) > 0 && trimmed[0] == '<' {
		return errors.New("found HTML or XML where JSON is expected; export it again with ConvertTo-Json -Depth 10")
	}
	b.faults.text = text
	d := json.NewDecoder(bytes.NewReader(text))
	counted, bodies := int64(0), 0
	for ; ; bodies++ {
		raw, err := nextValue(d, text)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return badJSON(text, err)
		}
		if bytes.Equal(raw, []byte("null")) {
			return emptyError("the body is null")
		}
		n, err := b.add(raw)
		if err != nil {
			return err
		}
		if counted += n; n < 0 {
			counted = -1 << 62
		}
	}
	if bodies == 0 {
		return emptyError("the file is empty")
	}
	if counted >= 0 {
		b.count = &counted
	}
	return nil
}

// add adds one body and returns what it counts itself, less than 0 for no count.
func (b *body) add(raw json.RawMessage) (count int64, err error) {
	switch raw[0] {
	case '[':
		elements, _ := elementsOf(raw)
		b.elements = append(b.elements, elements...)
		return -1, nil
	case '{':
		if w, ok := wrapperOf(raw); ok {
			b.elements = append(b.elements, w.elements...)
			b.machines, b.tenants = append(b.machines, w.machines...), append(b.tenants, w.tenants...)
			return w.count, nil
		}
		b.elements = append(b.elements, raw)
		return -1, nil
	case '"':
		if cutOff(raw) {
			return 0, newCutError(b.faults.text, raw, "", clip(raw))
		}
	}
	return 0, fmt.Errorf("expected objects in JSON, found %s; export it again with ConvertTo-Json -Depth 10", clip(raw))
}

// objects returns the elements as objects; another element is a fault.
func (b *body) objects() []object {
	var list []object
	for i, raw := range b.elements {
		o, ok := objectOf(raw, b.stem+"["+strconv.Itoa(i)+"]", b.faults)
		if !ok {
			continue
		}
		for _, name := range o.names {
			if !slices.Contains(b.properties, name) {
				b.properties = append(b.properties, name)
			}
		}
		list = append(list, o)
	}
	for _, o := range list {
		if name := o.plain("pscomputername"); name != "" && !slices.Contains(b.machines, name) {
			b.machines = append(b.machines, name)
		}
	}
	return list
}

// emptyError is a file without a body. It is never an empty list: a failed command leaves the same.
type emptyError string

func (e emptyError) Error() string {
	return string(e) + ", which a failed export leaves as well as an empty list; export it again, an empty list as [] (ConvertTo-Json -InputObject @(…) -Depth 10)"
}

// badJSON says where and why text is no JSON.
func badJSON(text []byte, err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("line %d: the file ends inside a value: it was cut off; export or copy it again", 1+bytes.Count(text, []byte{'\n'}))
	}
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at := min(int(max(0, syntax.Offset)), len(text))
		return fmt.Errorf("line %d, byte %d: expected JSON: %w; export it again", 1+bytes.Count(text[:at], []byte{'\n'}), at, err)
	}
	return fmt.Errorf("expected JSON: %w; export it again", err)
}
