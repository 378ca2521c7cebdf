package policies

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// lint holds every control to what OPA's own checks miss: misspellings inside arguments, object.get
// and enumeration texts, data of other packages, and templates that name what is not there.
func (c *Catalogue) lint() error {
	for i := range c.controls {
		control := &c.controls[i]
		for _, check := range control.Checks {
			for _, hold := range []func() error{
				func() error { return lintShape(check) },
				func() error { return lintReferences(check) },
				func() error { return lintEnums(check, c.compiler.Modules[check.File]) },
				func() error { return lintCounts(check, c.compiler.Modules[check.File], c.compiler.TypeEnv) },
				func() error { return lintTemplates(control, check) },
			} {
				if err := hold(); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func at(l *ast.Location, format string, args ...any) error {
	return fmt.Errorf("%s:%d: %s", l.File, l.Row, fmt.Sprintf(format, args...))
}

// lintShape asks for applies, findings and where used undecided, each of its kind.
func lintShape(check Check) error {
	for _, name := range []string{"applies", "findings"} {
		if !definesRule(check.module, name) {
			return at(check.module.Package.Location, "the control has no rule %s", name)
		}
	}
	for _, r := range check.module.Rules {
		set := r.Head.RuleKind() == ast.MultiValue
		switch name := ruleName(r); {
		case len(r.Head.Ref()) > 1 || len(r.Head.Args) > 0 && slices.Contains([]string{"applies", "findings", "undecided"}, name):
			return at(r.Location, "rule %s: expected a plain name", name)
		case (name == "findings" || name == "undecided") && !set:
			return at(r.Location, "rule %s is no set: write %s contains …", name, name)
		case name == "applies" && set:
			return at(r.Location, "rule applies is a set: write applies if …")
		}
	}
	return nil
}

// lintReferences keeps controls to input and their own rules, and input out of arguments that
// nothing type-checks.
func lintReferences(check Check) error {
	own := map[string]bool{}
	for _, r := range check.module.Rules {
		own[ruleName(r)] = len(r.Head.Args) > 0
	}
	var err error
	report := func(l *ast.Location, format string, args ...any) bool {
		if err == nil {
			err = at(l, format, args...)
		}
		return true
	}
	if len(check.module.Imports) > 0 {
		return at(check.module.Imports[0].Location, "a control imports nothing: it reads input and its own rules")
	}
	ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.With:
			return report(x.Location, "a control uses no with: only tests do")
		case *ast.Expr:
			if x.IsCall() {
				return lintCall(x.Operator(), x.Operands(), own, x.Location, report)
			}
		case *ast.Term:
			if call, ok := x.Value.(ast.Call); ok {
				return lintCall(call[0].Value.(ast.Ref), call[1:], own, x.Location, report)
			}
			if ref, ok := x.Value.(ast.Ref); ok && ref[0].Equal(ast.DefaultRootDocument) {
				return report(x.Location, "%s: a control sees nothing in data", ref)
			}
		}
		return false
	}).Walk(check.module)
	return err
}

// lintCall refuses input as an argument of the control's own functions and of object.get.
func lintCall(operator ast.Ref, args []*ast.Term, own map[string]bool, l *ast.Location, report func(*ast.Location, string, ...any) bool) bool {
	name := operator.String()
	if name != "object.get" && !own[name] {
		return false
	}
	for _, arg := range args {
		ref, ok := arg.Value.(ast.Ref)
		if !ok || !isInput(ref[0]) {
			continue
		}
		if name == "object.get" {
			return report(l, "object.get hides a misspelt field: read %s itself", ref)
		}
		return report(l, "%s is passed to %s, where its fields are not checked: read input in the function", ref, name)
	}
	return false
}

// lintTemplates asks every placeholder of the sentences for something that fills it.
func lintTemplates(control *Control, check Check) error {
	evidence := evidenceKeys(check.module)
	for _, t := range []Template{check.Message, check.Expected, check.Actual} {
		for _, name := range t.names() {
			if err := lintPlaceholder(control, check, evidence, name); err != nil {
				return at(check.module.Package.Location, "%q: {%s}: %v", t, name, err)
			}
		}
	}
	return nil
}

func lintPlaceholder(control *Control, check Check, evidence []string, name string) error {
	space, key, _ := strings.Cut(name, ".")
	switch space {
	case "target", "expected", "actual":
		return nil
	case "evidence":
		if !slices.Contains(evidence, key) {
			return fmt.Errorf("no finding has the evidence %s: there are %s", key, strings.Join(evidence, ", "))
		}
		return nil
	case "parameters":
		if !slices.ContainsFunc(control.Parameters, func(p Parameter) bool { return p.Name == key }) {
			return fmt.Errorf("allowed are %s", control.parameterList())
		}
		return nil
	}
	names := strings.Split(name, ".")
	_, reached, used := steps(subjectType(check.Kind), names)
	if used < len(names) {
		return fmt.Errorf("the facts have no %s below %q", names[used], strings.Join(names[:used], "."))
	}
	if base(reached).Kind() == reflect.Struct {
		return fmt.Errorf("an object has no words: name one of its fields")
	}
	return nil
}

// evidenceKeys are the constant keys of all objects in the control, sorted.
func evidenceKeys(m *ast.Module) []string {
	keys := map[string]bool{}
	ast.WalkTerms(m, func(t *ast.Term) bool {
		if object, ok := t.Value.(ast.Object); ok {
			object.Foreach(func(k, _ *ast.Term) {
				if s, ok := k.Value.(ast.String); ok {
					keys[string(s)] = true
				}
			})
		}
		return false
	})
	return sortedKeys(keys)
}
