// Package junit renders a report stream as JUnit XML for pipelines: a test suite for each control and in
// it a test case for each finding, and one for the evaluation as a whole.
//
//	open finding               <failure>  type is the severity
//	waived or settling finding <skipped>  with the waiver's reason; never both skipped and failed
//	not evaluated, error       <error>    nothing is known, so it is no pass and no skip
//	no earlier snapshot        <skipped>  and says so: what is there now was judged, nobody asked to compare
//	gap accepted in the config <skipped>  and says so
//	nothing to judge           <skipped>
//	everything else            a passing case
//
// A move has a suite of its own, in which no case is a finding: one case for the verdict and one for each group that is
// blocked, a <failure>, or undecided, an <error>; a no-go for what is not known alone is an <error>, and that nothing moves is
// <skipped>. So it agrees with the exit code of readiness.
//
// A pipeline that fails on any failure or error therefore agrees with the exit codes 3 and 4 of
// --fail-on info. JUnit knows no severity: who wants another threshold looks at the exit code.
// Subjects that pass are counted in the suite's properties and not listed: a tenant has millions of them.
// Names of cases hold no counts, so that readers can follow a case over runs.
//
// Source of the schema: https://github.com/windyroad/JUnit-Schema
package junit

import (
	"bufio"
	"fmt"
	"io"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// Suites is the handler.
type Suites struct {
	to     *bufio.Writer
	counts report.Counts
	cases  map[string]*cases
	// held are the cases of groups that do not move.
	held cases
}

// cases are the test cases of one control, or of a move: how many there are, and their XML.
type cases struct {
	tests, failures, errors, skipped int
	xml                              report.Spool
}

// New returns a handler whose Close writes the document to w, which it does not close. Test cases wait
// outside of memory; Discard removes them when Close is not reached.
func New(w io.Writer) *Suites { return &Suites{to: bufio.NewWriter(w), cases: map[string]*cases{}} }

// Handle notes r.
func (s *Suites) Handle(r report.Record) error {
	s.counts.Add(r)
	if r.Readiness != nil {
		return s.held.hold(r.Readiness)
	}
	if r.Finding == nil {
		return nil
	}
	return s.of(r.Finding.Control).add(r.Finding, s.counts.Control(r.Finding.Control).Control, s.counts.About(r.Finding))
}

func (s *Suites) of(control string) *cases {
	c, known := s.cases[control]
	if !known {
		c = &cases{}
		s.cases[control] = c
	}
	return c
}

// Close writes the document.
func (s *Suites) Close() error {
	defer s.Discard()
	// The schema gives the root no attributes, which all readers sum up themselves.
	fmt.Fprint(s.to, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n")
	for i, c := range s.counts.Controls {
		if err := s.suite(i, c); err != nil {
			return err
		}
	}
	if err := s.move(); err != nil {
		return err
	}
	fmt.Fprint(s.to, "</testsuites>\n")
	return s.to.Flush()
}

// Discard removes temporary files.
func (s *Suites) Discard() {
	s.held.xml.Discard()
	for _, c := range s.cases {
		c.xml.Discard()
	}
}

// evaluation says how the case of the evaluation as a whole ends: error, skipped or "" for a pass.
func (s *Suites) evaluation(sum *report.Summary) string {
	switch {
	case sum == nil:
		return "error"
	case sum.NotEvaluated+sum.Errors > 0 && !sum.Known():
		return "error"
	case sum.NotEvaluated+sum.Errors > 0, sum.Outcome == report.OutcomeNotApplicable:
		return "skipped"
	}
	return ""
}

// moment writes the time of the run as the schema wants it, without a zone; the start of 1970 stands for
// a time that is not known, since the schema demands one.
func moment(run *report.Run) string {
	at := time.Unix(0, 0)
	if run != nil && run.CollectedAt != nil {
		at = *run.CollectedAt
	}
	return at.UTC().Format("2006-01-02T15:04:05")
}
