package junit

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// The longest name and message, in characters: readers show them in one line and some keep them in a
// column of a database. The whole text stands in the element.
const (
	longestName    = 250
	longestMessage = 1000
)

// add writes the case of one finding, which may be about a group. Its name ends in the fingerprint, since readers
// tell cases apart by their names and two groups may be named alike.
func (n *cases) add(f *report.Finding, c *report.Control, about *report.Group) error {
	details := details(f, c, about)
	name := fmt.Sprintf("[%s] %s (%s)", f.Severity, report.Cut(report.Visible(f.Target.Name), longestName/2), f.Fingerprint)
	n.tests++
	var b strings.Builder
	fmt.Fprintf(&b, "<testcase classname=\"%s\" name=\"%s\" time=\"0\">", attribute(className(c), longestName), attribute(name, longestName))
	switch {
	case f.Waiver != nil:
		n.skipped++
		fmt.Fprintf(&b, "<skipped message=\"%s\">%s</skipped>", attribute("waived: "+f.Waiver.Reason, longestMessage), details)
	case f.Settling:
		n.skipped++
		fmt.Fprintf(&b, "<skipped message=\"settling: synchronisation may still correct it\">%s</skipped>", details)
	default:
		n.failures++
		fmt.Fprintf(&b, "<failure type=\"%s\" message=\"%s\">%s</failure>", f.Severity, attribute(f.Message, longestMessage), details)
	}
	b.WriteString("</testcase>\n")
	_, err := n.xml.Write([]byte(b.String()))
	return err
}

// details tell the finding in lines.
func details(f *report.Finding, c *report.Control, about *report.Group) string {
	var b strings.Builder
	for _, line := range [][2]string{
		{"", f.Message}, {"expected: ", f.Expected}, {"actual: ", f.Actual}, {"evidence: ", report.EvidenceText(f.Evidence)},
		{f.Target.Kind + ": ", f.Target.ID}, {"dn: ", f.Target.DN},
		{"portal: ", about.Shown().Sentence()}, {"age: ", f.Age.Sentence()}, {"waiver: ", f.Waiver.Sentence()},
		{"remediation: ", c.Remediation},
	} {
		if line[1] != "" {
			b.WriteString(line[0] + report.Visible(line[1]) + "\n")
		}
	}
	return escapedVisible(b.String())
}

// attribute returns text as the value of an attribute, on one line and cut to n characters. Spaces at its
// ends go, and runs of them become one, which the schema's tokens ask for.
func attribute(text string, n int) string {
	text = strings.Join(strings.FieldsFunc(report.Cut(report.Visible(text), n), func(r rune) bool { return r == ' ' }), " ")
	if text == "" {
		text = "(empty)"
	}
	return escapedVisible(text)
}

// escaped returns the text of a control as the content of an element, with its line feeds.
func escaped(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = report.Visible(l)
	}
	return escapedVisible(strings.Join(lines, "\n"))
}

func escapedVisible(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(text)) // a Builder takes everything
	return b.String()
}
