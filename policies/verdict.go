package policies

import (
	"fmt"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// verdict is what a control says of a subject's facts alone, before the state of streams and member
// lists is considered. It is shared by all subjects with equal facts and never changed.
type verdict struct {
	applies bool
	// undecided are the reasons, in order, joined.
	undecided string
	findings  []rawFinding
	// err is the error of the evaluation in one line; "" for none.
	err string
	// late is true where err is that the time of the subject was up.
	late bool
}

// rawFinding is one element of findings. Its evidence is shared.
type rawFinding struct {
	// severity is "" unless the control gave one.
	severity, cause, part string
	evidence              map[string]any
}

func definesRule(m *ast.Module, name string) bool {
	return slices.ContainsFunc(m.Rules, func(r *ast.Rule) bool { return ruleName(r) == name })
}

func ruleName(r *ast.Rule) string { return string(r.Head.Ref()[0].Value.(ast.Var)) }

// finding reads one element of findings; all but four keys are evidence, attribute included.
func (q query) finding(term *ast.Term) (rawFinding, error) {
	object, ok := term.Value.(ast.Object)
	if !ok {
		return rawFinding{}, fmt.Errorf("an element of findings is no object")
	}
	f := rawFinding{evidence: map[string]any{}}
	for _, k := range object.Keys() {
		name, ok := k.Value.(ast.String)
		if !ok {
			return f, fmt.Errorf("the key %s of a finding is no text", k)
		}
		key, value := string(name), object.Get(k).Value
		var into *string
		switch key {
		case "severity":
			into = &f.severity
		case "cause":
			into = &f.cause
		case "part":
			into = &f.part
		default:
			evidence, err := evidenceValue(key, value)
			if err != nil {
				return f, err
			}
			f.evidence[key] = evidence
			continue
		}
		text, ok := value.(ast.String)
		if !ok {
			return f, fmt.Errorf("%s of a finding is no text", key)
		}
		*into = string(text)
	}
	return f, q.hold(f)
}

func (q query) hold(f rawFinding) error {
	switch {
	case f.severity != "" && severityRank(f.severity) < 0:
		return fmt.Errorf("severity %q of a finding is not known", f.severity)
	case severityRank(f.severity) > severityRank(q.severity):
		return fmt.Errorf("severity %s of a finding is above %s, the highest of its control", f.severity, q.severity)
	case f.cause != "" && !idPattern.MatchString(f.cause):
		return fmt.Errorf("cause %q of a finding is no control id", f.cause)
	}
	return nil
}

// evidenceValue admits numbers, booleans, words and counts.
func evidenceValue(key string, value ast.Value) (any, error) {
	switch value := value.(type) {
	case ast.Object:
		if n, ok := countOf(value); ok {
			return countEvidence(n), nil
		}
	case ast.Boolean:
		return bool(value), nil
	case ast.String:
		return string(value), nil
	case ast.Number:
		if n, ok := value.Int64(); ok {
			return n, nil
		}
		if f, ok := value.Float64(); ok {
			return f, nil
		}
	}
	return nil, fmt.Errorf("evidence %s is neither a number nor a boolean nor a word", key)
}

// countOf reads a diff.Count that a control passes on, or makes of others.
func countOf(o ast.Object) (n diff.Count, ok bool) {
	least, exactly := o.Get(ast.StringTerm("at_least")), o.Get(ast.StringTerm("exactly"))
	if o.Len() != 2 || least == nil || exactly == nil {
		return n, false
	}
	number, ok := least.Value.(ast.Number)
	if !ok {
		return n, false
	}
	if n.AtLeast, ok = number.Int(); !ok {
		return n, false
	}
	if exactly.Value.Compare(ast.NullValue) != 0 {
		n.Exactly = &n.AtLeast
	}
	return n, exactly.Value.Compare(least.Value) == 0 || n.Exactly == nil
}

// countEvidence is how evidence tells a count: the number, or words that say that it is the least there can be.
func countEvidence(n diff.Count) any {
	if n.Exactly == nil {
		return report.AtLeast(n.AtLeast)
	}
	return int64(*n.Exactly)
}
