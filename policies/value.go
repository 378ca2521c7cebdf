package policies

import (
	"reflect"

	"github.com/open-policy-agent/opa/v1/ast"
)

// valueOf turns a fact into OPA's value without a detour over JSON text. An absent side is left
// out, a nil scalar is null, a nil list is an empty one: the JSON form is total.
func valueOf(v reflect.Value) ast.Value {
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return ast.NullValue
		}
		return valueOf(v.Elem())
	case reflect.Struct:
		return structValue(v)
	case reflect.Slice:
		terms := make([]*ast.Term, v.Len())
		for i := range terms {
			terms[i] = ast.NewTerm(valueOf(v.Index(i)))
		}
		return ast.NewArray(terms...)
	case reflect.Bool:
		return ast.InternedTerm(v.Bool()).Value
	case reflect.String:
		return ast.String(v.String())
	default:
		return ast.InternedTerm(v.Int()).Value
	}
}

func structValue(v reflect.Value) ast.Value {
	fields := shapes.of(v.Type())
	pairs := make([][2]*ast.Term, 0, len(fields)+2)
	for _, f := range fields {
		value := v.Field(f.index)
		if f.optional && value.IsNil() {
			continue
		}
		pairs = append(pairs, [2]*ast.Term{f.key, ast.NewTerm(valueOf(value))})
	}
	return ast.NewObject(pairs...)
}

// keyedField is a field with its key as OPA's term.
type keyedField struct {
	field
	key *ast.Term
}

// shapeTable holds the fields of every struct a subject consists of; it is built once and only read.
type shapeTable map[reflect.Type][]keyedField

var shapes = newShapeTable(subjectType(KindGroup), subjectType(KindTenant), subjectType(KindChange))

func newShapeTable(roots ...reflect.Type) shapeTable {
	t := shapeTable{}
	for _, root := range roots {
		t.add(root)
	}
	return t
}

func (t shapeTable) of(s reflect.Type) []keyedField { return t[s] }

func (t shapeTable) add(s reflect.Type) {
	if s = base(s); s.Kind() == reflect.Slice {
		s = base(s.Elem())
	}
	if s.Kind() != reflect.Struct || t[s] != nil {
		return
	}
	fields := make([]keyedField, 0, s.NumField())
	for _, f := range fieldsOf(s) {
		fields = append(fields, keyedField{field: f, key: ast.StringTerm(f.name)})
	}
	t[s] = fields
	for _, f := range fields {
		t.add(f.typ)
	}
}
