package text

import (
	"fmt"

	"github.com/wbaudit/wbaudit/report"
)

// misled keeps the first few groups that the portal's columns mislead about.
type misled struct {
	limit int
	first []*report.Group
}

func (m *misled) add(g *report.Group) {
	if g.Cloud.Misleads() && len(m.first) < m.limit {
		m.first = append(m.first, g)
	}
}

// portal says about how many groups the portal's two columns mislead, and shows the first of them
// beside what is true.
func (s *summary) portal(p *printer) {
	labels := "the portal's Writeback enabled / Target writeback type mislead about " + report.Separated(s.counts.Misleading, "group")
	if n := s.counts.Unlabelled; n > 0 {
		labels += fmt.Sprintf("; of %s that is not known", report.Thousands(n))
	}
	p.wrapped("", "  ", "    ", labels)
	for _, g := range s.misled.first {
		enabled, target := g.Cloud.Portal()
		p.wrapped(styleDim, "    ", "      ", fmt.Sprintf("%s: %s / %s; %s", report.Visible(g.Target.Name), report.Visible(enabled), report.Visible(target), report.Visible(g.Writeback.Effect())))
	}
}
