package xlsx

import (
	"fmt"
	"strconv"

	"github.com/wbaudit/wbaudit/report"
)

// unjudgedColumns list each group with each control that came to no verdict on it.
var unjudgedColumns = []column{
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Control", width: 12},
	{title: "Title", width: 44, kind: kindWrapped},
	{title: "Group", width: 36},
	{title: "Reason", width: 70, kind: kindWrapped},
	{title: "Row", width: 12},
	{title: "Group id", width: 38},
	{title: "Group key", width: 40},
}

// printedUnjudged is the number of columns in the print area.
const printedUnjudged = 5

// unjudgedChapter is there only where something was not evaluated of single groups; what holds of every subject
// is on the sheet of gaps.
func (b *Workbook) unjudgedChapter() *chapter {
	t := newTable(b, unjudgedSheet, unjudgedColumns, printedUnjudged)
	return &chapter{name: t.name, purpose: "each group with what was not evaluated of it", list: t,
		take: func(r report.Record) error { return b.addUnjudged(t, r.Group) },
		note: func() string {
			return fmt.Sprintf("%s of groups; what no group could be judged for is in %s.", report.Separated(t.total, "missing verdict"), gapsSheet)
		},
		idle: func() bool { return t.total == 0 }}
}

// addUnjudged goes by severity and control; of one control the order of the stream is kept. A nil group has none.
func (b *Workbook) addUnjudged(t *table, g *report.Group) error {
	if g == nil {
		return nil
	}
	for _, gap := range g.NotEvaluated {
		for _, id := range gap.Controls {
			control := b.counts.Control(id).Control
			key := sortKey(strconv.Itoa(report.SeverityRank(control.Severity)), id)
			if err := t.add(key, control.Severity, controlLink(id), control.Title, groupName(g), gap.Reason,
				groupLink(g.Key), g.Target.ID, g.Key); err != nil {
				return err
			}
		}
	}
	return nil
}
