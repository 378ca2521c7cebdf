package text

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// listedChanges is how many objects of one list are told, longestChange in how many characters each.
const (
	listedChanges = 6
	longestChange = 600
)

// changes tells what differs between the two snapshots, and what could not be compared; in an audit, where
// findings matter more, by counts alone.
func (s *summary) changes(p *printer) {
	if s.counts.Run == nil || s.counts.Run.Comparison == nil {
		return
	}
	comparison := s.counts.Run.Comparison
	p.blank()
	p.wrapped(styleBold, "", "  ", report.Visible(comparison.Headline()))
	if !s.counts.Run.OnlyChanges() {
		s.changeCounts(p)
		return
	}
	for _, l := range s.changed.Lists() {
		p.line(styleBold, fmt.Sprintf("  %s %s", pad(report.Visible(l.Noun()), 24), l.Summary()))
		for _, o := range l.First {
			p.wrapped("", "    ", "      ", report.Cut(report.Visible(o.Label()+": "+strings.Join(o.Sentences(), "; ")), longestChange))
		}
		if more := l.More(); more > 0 {
			p.line(styleDim, fmt.Sprintf("    … and %s more", report.Thousands(more)))
		}
	}
	gaps := comparison.Gaps()
	if left := comparison.LeftOut(); left != "" {
		gaps = append(gaps, left)
	}
	if len(gaps) == 0 {
		return
	}
	p.heading("Not compared")
	for _, g := range gaps {
		p.wrapped(styleDim, "  ", "    ", report.Visible(g))
	}
}

// changeCounts tells how much differs, list by list.
func (s *summary) changeCounts(p *printer) {
	for _, l := range s.changed.Lists() {
		p.line("", fmt.Sprintf("  %s %s", pad(report.Visible(l.Noun()), 24), l.Summary()))
	}
	text := "page and workbook list them"
	if n := len(s.counts.Run.Comparison.Gaps()); n > 0 {
		text += ", and why some lists were not compared in full"
	}
	p.line(styleDim, "  "+text)
}
