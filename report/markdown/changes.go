package markdown

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// changes tells what differs between two snapshots, and what was not compared.
func (s *summary) changes() {
	if s.counts.Run == nil || s.counts.Run.Comparison == nil {
		return
	}
	comparison := s.counts.Run.Comparison
	s.line("### Changes\n")
	s.line("**%s.**\n", comparison.Headline())
	left := listedObjects
	for _, l := range s.changed.Lists() {
		s.line("- **%s**: %s", l.Noun(), l.Summary())
		told := l.First[:min(len(l.First), left)]
		left -= len(told)
		for _, o := range told {
			s.line("  - %s: %s", code(o.Label(), longestText/3), code(strings.Join(o.Sentences(), "; "), longestText))
		}
		if more := l.More() + len(l.First) - len(told); more > 0 {
			s.line("  - … and %s", report.Several(more, "more object"))
		}
	}
	for _, g := range comparison.Gaps() {
		s.line("- not compared: %s", code(g, longestText))
	}
	if left := comparison.LeftOut(); left != "" {
		s.line("- %s", code(left, longestText))
	}
	s.line("")
}
