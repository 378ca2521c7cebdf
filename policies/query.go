package policies

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// query asks one check for everything at once. It may be used by several goroutines.
type query struct {
	text     ast.Body
	compiler ast.QueryCompiler
	modules  *ast.Compiler
	void     void
	// severity is the highest a finding may give itself.
	severity string
}

// void is the store of all queries: controls see nothing in data but themselves.
type void struct {
	store storage.Store
	txn   storage.Transaction
}

func newVoid(ctx context.Context) (void, error) {
	store := inmem.NewWithOpts(inmem.OptRoundTripOnWrite(false))
	txn, err := store.NewTransaction(ctx)
	return void{store: store, txn: txn}, err
}

const answerVar = ast.Var("x")

// newQuery compiles the query of a check. A check without the rule undecided decides always.
func newQuery(c *Catalogue, check Check, nothing void) (query, error) {
	undecided := "set()"
	if definesRule(check.module, "undecided") {
		undecided = fmt.Sprintf("data.%s.undecided", check.Package)
	}
	text, err := ast.ParseBody(fmt.Sprintf(`x = [[true | data.%[1]s.applies], %[2]s, data.%[1]s.findings]`, check.Package, undecided))
	if err != nil {
		return query{}, fmt.Errorf("preparing %s: %w", check.File, err)
	}
	q := query{compiler: c.compiler.QueryCompiler(), modules: c.compiler, void: nothing, severity: check.Severity}
	if q.text, err = q.compiler.Compile(text); err != nil {
		return query{}, fmt.Errorf("preparing %s: %w", check.File, err)
	}
	return q, nil
}

// prepared is what every run of a check begins with.
type prepared struct {
	// query has no store.
	query   query
	reading reading
}

// prepare returns what every run of a check begins with, which is made once for a catalogue: two that
// miss at once both make it, and make the same.
func (c *Catalogue) prepare(check Check) (prepared, error) {
	if p, ok := c.prepared.Load(check.File); ok {
		return p.(prepared), nil
	}
	q, err := newQuery(c, check, void{})
	if err != nil {
		return prepared{}, err
	}
	p := prepared{q, readingOf(c.compiler.Modules[check.File].Rules, subjectType(check.Kind))}
	c.prepared.Store(check.File, p)
	return p, nil
}

// ask evaluates the check for one input. What goes wrong is part of the verdict, since it concerns
// one subject only; the error is that of ctx.
func (q query) ask(ctx context.Context, l *limit, input ast.Value) (*verdict, error) {
	var answer *ast.Term
	err := topdown.NewQuery(q.text).WithQueryCompiler(q.compiler).WithCompiler(q.modules).
		WithStore(q.void.store).WithTransaction(q.void.txn).WithInput(ast.NewTerm(input)).
		WithCancel(l.cancel).WithStrictBuiltinErrors(true).WithMetrics(metrics.NoOp()).
		Iter(ctx, func(r topdown.QueryResult) error {
			answer = r[answerVar]
			return nil
		})
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case topdown.IsCancel(err):
		return &verdict{err: "the evaluation took longer than a subject may", late: true}, nil
	case err != nil:
		return &verdict{err: evalError(err)}, nil
	}
	v, err := q.read(answer)
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

// read takes the answer apart: applies, undecided and findings.
func (q query) read(answer *ast.Term) (*verdict, error) {
	if answer == nil {
		return nil, errors.New("the control has no findings")
	}
	parts := answer.Value.(*ast.Array)
	v := &verdict{applies: parts.Elem(0).Value.(*ast.Array).Len() > 0}
	var reasons []string
	for _, term := range parts.Elem(1).Value.(ast.Set).Slice() {
		reason, ok := term.Value.(ast.String)
		if !ok {
			return nil, errors.New("an element of undecided is no text")
		}
		reasons = append(reasons, string(reason))
	}
	slices.Sort(reasons)
	v.undecided = strings.Join(reasons, "; ")
	found := parts.Elem(2).Value.(ast.Set)
	for _, term := range found.Slice() {
		f, err := q.finding(term)
		if err != nil {
			return nil, err
		}
		v.findings = append(v.findings, f)
	}
	return v, nil
}
