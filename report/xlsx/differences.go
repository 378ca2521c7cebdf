package xlsx

import "github.com/wbaudit/wbaudit/report"

var differenceColumns = []column{
	{title: "Group", width: 34},
	{title: "Difference", width: 14},
	{title: "Member", width: 32},
	{title: "Class", width: 26},
	{title: "Reason", width: 52, kind: kindWrapped},
	{title: "Member's directory name (DN)", width: 56},
	{title: "Member id", width: 38},
	{title: "Group's directory name (DN)", width: 56},
	{title: "Group id", width: 38},
}

// printedDifferences is the number of columns in the print area.
const printedDifferences = 6

func (b *Workbook) addDifferences(g *report.Group) error {
	for _, d := range g.Members.Differences {
		if err := b.differences.add(g.Target.Name, d.Difference, d.Name, d.Class, d.Reason, d.DN, d.ID, g.Target.DN, g.Target.ID); err != nil {
			return err
		}
	}
	return nil
}
