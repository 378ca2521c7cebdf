package policies

import (
	"encoding/binary"
	"errors"
	"fmt"
	"reflect"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/wbaudit/wbaudit/diff"
)

// markShared stands for the tenant that all subjects of a run have in common.
const markShared = markPresent + 1

var errCutFacts = errors.New("reading facts: cut off")

// packSubject writes a subject, its tenant only where it is not the shared one.
func packSubject(subject reflect.Value, shared *diff.Tenant) []byte {
	var b []byte
	for _, f := range shapes.of(subject.Type()) {
		v := subject.Field(f.index)
		if t, ok := reflect.TypeAssert[*diff.Tenant](v); ok && t == shared {
			b = append(b, markShared)
			continue
		}
		b = appendValue(b, v)
	}
	return b
}

// factReader turns what appendValue wrote into OPA's values, as valueOf does with the facts themselves.
type factReader struct {
	rest   []byte
	shared *ast.Term
}

// subject reads what packSubject wrote of a subject of type t, and nothing may follow.
func (r *factReader) subject(t reflect.Type) ([][2]*ast.Term, error) {
	pairs, err := r.fields(t)
	if err == nil && len(r.rest) > 0 {
		return nil, fmt.Errorf("reading facts: %d bytes too many", len(r.rest))
	}
	return pairs, err
}

func (r *factReader) fields(t reflect.Type) ([][2]*ast.Term, error) {
	fields := shapes.of(t)
	pairs := make([][2]*ast.Term, 0, len(fields)+2)
	for _, f := range fields {
		if f.optional && len(r.rest) > 0 && r.rest[0] == markNull {
			r.rest = r.rest[1:]
			continue
		}
		term, err := r.term(f.typ)
		if err != nil {
			return nil, err
		}
		pairs = append(pairs, [2]*ast.Term{f.key, term})
	}
	return pairs, nil
}

func (r *factReader) term(t reflect.Type) (*ast.Term, error) {
	if len(r.rest) > 0 && r.rest[0] == markShared && t == reflect.TypeFor[*diff.Tenant]() && r.shared != nil {
		r.rest = r.rest[1:]
		return r.shared, nil
	}
	v, err := r.value(t)
	if err != nil {
		return nil, err
	}
	return ast.NewTerm(v), nil
}

func (r *factReader) value(t reflect.Type) (ast.Value, error) {
	switch t.Kind() {
	case reflect.Pointer:
		mark, err := r.byte()
		switch {
		case err != nil:
			return nil, err
		case mark == markNull:
			return ast.NullValue, nil
		case mark != markPresent:
			return nil, fmt.Errorf("reading facts: mark %d", mark)
		}
		return r.value(t.Elem())
	case reflect.Struct:
		pairs, err := r.fields(t)
		if err != nil {
			return nil, err
		}
		return ast.NewObject(pairs...), nil
	case reflect.Slice:
		return r.list(t.Elem())
	case reflect.Bool:
		b, err := r.byte()
		return ast.InternedTerm(b == 1).Value, err
	case reflect.String:
		return r.text()
	default:
		n, used := binary.Varint(r.rest)
		if used <= 0 {
			return nil, errCutFacts
		}
		r.rest = r.rest[used:]
		return ast.InternedTerm(n).Value, nil
	}
}

func (r *factReader) list(element reflect.Type) (ast.Value, error) {
	n, err := r.length()
	if err != nil {
		return nil, err
	}
	terms := make([]*ast.Term, n)
	for i := range terms {
		if terms[i], err = r.term(element); err != nil {
			return nil, err
		}
	}
	return ast.NewArray(terms...), nil
}

func (r *factReader) text() (ast.Value, error) {
	n, err := r.length()
	if err != nil {
		return nil, err
	}
	s := ast.String(r.rest[:n])
	r.rest = r.rest[n:]
	return s, nil
}

// length reads a count of things that have a byte each at least.
func (r *factReader) length() (int, error) {
	n, used := binary.Uvarint(r.rest)
	if used <= 0 || n > uint64(len(r.rest)-used) {
		return 0, errCutFacts
	}
	r.rest = r.rest[used:]
	return int(n), nil
}

func (r *factReader) byte() (byte, error) {
	if len(r.rest) == 0 {
		return 0, errCutFacts
	}
	b := r.rest[0]
	r.rest = r.rest[1:]
	return b, nil
}
