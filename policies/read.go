package policies

import (
	"encoding/binary"
	"reflect"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// read is one place of the subject that a control looks at. Subjects that are equal in all places a
// control reads get the same verdict.
type read struct {
	// name is the JSON path, with a question mark where only existence matters.
	name  string
	steps []int
	// exists says that only the presence of an object is asked for.
	exists bool
}

// reading is all that a check looks at.
type reading struct {
	places []read
	// now says that the check reads input.now.
	now bool
}

// readingOf lists what rules read of a subject of type t. What is the same for every subject of a
// run (tenant, parameters, profiles, now) is left out. A path that cannot be told, such as input[x], counts as
// a read of everything below the part that can.
func readingOf(rules []*ast.Rule, t reflect.Type) reading {
	c := collector{subject: t, places: map[string]read{}}
	for _, rule := range rules {
		c.walk(rule)
	}
	r := reading{now: c.now}
	for _, name := range sortedKeys(c.places) {
		r.places = append(r.places, c.places[name])
	}
	return r
}

type collector struct {
	subject reflect.Type
	places  map[string]read
	now     bool
	// tenant says that what all subjects of a run have in common is wanted too.
	tenant bool
}

func (c *collector) walk(node any) {
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			if ref, ok := bareInput(x); ok {
				c.add(ref, true)
				return true
			}
		case ast.Ref:
			if !isInput(x[0]) {
				return false
			}
			c.add(x, false)
			for _, part := range x[1:] {
				c.walk(part)
			}
			return true
		case ast.Var:
			if x.Equal(ast.InputRootDocument.Value) {
				c.add(ast.Ref{ast.InputRootDocument}, false)
			}
		}
		return false
	}).Walk(node)
}

// bareInput returns the reference of an expression that consists of nothing else.
func bareInput(x *ast.Expr) (ast.Ref, bool) {
	term, ok := x.Terms.(*ast.Term)
	if !ok || len(x.With) > 0 {
		return nil, false
	}
	ref, ok := term.Value.(ast.Ref)
	return ref, ok && isInput(ref[0]) && ref.IsGround()
}

func isInput(t *ast.Term) bool { return t.Equal(ast.InputRootDocument) }

func (c *collector) add(ref ast.Ref, bare bool) {
	names := inputPath(ref)
	switch {
	case len(names) > 0 && (names[0] == "tenant" && !c.tenant || names[0] == "parameters" || names[0] == "profiles"):
		return
	case len(names) > 0 && names[0] == "now":
		c.now = true
		return
	}
	indexes, reached, used := steps(c.subject, names)
	if owner := ownerOf(c.subject, indexes); owner == countType {
		// A count is one fact, whether it is exact or not.
		indexes, used = indexes[:len(indexes)-1], used-1
	}
	p := read{name: strings.Join(names[:used], "."), steps: indexes}
	if bare && used == len(ref)-1 && base(reached).Kind() == reflect.Struct {
		p.exists = true
		p.name += "?"
	}
	c.places[p.name] = p
	// A whole subject holds now; whoever reads it may read that.
	c.now = c.now || used == 0
}

// inputPath returns the constant names that follow input, up to the first that is not one.
func inputPath(ref ast.Ref) []string {
	var names []string
	for _, term := range ref[1:] {
		name, ok := term.Value.(ast.String)
		if !ok {
			break
		}
		names = append(names, string(name))
	}
	return names
}

// Marks of what is written before a value; they keep absent, null and present apart.
const (
	markAbsent byte = iota
	markNull
	markPresent
)

func appendValue(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, markNull)
		}
		return appendValue(append(b, markPresent), v.Elem())
	case reflect.Struct:
		for _, f := range shapes.of(v.Type()) {
			b = appendValue(b, v.Field(f.index))
		}
		return b
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		for i := range v.Len() {
			b = appendValue(b, v.Index(i))
		}
		return b
	case reflect.String:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		return append(b, v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	default:
		return binary.AppendVarint(b, v.Int())
	}
}
