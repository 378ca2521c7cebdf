package xlsx

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

var differenceColumns = []column{
	{title: "Group", width: 30},
	{title: "Difference", width: 14},
	{title: "Member", width: 30},
	{title: "Class", width: 22},
	{title: "Reason", width: 46, kind: kindWrapped},
	{title: "Member's directory name (DN)", width: 56, kind: kindWrapped},
	{title: "Member id", width: 38},
	{title: "Group's directory name (DN)", width: 56},
	{title: "Group id", width: 38},
}

// printedDifferences is the number of columns in the print area.
const printedDifferences = 6

// addDifferences goes by the name of the group; within it, the order of the stream is kept.
func (b *Workbook) addDifferences(g *report.Group) error {
	for _, d := range g.Members.Differences {
		if err := b.differences.add(sortKey(strings.ToLower(g.Target.Name), g.Key), g.Target.Name, d.Difference, d.Name, d.Class, d.Reason, d.DN, d.ID, g.Target.DN, g.Target.ID); err != nil {
			return err
		}
	}
	return nil
}
