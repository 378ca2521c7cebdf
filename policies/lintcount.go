package policies

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/types"
)

// lintCounts refuses comparisons of a count with anything but a count: a count is an object, which in Rego is greater
// than every number and equal to none, so that the comparison says the same of every tenant.
func lintCounts(check Check, compiled *ast.Module, env *ast.TypeEnv) error {
	for _, rule := range compiled.Rules {
		l := countLinter{enumLinter{subject: subjectType(check.Kind), aliases: map[ast.Var]place{}}, env, map[ast.Var]string{}}
		l.learn(rule)
		l.learnRules(rule)
		if err := l.hold(rule); err != nil {
			return err
		}
	}
	return nil
}

// countLinter follows facts and rules to the counts they stand for.
type countLinter struct {
	enumLinter
	env *ast.TypeEnv
	// rules are the local variables that stand for a rule which is a count.
	rules map[ast.Var]string
}

// learnRules notes x = data.path of rules that are counts.
func (l *countLinter) learnRules(rule *ast.Rule) {
	ast.WalkExprs(rule, func(x *ast.Expr) bool {
		if !x.IsEquality() || len(x.Operands()) != 2 {
			return false
		}
		for i := range 2 {
			v, isVar := x.Operand(i).Value.(ast.Var)
			if name := l.count(x.Operand(1 - i)); isVar && name != "" {
				l.rules[v] = name
			}
		}
		return false
	})
}

// count names the count that a term stands for; "" for another term.
func (l *countLinter) count(t *ast.Term) string {
	if p, ok := l.place(t); ok && p.reached() == countType {
		return p.field.name
	}
	switch v := t.Value.(type) {
	case ast.Var:
		return l.rules[v]
	case ast.Ref:
		if v[0].Equal(ast.DefaultRootDocument) && isCount(l.env.GetByRef(v)) {
			return string(v[len(v)-1].Value.(ast.String))
		}
	}
	return ""
}

// isCount reports whether values of a type are counts.
func isCount(t types.Type) bool {
	object, ok := t.(*types.Object)
	return ok && slices.EqualFunc(object.StaticProperties(), []string{"at_least", "exactly"}, func(p *types.StaticProperty, key string) bool {
		return p.Key == key
	})
}

// orders are the operators that compare values of any type by their order.
var orders = []string{"gt", "gte", "lt", "lte"}

// hold looks at order and inequality: of equality the compiler itself says that it cannot be.
func (l *countLinter) hold(rule *ast.Rule) error {
	var err error
	ast.WalkExprs(rule, func(x *ast.Expr) bool {
		if err != nil || !x.IsCall() || len(x.Operands()) < 2 {
			return false
		}
		const flaw = "%s is an object, which is greater than every number and equal to none: compare %[1]s."
		ordered, unequal := slices.Contains(orders, x.Operator().String()), x.Operator().String() == "neq"
		for i := range 2 {
			switch name := l.count(x.Operand(i)); {
			case name == "" || err != nil:
			case ordered:
				err = at(x.Location, flaw+"at_least, and add to undecided where %[1]s.exactly is null", name)
			case unequal && ast.IsScalar(x.Operand(1-i).Value):
				err = at(x.Location, flaw+"exactly, which is null where it is not known", name)
			}
		}
		return false
	})
	return err
}
