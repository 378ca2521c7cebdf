package policies

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
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
}

// rawFinding is one element of findings. Its evidence is shared.
type rawFinding struct {
	// severity is "" unless the control gave one.
	severity, cause, part string
	evidence              map[string]any
}

// query is a prepared evaluation of one check.
type query struct {
	prepared rego.PreparedEvalQuery
	severity string
}

// emptyStore is shared by all queries: controls see nothing in data but themselves.
func emptyStore() storage.Store { return inmem.NewWithOpts(inmem.OptRoundTripOnWrite(false)) }

// prepare compiles the query that asks one check for everything at once.
func prepare(ctx context.Context, c *Catalogue, check Check, store storage.Store) (query, error) {
	undecided := "[]"
	if definesRule(check.module, "undecided") {
		undecided = fmt.Sprintf("data.%s.undecided", check.Package)
	}
	text := fmt.Sprintf(`x = {"applies": [true | data.%[1]s.applies], "findings": data.%[1]s.findings, "undecided": %[2]s}`,
		check.Package, undecided)
	prepared, err := rego.New(rego.Query(text), rego.Compiler(c.compiler), rego.Store(store),
		rego.StrictBuiltinErrors(true), rego.Capabilities(capabilities())).PrepareForEval(ctx)
	if err != nil {
		return query{}, fmt.Errorf("preparing %s: %w", check.File, err)
	}
	return query{prepared: prepared, severity: check.Severity}, nil
}

func definesRule(m *ast.Module, name string) bool {
	return slices.ContainsFunc(m.Rules, func(r *ast.Rule) bool { return ruleName(r) == name })
}

func ruleName(r *ast.Rule) string { return string(r.Head.Ref()[0].Value.(ast.Var)) }

// ask evaluates the check for one input until limited ends. What goes wrong is part of the verdict,
// since it concerns one subject only; the error is that of ctx, on which limited depends.
func (q query) ask(ctx, limited context.Context, input ast.Value) (*verdict, error) {
	results, err := q.prepared.Eval(limited, rego.EvalParsedInput(input))
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return &verdict{err: "the evaluation took longer than a subject may"}, nil
	case err != nil:
		return &verdict{err: evalError(err)}, nil
	case len(results) != 1:
		return &verdict{err: "the control has no findings rule that is a set"}, nil
	}
	v, err := q.read(results[0].Bindings["x"])
	if err != nil {
		return &verdict{err: err.Error()}, nil
	}
	return v, nil
}

// evalError is one line with file and line.
func evalError(err error) string {
	var e *topdown.Error
	if errors.As(err, &e) && e.Location != nil {
		return fmt.Sprintf("%s:%d: %s", e.Location.File, e.Location.Row, firstLine(e.Message))
	}
	return firstLine(err.Error())
}

func (q query) read(x any) (*verdict, error) {
	answer, _ := x.(map[string]any)
	applies, _ := answer["applies"].([]any)
	v := &verdict{applies: len(applies) > 0}
	reasons, ok := answer["undecided"].([]any)
	if !ok {
		return nil, fmt.Errorf("undecided is no set")
	}
	texts := make([]string, 0, len(reasons))
	for _, r := range reasons {
		text, ok := r.(string)
		if !ok {
			return nil, fmt.Errorf("an element of undecided is no text")
		}
		texts = append(texts, text)
	}
	v.undecided = strings.Join(texts, "; ")
	findings, ok := answer["findings"].([]any)
	if !ok {
		return nil, fmt.Errorf("findings is no set")
	}
	for _, f := range findings {
		raw, err := q.finding(f)
		if err != nil {
			return nil, err
		}
		v.findings = append(v.findings, raw)
	}
	return v, nil
}

// finding reads one element of findings; all but four keys are evidence, attribute included.
func (q query) finding(x any) (rawFinding, error) {
	object, ok := x.(map[string]any)
	if !ok {
		return rawFinding{}, fmt.Errorf("an element of findings is no object")
	}
	f := rawFinding{evidence: map[string]any{}}
	for _, key := range sortedKeys(object) {
		var into *string
		switch key {
		case "severity":
			into = &f.severity
		case "cause":
			into = &f.cause
		case "part":
			into = &f.part
		default:
			value, err := evidenceValue(key, object[key])
			if err != nil {
				return f, err
			}
			f.evidence[key] = value
			continue
		}
		if *into, ok = object[key].(string); !ok {
			return f, fmt.Errorf("%s of a finding is no text", key)
		}
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

// evidenceValue admits numbers, booleans and words.
func evidenceValue(key string, x any) (any, error) {
	switch x := x.(type) {
	case bool, string:
		return x, nil
	case json.Number:
		if n, err := x.Int64(); err == nil {
			return n, nil
		}
		return x.Float64()
	default:
		return nil, fmt.Errorf("evidence %s is neither a number nor a boolean nor a word", key)
	}
}
