package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

var differenceColumns = []column{
	{title: "Group", width: 30},
	{title: "See group", width: 12},
	{title: "Difference", width: 14},
	{title: "Member", width: 30},
	{title: "Class", width: 22},
	{title: "Reason", width: 46, kind: kindWrapped},
	{title: "Member's directory name (DN)", width: 56, kind: kindWrapped},
	{title: "Member id", width: 38},
	{title: "Group's directory name (DN)", width: 56},
	{title: "Group id", width: 38},
	{title: "Group key", width: 40},
}

// printedDifferences is the number of columns in the print area.
const printedDifferences = 7

// excluded is the difference of members that stay in the cloud by design. They are no defect of the
// copy, are many, and are asked for on their own: who has access in the cloud alone?
const excluded = "excluded"

func (b *Workbook) differencesChapter() *chapter {
	t := newTable(b, differencesSheet, differenceColumns, printedDifferences)
	return &chapter{name: t.name, purpose: "members that one side lacks, or may lack", list: t,
		take: func(r report.Record) error {
			return addDifferences(t, r.Group, func(d *report.MemberDifference) bool { return d.Difference != excluded })
		},
		note: func() string {
			return fmt.Sprintf("%s besides those by design, which are in %s, of %s; groups whose members were not read completely are in %s.%s", report.Separated(t.total, "member difference"), excludedSheet, report.Separated(b.counts.Groups, "group"), gapsSheet, b.uncompared())
		}}
}

func (b *Workbook) excludedChapter() *chapter {
	t := newTable(b, excludedSheet, differenceColumns, printedDifferences)
	return &chapter{name: t.name, purpose: "members that no engine carries to AD, by design", list: t,
		take: func(r report.Record) error {
			return addDifferences(t, r.Group, func(d *report.MemberDifference) bool { return d.Difference == excluded })
		},
		note: func() string {
			return fmt.Sprintf("%s, differences by design, of %s; groups whose members were not read completely are in %s.%s", report.Separated(t.total, "excluded member"), report.Separated(b.counts.Groups, "group"), gapsSheet, b.uncompared())
		}}
}

// uncompared says of how many groups no difference can stand in a list, since several directory groups name them; "" for none.
func (b *Workbook) uncompared() string {
	if b.counts.Uncompared == 0 {
		return ""
	}
	return fmt.Sprintf(" Not compared are the members of %s that several directory groups name.", report.Separated(b.counts.Uncompared, "group"))
}

// addDifferences goes by the name of the group; within it, the order of the stream is kept. A nil
// group has none.
func addDifferences(t *table, g *report.Group, chosen func(*report.MemberDifference) bool) error {
	if g == nil {
		return nil
	}
	key := sortKey(strings.ToLower(g.Target.Name), g.Key)
	for i := range g.Members.Differences {
		d := &g.Members.Differences[i]
		if !chosen(d) {
			continue
		}
		if err := t.add(key, g.Target.Name, groupLink(g.Key), d.Difference, d.Name, d.Class, d.Reason, d.DN, d.ID, g.Target.DN, g.Target.ID, g.Key); err != nil {
			return err
		}
	}
	return nil
}
