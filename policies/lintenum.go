package policies

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// lintEnums compares every constant text that a compiled control compares with a fact with what
// the fact may say.
func lintEnums(check Check, compiled *ast.Module) error {
	for _, rule := range compiled.Rules {
		l := enumLinter{subject: subjectType(check.Kind), aliases: map[ast.Var]place{}}
		l.learn(rule)
		if err := l.hold(rule); err != nil {
			return err
		}
	}
	return nil
}

// place is where in the facts a term leads: the struct and its field.
type place struct {
	owner reflect.Type
	field field
	// element says that the place is an element of the field's list.
	element bool
}

func (p place) reached() reflect.Type {
	t := base(p.field.typ)
	if p.element {
		return base(t.Elem())
	}
	return t
}

// enumLinter follows the compiler's local variables to the facts they stand for.
type enumLinter struct {
	subject reflect.Type
	aliases map[ast.Var]place
}

// learn notes x = input.path, in any order of the two, until nothing new is found.
func (l *enumLinter) learn(rule *ast.Rule) {
	for known := -1; known < len(l.aliases); {
		known = len(l.aliases)
		ast.WalkExprs(rule, func(x *ast.Expr) bool {
			if every, ok := x.Terms.(*ast.Every); ok {
				if p, ok := l.place(every.Domain); ok && base(p.field.typ).Kind() == reflect.Slice {
					p.element = true
					l.alias(every.Value, p)
				}
			}
			if x.IsEquality() && len(x.Operands()) == 2 {
				a, b := x.Operand(0), x.Operand(1)
				if p, ok := l.place(b); ok {
					l.alias(a, p)
				}
				if p, ok := l.place(a); ok {
					l.alias(b, p)
				}
			}
			return false
		})
	}
}

func (l *enumLinter) alias(t *ast.Term, p place) {
	if v, ok := t.Value.(ast.Var); ok {
		if _, known := l.aliases[v]; !known {
			l.aliases[v] = p
		}
	}
}

// place finds what a term stands for.
func (l *enumLinter) place(t *ast.Term) (place, bool) {
	switch v := t.Value.(type) {
	case ast.Var:
		p, ok := l.aliases[v]
		return p, ok
	case ast.Ref:
		if isInput(v[0]) {
			return follow(place{field: field{typ: l.subject}}, v[1:])
		}
		head, ok := v[0].Value.(ast.Var)
		if !ok {
			return place{}, false
		}
		p, ok := l.aliases[head]
		if !ok {
			return place{}, false
		}
		return follow(p, v[1:])
	default:
		return place{}, false
	}
}

func follow(p place, path []*ast.Term) (place, bool) {
	for _, term := range path {
		t := p.reached()
		switch name, constant := term.Value.(ast.String); {
		case t.Kind() == reflect.Struct && constant:
			f, ok := fieldNamed(t, string(name))
			if !ok {
				return place{}, false
			}
			p = place{owner: t, field: f}
		case t.Kind() == reflect.Slice && !p.element:
			p.element = true
		default:
			return place{}, false
		}
	}
	return p, p.owner != nil
}

// hold refuses comparisons of an enumeration with a text that it does not have.
func (l *enumLinter) hold(rule *ast.Rule) error {
	var err error
	ast.WalkExprs(rule, func(x *ast.Expr) bool {
		if err != nil || !x.IsCall() || !comparing(x.Operator().String()) || len(x.Operands()) < 2 {
			return false
		}
		for i := range 2 {
			p, ok := l.place(x.Operand(i))
			if !ok || p.owner == nil {
				continue
			}
			if bad := outside(p, x.Operand(1-i)); bad != nil {
				err = at(x.Location, "%s is never %q: it is one of %s", p.field.name, *bad, quoted(enumOf(p.owner, p.field)))
			}
		}
		return false
	})
	return err
}

func comparing(operator string) bool {
	return slices.Contains([]string{"eq", "equal", "neq", "internal.member_2"}, operator)
}

// outside returns the first text of a constant, or of its elements, that a place cannot hold.
func outside(p place, constant *ast.Term) *string {
	allowed := enumOf(p.owner, p.field)
	if allowed == nil {
		return nil
	}
	var bad *string
	note := func(t *ast.Term) {
		if s, ok := t.Value.(ast.String); ok && bad == nil && !slices.Contains(allowed, string(s)) {
			text := string(s)
			bad = &text
		}
	}
	switch v := constant.Value.(type) {
	case ast.String:
		note(constant)
	case ast.Set:
		v.Foreach(note)
	case *ast.Array:
		v.Foreach(note)
	}
	return bad
}

func quoted(list []string) string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%q", s)
	}
	return strings.Join(out, ", ")
}
