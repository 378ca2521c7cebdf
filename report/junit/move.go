package junit

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// moveClass is the class of the cases of a move.
const moveClass = "wbaudit.readiness"

// goName is the name of the case of the verdict, the same in every run.
const goName = "the move is go"

// hold writes the case of a group that does not move: what blocks it is a failure, what is not known of it an error. The
// others are counted in the properties of the suite.
func (n *cases) hold(r *report.Readiness) error {
	element := "failure"
	switch r.State {
	case report.StateBlocked:
		n.failures++
	case report.StateUndecided:
		element = "error"
		n.errors++
	default:
		return nil
	}
	n.tests++
	var why strings.Builder
	for i := range r.Reasons {
		why.WriteString(report.ReasonWord(r.Reasons[i].Kind) + ": " + report.Visible(r.Reasons[i].Sentence()) + "\n")
	}
	name := fmt.Sprintf("%s (%s)", report.Cut(report.Visible(r.Target.Name), longestName/2), r.Key)
	_, err := fmt.Fprintf(&n.xml, "<testcase classname=\"%s\" name=\"%s\" time=\"0\"><%s type=\"%s\" message=\"%s\">%s</%s></testcase>\n", moveClass,
		attribute(name, longestName), element, r.State, attribute(r.Why(), longestMessage), escapedVisible(why.String()), element)
	return err
}

// move writes the test suite of a move, where one was judged.
func (s *Suites) move() error {
	v := s.counts.Verdict
	if v == nil {
		return nil
	}
	n := &s.held
	failures, errors, skipped := n.failures, n.errors, 0
	switch {
	case v.Against() && v.Blind:
		errors++
	case v.Against():
		failures++
	case v.Nothing:
		skipped++
	}
	fmt.Fprintf(s.to, "<testsuite id=\"%d\" package=\"readiness\" name=\"%s\" hostname=\"localhost\" timestamp=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"%d\" time=\"0\">\n<properties>",
		len(s.counts.Controls), attribute("readiness for "+v.Target(), longestName), moment(s.counts.Run), n.tests+1, failures, errors, skipped)
	for _, p := range moveProperties(v) {
		fmt.Fprintf(s.to, "<property name=\"%s\" value=\"%s\"/>", p[0], attribute(p[1], longestName))
	}
	fmt.Fprint(s.to, "</properties>\n")
	if _, err := n.xml.WriteTo(s.to); err != nil {
		return err
	}
	s.verdictCase(v)
	fmt.Fprintf(s.to, "<system-out>%s</system-out>\n<system-err>%s</system-err>\n</testsuite>\n", escapedVisible(report.Visible(v.Sentence())), escapedVisible(s.remarks()))
	return nil
}

// moveProperties are the verdict and the groups by state.
func moveProperties(v *report.Verdict) [][2]string {
	list := [][2]string{{"target", v.To}, {"verdict", v.Word()}, {"peopleLosingAccess", report.Known(v.Totals.PeopleLost, v.Totals.WholeLoss())}}
	for _, state := range v.States {
		list = append(list, [2]string{state.State, strconv.Itoa(state.Groups)})
	}
	return list
}

// verdictCase writes the case that says whether the move is go. A no-go for what is not known alone is an error.
func (s *Suites) verdictCase(v *report.Verdict) {
	fmt.Fprintf(s.to, "<testcase classname=\"%s\" name=\"%s\" time=\"0\">", moveClass, goName)
	element := "failure"
	if v.Blind {
		element = "error"
	}
	switch {
	case v.Against():
		fmt.Fprintf(s.to, "<%s type=\"%s\" message=\"%s\">%s</%s>", element, v.Word(), attribute(v.Title(), longestMessage), escapedVisible(s.rests()), element)
	case v.Nothing:
		fmt.Fprintf(s.to, "<skipped message=\"%s\"/>", attribute(v.Remark(), longestMessage))
	}
	fmt.Fprint(s.to, "</testcase>\n")
}

// rests lists what the verdict rests on, one reason a line.
func (s *Suites) rests() string {
	var b strings.Builder
	for _, r := range s.counts.RestsOn() {
		b.WriteString(report.ReasonWord(r.Kind) + ": " + report.Visible(r.Sentence()) + "\n")
	}
	return b.String()
}
