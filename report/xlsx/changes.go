package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// changesSheet lists what differs between two snapshots; a workbook of one snapshot has none.
const changesSheet = report.SheetChanges

var changeColumns = []column{
	{title: "Object", width: 24},
	{title: "Name", width: 34},
	{title: "Change", width: 14},
	{title: "What", width: 30, kind: kindWrapped},
	{title: "Before", width: 44, kind: kindWrapped},
	{title: "After", width: 44, kind: kindWrapped},
	{title: "By", width: 20},
	{title: "Directory name (DN)", width: 56},
	{title: "Id", width: 38},
}

// printedChanges is the number of columns in the print area.
const printedChanges = 7

func (b *Workbook) changesChapter() *chapter {
	t := newTable(b, changesSheet, changeColumns, printedChanges)
	return &chapter{name: t.name, purpose: "what differs between the two snapshots, one a row", list: t,
		take: func(r report.Record) error {
			if r.Change == nil {
				return nil
			}
			return addChange(t, r.Change)
		},
		note: func() string { return b.changesNote(t) },
		idle: func() bool { return b.counts.Run == nil || b.counts.Run.Comparison == nil }}
}

// addChange adds a row for each thing that differs of an object or was not compared; the order of the
// stream is kept.
func addChange(t *table, o *report.ObjectChange) error {
	row := func(change, what, before, after, by string) error {
		return t.add(sortKey(fmt.Sprintf("%09d", t.total)), report.ObjectNoun(o.Object, 1), o.Name, change, what, before, after, by, o.DN, o.ID)
	}
	if o.Kind == report.ChangeAdded || o.Kind == report.ChangeRemoved {
		if err := row(o.Kind, "the object itself", "", "", ""); err != nil {
			return err
		}
	}
	for _, a := range o.Attributes {
		by := a.Actor
		if by == "" && a.By != "unknown" {
			by = a.By
		}
		from, to := a.Words()
		if err := row(o.Kind, a.Attribute, valueOf(from), valueOf(to), by); err != nil {
			return err
		}
	}
	for _, m := range o.Members {
		before, after := "", m.Label()
		if m.Change == report.ChangeRemoved {
			before, after = after, before
		}
		what := m.Role
		if o.Privileged != "" && m.Change == report.ChangeAdded {
			what += " of what is or leads to " + strings.ReplaceAll(o.Privileged, "_", " ") + " (privileged)"
		}
		if err := row(o.Kind, what, before, after, ""); err != nil {
			return err
		}
	}
	for _, u := range o.NotCompared {
		if err := row("not compared", u.What+": "+u.Reason, "", "", ""); err != nil {
			return err
		}
	}
	return nil
}

// valueOf is a value as a cell shows it; one that is not set is told from an empty one.
func valueOf(value *string) string {
	switch {
	case value == nil:
		return "(not set)"
	case *value == "":
		return "(empty)"
	}
	return *value
}

// changesNote says what the list of changes holds, and what was not compared.
func (b *Workbook) changesNote(t *table) string {
	if b.counts.Run == nil || b.counts.Run.Comparison == nil {
		return report.Separated(t.total, "change") + "."
	}
	c := b.counts.Run.Comparison
	note := c.Headline() + "."
	if gaps := c.Gaps(); len(gaps) > 0 {
		note += " Not compared: " + strings.Join(gaps, "; ")
	}
	if left := c.LeftOut(); left != "" {
		note += " " + strings.ToUpper(left[:1]) + left[1:] + "."
	}
	return report.Cut(report.Visible(note), longestNote)
}

// longestNote is how many characters a note takes: a cell holds 32,767.
const longestNote = 8000
