package policies

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// TestOptions choose what Test runs.
type TestOptions struct {
	// Filter is a regular expression over "<package>.<test>"; "" runs every test.
	Filter string
	// Limit bounds each test; 0 means five seconds.
	Limit time.Duration
}

// TestResults are the results of the Rego tests beside the controls.
type TestResults struct {
	// Tests are ordered by package, then name.
	Tests []TestResult
	// Coverage has one entry for each policy, ordered by file.
	Coverage []Coverage
}

// noReason is that of a test of which no line is known that did not hold.
const noReason = "the body does not hold"

// TestResult is one test.
type TestResult struct {
	Package, Name string
	// File and Line are where the test stands.
	File string
	Line int
	Pass bool
	// Reason says why a test did not pass: the expression that failed, or the error. "" for a pass.
	Reason string
}

// Coverage says which lines of one policy no test reached.
type Coverage struct {
	// Control is the id.
	Control string
	File    string
	// Percent of lines with an expression that some test evaluated; 100 only when Missing is empty.
	Percent float64
	// Missing are the line numbers not reached, ascending.
	Missing []int
}

// Passed reports whether every test passed and every line was reached.
func (r TestResults) Passed() bool {
	return !slices.ContainsFunc(r.Tests, func(t TestResult) bool { return !t.Pass }) &&
		!slices.ContainsFunc(r.Coverage, func(c Coverage) bool { return len(c.Missing) > 0 })
}

// Test runs the tests of the catalogue's controls over complete subjects made by this package,
// which they see as data.fixtures. An error means that the tests could not run.
func (c *Catalogue) Test(ctx context.Context, o TestOptions) (TestResults, error) {
	modules, err := c.testModules()
	if err != nil {
		return TestResults{}, err
	}
	lines := cover.New()
	runner := tester.NewRunner().SetCompiler(newCompiler()).SetModules(modules).
		SetCoverageQueryTracer(lines).RaiseBuiltinErrors(true).SetParallel(1).Filter(o.Filter).SetTimeout(cmp.Or(o.Limit, defaultDeadline))
	done, err := runner.RunTests(ctx, nil)
	if err != nil {
		return TestResults{}, oneLine(err)
	}
	var results TestResults
	for r := range done {
		results.Tests = append(results.Tests, testResult(r, o))
	}
	slices.SortFunc(results.Tests, func(a, b TestResult) int {
		return cmp.Or(cmp.Compare(a.Package, b.Package), cmp.Compare(a.Name, b.Name))
	})
	results.Coverage = c.coverage(lines)
	if err := c.findLines(ctx, results.Tests); err != nil {
		return TestResults{}, err
	}
	return results, ctx.Err()
}

// findLines runs the tests that failed once more, with a trace, and says which of their lines did not hold.
func (c *Catalogue) findLines(ctx context.Context, tests []TestResult) error {
	var names []string
	at := map[string]*TestResult{}
	for i := range tests {
		if t := &tests[i]; !t.Pass && t.Reason == noReason {
			name := t.Package + "." + t.Name
			names, at[name] = append(names, regexp.QuoteMeta(name)), t
		}
	}
	if len(names) == 0 {
		return nil
	}
	modules, err := c.testModules()
	if err != nil {
		return err
	}
	done, err := tester.NewRunner().SetCompiler(newCompiler()).SetModules(modules).EnableTracing(true).SetParallel(1).
		Filter("^("+strings.Join(names, "|")+")$").RunTests(ctx, nil)
	if err != nil {
		return oneLine(err)
	}
	for r := range done {
		if t := at[r.Package+"."+r.Name]; t != nil {
			t.Reason = cmp.Or(failedLine(r.Trace, t.File), noReason)
		}
	}
	return nil
}

// failedLine is about the last expression of a file that did not hold; "" without one.
func failedLine(trace []*topdown.Event, file string) string {
	for _, e := range slices.Backward(trace) {
		if e.Op == topdown.FailOp && e.Location != nil && e.Location.File == file {
			return fmt.Sprintf("line %d does not hold: %s", e.Location.Row, firstLine(string(e.Location.Text)))
		}
	}
	return ""
}

// testModules are controls, tests and fixtures, copied since compiling rewrites them.
func (c *Catalogue) testModules() (map[string]*ast.Module, error) {
	modules := map[string]*ast.Module{}
	for path, m := range c.modules {
		modules[path] = m.Copy()
	}
	for path, m := range c.tests {
		modules[path] = m.Copy()
	}
	f, err := fixtureModule()
	if err != nil {
		return nil, err
	}
	modules["fixtures.rego"] = f
	return modules, nil
}

func testResult(r *tester.Result, o TestOptions) TestResult {
	t := TestResult{Package: r.Package, Name: r.Name, File: r.Location.File, Line: r.Location.Row, Pass: r.Pass()}
	switch {
	case topdown.IsCancel(r.Error):
		t.Reason = fmt.Sprintf("took longer than %s", cmp.Or(o.Limit, defaultDeadline))
	case r.Error != nil:
		t.Reason = firstLine(r.Error.Error())
	case !t.Pass:
		t.Reason = noReason
	}
	return t
}

// coverage reads, for each policy, which of its lines the tests reached.
func (c *Catalogue) coverage(lines *cover.Cover) []Coverage {
	report := lines.Report(maps.Clone(c.modules))
	var all []Coverage
	for _, control := range c.controls {
		for _, check := range control.Checks {
			one := Coverage{Control: control.ID, File: check.File}
			covered := 0
			if file := report.Files[check.File]; file != nil {
				one.Missing, covered = rows(file.NotCovered), len(rows(file.Covered))
			}
			one.Missing = notNil(one.Missing)
			if total := covered + len(one.Missing); total > 0 {
				one.Percent = 100 * float64(covered) / float64(total)
			}
			all = append(all, one)
		}
	}
	slices.SortFunc(all, func(a, b Coverage) int { return cmp.Compare(a.File, b.File) })
	return all
}

func rows(ranges []cover.Range) []int {
	var list []int
	for _, r := range ranges {
		for row := r.Start.Row; row <= r.End.Row; row++ {
			if !slices.Contains(list, row) {
				list = append(list, row)
			}
		}
	}
	slices.Sort(list)
	return list
}
