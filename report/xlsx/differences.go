package xlsx

import (
	"fmt"
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

func (b *Workbook) differencesChapter() *chapter {
	t := newTable(b, differencesSheet, differenceColumns, printedDifferences)
	return &chapter{name: t.name, purpose: "every member that is on one side only", list: t,
		take: func(r report.Record) error {
			if r.Group == nil {
				return nil
			}
			return addDifferences(t, r.Group)
		},
		note: func() string {
			return fmt.Sprintf("%s in %s; groups whose members were not read completely are in Not evaluated.", count(t.total, "member difference"), count(b.counts.Groups, "group"))
		}}
}

// addDifferences goes by the name of the group; within it, the order of the stream is kept.
func addDifferences(t *table, g *report.Group) error {
	for _, d := range g.Members.Differences {
		if err := t.add(sortKey(strings.ToLower(g.Target.Name), g.Key), g.Target.Name, d.Difference, d.Name, d.Class, d.Reason, d.DN, d.ID, g.Target.DN, g.Target.ID); err != nil {
			return err
		}
	}
	return nil
}
