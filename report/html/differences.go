package html

import "github.com/wbaudit/wbaudit/report"

// differenceRow is one member that one side lacks, or may lack, as the page's script reads it, by position: number of
// the group, difference, class, name, id, DN and reason. The list of all and the view of one group read the same rows.
type differenceRow []any

// listed are the differences of one group that the page has.
func (p *Page) listed(m report.Members) []report.MemberDifference {
	return m.Differences[:min(len(m.Differences), p.options.MaxDifferences)]
}

// differ adds the differences of the group that is listed next.
func (p *Page) differ(g *report.Group) error {
	for _, d := range p.listed(g.Members) {
		row := differenceRow{p.groups.count, d.Difference, d.Class, report.Visible(d.Name), report.Visible(d.ID), report.Visible(d.DN), report.Visible(d.Reason)}
		if err := p.differences.add(row); err != nil {
			return err
		}
	}
	return nil
}
