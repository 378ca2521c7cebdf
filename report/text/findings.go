package text

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// severities counts findings, with the number of evaluations they come from.
func (s *summary) severities(p *printer) {
	p.heading(fmt.Sprintf("%s in %s", report.Separated(s.counts.Findings.Total(), "finding"), report.Separated(s.counts.Checks.Evaluated(), "evaluated subject")))
	if s.counts.Findings.Total() == 0 {
		return
	}
	for _, severity := range report.Severities {
		n, open := s.counts.Findings.Of(severity), s.counts.Open.Of(severity)
		note := ""
		if open != n {
			note = fmt.Sprintf("  %s open", report.Thousands(open))
		}
		p.raw(fmt.Sprintf("  %s %8s%s", p.severity(severity), report.Thousands(n), note))
	}
}

// signColumns is what stands before a control's id: indent, sign, severity and the gaps between.
const signColumns = 14

// signed writes text behind sign and word of a severity and a lead, wrapped so that it stays in its
// column.
func (p *printer) signed(severity, style, lead, text string) {
	indent := signColumns + columns(lead)
	for i, line := range broken(text, p.width-indent, p.width-indent) {
		if i == 0 {
			p.raw(fmt.Sprintf("  %s %s", p.severity(severity), p.styled(style, lead+line)))
			continue
		}
		p.raw(strings.Repeat(" ", indent) + p.styled(style, line))
	}
}

// severity returns sign and word of a severity.
func (p *printer) severity(severity string) string {
	return p.styled(severityStyle[severity], severitySign[severity]+" "+pad(severity, 9))
}

// worstFindings lists the worst findings by control.
func (s *summary) worstFindings(p *printer) {
	controls := s.worst.controls(&s.counts)
	if len(controls) == 0 {
		return
	}
	p.heading("Worst findings")
	left := s.lines
	for i, c := range controls {
		if left < linesOfControl {
			p.line(styleDim, fmt.Sprintf("  … and %s of %s", report.Separated(rest(controls[i:]), "finding"), report.Separated(len(controls)-i, "more control")))
			return
		}
		listed := s.worst.byControl[c.Control.ID]
		listed = listed[:min(len(listed), max(1, (left-1)/linesOfFinding))]
		left -= s.findingsOf(p, c, listed)
	}
}

// linesOfControl is the least that one control takes: its title, a finding, and how many more;
// linesOfFinding is what a finding takes where a terminal is narrow.
const (
	linesOfControl = 3
	linesOfFinding = 2
)

// findingsOf lists findings of one control and returns the number of lines.
func (s *summary) findingsOf(p *printer, c *report.ControlCount, listed []*report.Finding) int {
	before := p.lines
	p.signed(listed[0].Severity, styleBold, pad(report.Visible(c.Control.ID), 7)+"  ", report.Visible(c.Control.Title))
	for _, f := range listed {
		p.wrapped("", "      ", "        ", sentence(f))
	}
	if more := c.Findings.Total() - len(listed); more > 0 {
		p.line(styleDim, fmt.Sprintf("      … and %s more", report.Thousands(more)))
	}
	return p.lines - before
}

func rest(controls []*report.ControlCount) int {
	n := 0
	for _, c := range controls {
		n += c.Findings.Total()
	}
	return n
}

// sentence names target and message, and why a finding does not count.
func sentence(f *report.Finding) string {
	text := f.Message
	if f.Target.Name != "" && !strings.Contains(text, f.Target.Name) {
		text = f.Target.Name + ": " + text
	}
	text = report.Visible(text)
	if f.Waiver != nil {
		text = "[waived] " + text
	}
	if f.Settling {
		text = "[settling] " + text
	}
	return text
}
