package html

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// edgeRow is one group in another as the page's script reads it, by position: number of the parent, the
// child's id, name and kind, what keeps it from the directory ("" for nothing), and why where that is known
// of the members only.
type edgeRow []any

// nest adds the edges to the children of the group that is listed next.
func (p *Page) nest(g *report.Group) error {
	lost := map[string]report.MemberDifference{}
	for _, d := range g.Members.Differences {
		if d.ID != "" && strings.Contains(d.Class, "group") {
			lost[d.ID] = d
		}
	}
	for _, children := range [][]report.Child{g.Children, g.ChildrenArriving} {
		for _, c := range children {
			problem, reason := c.Problem, ""
			// What nothing keeps from the directory may be missing there all the same.
			if d, differs := lost[c.ID]; differs && (problem == "" || problem == problemCycle) {
				problem, reason = d.Difference, d.Reason
			}
			row := edgeRow{p.groups.count, report.Visible(c.ID), report.Visible(c.Name), c.Kind, problem, report.Visible(reason)}
			if err := p.edges.add(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// problemCycle is the problem of an edge that closes a loop.
const problemCycle = "cycle"
