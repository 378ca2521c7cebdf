package policies

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// LimitError says that own controls exceeded a limit of their Sandbox. There is no verdict of them
// then, and no report that could go without: whoever wrote the control mends it or raises the limit.
type LimitError struct {
	// Place is file and line of the control, or the folder of all where it is not known which it was.
	Place string
	// Control is its id; "" where that is not known.
	Control string
	// What says which limit was exceeded, as in "took longer than 5s for one subject".
	What string
	// Setting is the part of policy_limits that would be raised; "" where none helps.
	Setting string
}

// Error is one line that ends with what to do.
func (e *LimitError) Error() string {
	text := cmp.Or(e.Control, "own controls") + " " + e.What
	if e.Place != "" {
		text = e.Place + ": " + text
	}
	if e.Setting == "" {
		return text + ": write it with fewer steps"
	}
	return fmt.Sprintf("%s: write it with fewer steps, or raise policy_limits.%s", text, e.Setting)
}

// The limits, as errors tell them.
func overSubject(limit time.Duration) LimitError {
	return LimitError{What: fmt.Sprintf("took longer than %s for one subject", limit), Setting: "subject"}
}

func overTotal(limit time.Duration) LimitError {
	return LimitError{What: fmt.Sprintf("took longer than %s in all", limit), Setting: "total"}
}

func overMemory(limit int64) LimitError {
	return LimitError{What: fmt.Sprintf("used more than %d MiB of memory", limit>>20), Setting: "memory"}
}

// by is e with the control that is to blame.
func (e LimitError) by(c culprit) *LimitError {
	e.Place, e.Control = c.Place, c.Control
	return &e
}

// in is e with the folder of the controls.
func (e LimitError) in(dir string) *LimitError {
	e.Place = filepath.Join(dir, filepath.FromSlash(e.Place))
	return &e
}

// culprit is a control and where it stands; the zero value is none.
type culprit struct{ Place, Control string }

// culpritOf is the control of a check, and where its code begins.
func culpritOf(id string, check *Check) culprit {
	return culprit{Place: fmt.Sprintf("%s:%d", check.File, check.module.Package.Location.Row), Control: id}
}

// searchTime bounds the search for the line where an evaluation spends its time.
const searchTime = 200 * time.Millisecond

// lineOf evaluates once more, for a moment, and says in which line of file the evaluation is then;
// 0 where it is in none.
func (q query) lineOf(ctx context.Context, file string, input ast.Value) int {
	l := newLimit(ctx, searchTime)
	defer l.release()
	at := &lastLine{file: file}
	_ = topdown.NewQuery(q.text).WithQueryCompiler(q.compiler).WithCompiler(q.modules).
		WithStore(q.void.store).WithTransaction(q.void.txn).WithInput(ast.NewTerm(input)).
		WithCancel(l.cancel).WithQueryTracer(at).
		Iter(ctx, func(topdown.QueryResult) error { return nil })
	return at.line
}

// lastLine traces an evaluation and keeps where in a file it was last.
type lastLine struct {
	file string
	line int
}

func (l *lastLine) Enabled() bool { return true }

func (l *lastLine) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (l *lastLine) TraceEvent(e topdown.Event) {
	// What is cancelled goes back over the lines before.
	if e.Op != topdown.RedoOp && e.Location != nil && e.Location.File == l.file {
		l.line = e.Location.Row
	}
}
