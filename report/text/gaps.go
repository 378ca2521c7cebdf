package text

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// gap is one reason why subjects were not evaluated, with the controls that it kept from judging.
type gap struct {
	reason string
	// raw is the reason as the stream has it.
	raw      string
	severity string
	controls []string
	subjects int
	// broken says that a control of it ended in errors, which is a defect of the control.
	broken bool
}

// rank orders gaps: controls that broke, then the gravest, and last the earlier snapshot that nobody gave, which is no
// gap in what was read.
func (g *gap) rank() int {
	switch {
	case g.broken:
		return -1
	case g.reason == report.NoEarlierSnapshot:
		return len(report.Severities) + 1
	}
	return report.SeverityRank(g.severity)
}

// mostNamed is how many controls one reason names; the others are counted.
const mostNamed = 6

// notEvaluated lists the reasons why something was not judged, the one that keeps back the worst
// controls first. A reason is never cut: it says what to do.
func (s *summary) notEvaluated(p *printer) {
	gaps := s.reasons()
	if len(gaps) == 0 {
		return
	}
	p.heading("Not evaluated, and what would tell")
	for _, g := range gaps[:min(len(gaps), s.gaps)] {
		p.signed(g.severity, "", "", g.reason)
		named := strings.Join(g.controls[:min(len(g.controls), mostNamed)], ", ")
		if more := len(g.controls) - mostNamed; more > 0 {
			named += fmt.Sprintf(" and %s more", report.Thousands(more))
		}
		indent := strings.Repeat(" ", signColumns)
		told := fmt.Sprintf("%s: %s", report.Separated(g.subjects, "subject"), named)
		if names := s.unjudged.Names("", g.raw); names != "" {
			told += "; " + names
		}
		p.wrapped(styleDim, indent, indent, told)
	}
	if more := len(gaps) - s.gaps; more > 0 {
		p.line(styleDim, fmt.Sprintf("  … and %s", report.Separated(more, "more reason")))
	}
}

// notes lists what looked odd while the sources were read, right below what is missing: it is often
// the reason.
func (s *summary) notes(p *printer) {
	if s.counts.Run == nil || len(s.counts.Run.Notes) == 0 {
		return
	}
	notes := s.counts.Run.Notes
	if len(s.counts.NotEvaluated()) == 0 {
		p.blank()
	}
	for _, note := range notes[:min(len(notes), s.noted)] {
		p.wrapped("", "  note        ", strings.Repeat(" ", signColumns), report.Visible(note))
	}
	if more := len(notes) - s.noted; more > 0 {
		p.line(styleDim, fmt.Sprintf("  … and %s", report.Separated(more, "more note")))
	}
}

// reasons gathers the gaps of all controls by reason, ordered by rank, else in the stream's order.
func (s *summary) reasons() []*gap {
	var gaps []*gap
	byReason := map[string]*gap{}
	add := func(c *report.ControlCount, r report.Reason) {
		reason := cmp.Or(strings.TrimSpace(report.Visible(r.Text)), "no reason is given")
		g, known := byReason[reason]
		if !known {
			g = &gap{reason: reason, raw: r.Text, severity: c.Control.Severity}
			byReason[reason] = g
			gaps = append(gaps, g)
		}
		if report.SeverityRank(c.Control.Severity) < report.SeverityRank(g.severity) {
			g.severity = c.Control.Severity
		}
		g.broken = g.broken || c.Summary.Errors > 0
		g.controls = append(g.controls, report.Visible(c.Control.ID)+r.Acceptance())
		g.subjects += r.Count
	}
	for _, c := range s.counts.NotEvaluated() {
		for _, r := range c.Summary.Reasons {
			add(c, r)
		}
		if len(c.Summary.Reasons) == 0 {
			add(c, report.Reason{Text: c.Summary.Reason, Count: c.Summary.NotEvaluated + c.Summary.Errors})
		}
	}
	slices.SortStableFunc(gaps, func(a, b *gap) int {
		return cmp.Compare(a.rank(), b.rank())
	})
	return gaps
}
