package junit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// suite writes the test suite of one control.
func (s *Suites) suite(i int, c *report.ControlCount) error {
	n := s.of(c.Control.ID)
	kind := s.evaluation(c.Summary)
	errors, skipped := 0, n.skipped
	switch kind {
	case "error":
		errors = 1
	case "skipped":
		skipped++
	}
	fmt.Fprintf(s.to, "<testsuite id=\"%d\" package=\"%s\" name=\"%s\" hostname=\"localhost\" timestamp=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\">\n",
		i, attribute(c.Control.Profile, longestName), attribute(c.Control.ID+" "+c.Control.Title, longestName), moment(s.counts.Run),
		n.tests+1, n.failures, errors, skipped)
	s.properties(c)
	if _, err := n.xml.WriteTo(s.to); err != nil {
		return err
	}
	s.evaluationCase(c, kind)
	fmt.Fprintf(s.to, "<system-out>%s</system-out>\n<system-err>%s</system-err>\n</testsuite>\n",
		escaped(c.Control.Description+"\n"+c.Control.Remediation), escapedVisible(s.remarks()))
	return nil
}

// properties are what the cases do not tell: the control's severity and how its subjects fared.
func (s *Suites) properties(c *report.ControlCount) {
	sum := c.Summary
	if sum == nil {
		sum = &report.Summary{}
	}
	fmt.Fprint(s.to, "<properties>") // the first error stays until Flush
	list := [][2]string{
		{"control", c.Control.ID}, {"severity", c.Control.Severity}, {"outcome", sum.Outcome},
		{"subjects", strconv.Itoa(sum.Subjects)}, {"notApplicable", strconv.Itoa(sum.NotApplicable)}, {"passed", strconv.Itoa(sum.Passed)},
		{"failed", strconv.Itoa(sum.Failed)}, {"notEvaluated", strconv.Itoa(sum.NotEvaluated)}, {"errors", strconv.Itoa(sum.Errors)},
		{"waived", strconv.Itoa(sum.Waived)},
	}
	if s.counts.AgeSentence() != "" {
		list = append(list, [][2]string{
			{"new", strconv.Itoa(c.Ages.New)}, {"persisting", strconv.Itoa(c.Ages.Persisting)}, {"resolved", strconv.Itoa(c.Ages.Resolved)},
			{"notJudgedAgain", strconv.Itoa(c.Ages.NotEvaluated)},
		}...)
	}
	for _, p := range list {
		fmt.Fprintf(s.to, "<property name=\"%s\" value=\"%s\"/>", p[0], attribute(p[1], longestName))
	}
	fmt.Fprint(s.to, "</properties>\n")
}

// evaluationName is the same in every run, since readers follow a case by its name.
const evaluationName = "every subject is judged"

// evaluationCase writes the case that says whether all subjects could be judged.
func (s *Suites) evaluationCase(c *report.ControlCount, kind string) {
	sum := c.Summary
	if sum == nil {
		sum = &report.Summary{Reason: "the stream ends without the control's summary"}
	}
	fmt.Fprintf(s.to, "<testcase classname=\"%s\" name=\"%s\" time=\"0\">", attribute(className(c.Control), longestName), evaluationName)
	blind := fmt.Sprintf("%d not evaluated, %d with an error: %s", sum.NotEvaluated, sum.Errors, sum.Reason)
	switch {
	case kind == "error":
		fmt.Fprintf(s.to, "<error type=\"%s\" message=\"%s\">%s</error>", errorType(sum), attribute(blind, longestMessage), escapedVisible(reasons(sum)+s.remarks()))
	case kind == "skipped" && sum.WantsEarlier():
		fmt.Fprintf(s.to, "<skipped message=\"%s\"/>", attribute(fmt.Sprintf("%s: compare with --previous; %d not evaluated", report.NoEarlierSnapshot, sum.NotEvaluated), longestMessage))
	case kind == "skipped" && sum.NotEvaluated+sum.Errors > 0:
		fmt.Fprintf(s.to, "<skipped message=\"%s\"/>", attribute("accepted: "+blind, longestMessage))
	case kind == "skipped":
		fmt.Fprint(s.to, "<skipped message=\"nothing to judge\"/>")
	}
	fmt.Fprint(s.to, "</testcase>\n")
}

func errorType(sum *report.Summary) string {
	if sum.Errors > 0 {
		return report.OutcomeError
	}
	return report.OutcomeNotEvaluated
}

// reasons lists why subjects were not evaluated, one a line.
func reasons(sum *report.Summary) string {
	var b strings.Builder
	for _, r := range sum.Reasons {
		fmt.Fprintf(&b, "%d: %s\n", r.Count, strings.TrimSpace(report.Visible(r.Sentence())))
	}
	return b.String()
}

// remarks are what holds of the whole run, one a line.
func (s *Suites) remarks() string {
	var b strings.Builder
	for _, remark := range s.counts.Remarks() {
		b.WriteString(report.Visible(remark) + "\n")
	}
	return b.String()
}

func className(c *report.Control) string { return "wbaudit." + c.Profile + "." + c.ID }
