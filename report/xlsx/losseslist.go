package xlsx

import (
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// lossColumns list who loses what in a move.
var lossColumns = []column{
	{title: "Group", width: 30},
	{title: "See move", width: 12},
	{title: "What", width: 18},
	{title: "Who", width: 30},
	{title: "Directly", width: 10},
	{title: "Edge: from group", width: 30},
	{title: "Edge: to member", width: 30},
	{title: "Why", width: 60, kind: kindWrapped},
	{title: "Class", width: 20},
	{title: "Directory name (DN)", width: 56},
	{title: "Id", width: 38},
	{title: "Group key", width: 40},
}

// printedLosses is the number of columns in the print area.
const printedLosses = 8

func (b *Workbook) lossesChapter() *chapter {
	t := newTable(b, lossesSheet, lossColumns, printedLosses)
	return &chapter{name: t.name, purpose: "members and people that a move loses, and where", list: t,
		take: func(r report.Record) error {
			if r.Readiness == nil || r.Readiness.Members == nil {
				return nil
			}
			return addLosses(t, r.Readiness)
		},
		note: func() string {
			return report.Separated(t.total, "row") + ": one for each member that is not kept in a copy, and one for each person with no way into it any more."
		},
		idle: b.unmoved}
}

// addLosses goes by the name of the group; within it, the order of the stream is kept.
func addLosses(t *table, r *report.Readiness) error {
	key := sortKey(strings.ToLower(r.Target.Name), r.Key)
	for _, l := range r.Members.Losses {
		if err := t.add(key, r.Target.Name, moveLink(r.Key), "member of the copy", l.Name, "yes", r.Target.Name, l.Name, l.Reason, l.Class, l.DN, l.ID, r.Key); err != nil {
			return err
		}
	}
	for _, l := range r.Members.PeopleLosses {
		direct := "no"
		if l.Direct {
			direct = "yes"
		}
		if err := t.add(key, r.Target.Name, moveLink(r.Key), "access of a person", l.Name, direct, l.Group, l.Member, l.Reason, nil, l.DN, l.ID, r.Key); err != nil {
			return err
		}
	}
	return nil
}
