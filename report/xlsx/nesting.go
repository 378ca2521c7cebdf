package xlsx

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

var nestingColumns = []column{
	{title: "Group", width: 30, kind: kindWrapped},
	{title: "Contains", width: 30, kind: kindWrapped},
	{title: "Kind of the child", width: 16},
	{title: "What becomes of the edge", width: 62, kind: kindWrapped},
	{title: "Found by", width: 20},
	{title: "See group", width: 12},
	{title: "Problem", width: 26},
	{title: "Child id", width: 38},
	{title: "Group's directory name (DN)", width: 56},
	{title: "Group key", width: 40},
}

// printedNesting is the number of columns in the print area.
const printedNesting = 5

// edgeMeaning says in words what becomes of the membership of a child group.
var edgeMeaning = map[string]string{
	"not_written":  "the child is not written back, so that its people have no access through this group in AD",
	"unwritable":   "no engine in use writes a group of this kind, so that its people have no access through this group in AD",
	"domain_local": "the child is a domain-local group, which a universal copy cannot hold",
	"undecided":    "it is not known whether the child is written back",
	"cycle":        "the chain of groups leads back to this one; an engine cuts it somewhere",
}

// nestingChapter lists the edges that break, as the cloud has them, and groups among the members that
// differ: a child that is written and missing in the copy is only seen there.
func (b *Workbook) nestingChapter() *chapter {
	t := newTable(b, nestingSheet, nestingColumns, printedNesting)
	return &chapter{name: t.name, purpose: "groups in groups that do not arrive in AD", list: t,
		take: func(r report.Record) error { return addNesting(t, r.Group) },
		note: func() string {
			return fmt.Sprintf("%s that do not arrive, in %s; groups whose members were not read completely are in %s.",
				report.Separated(t.total, "edge"), report.Separated(b.counts.Groups, "group"), gapsSheet)
		}}
}

func addNesting(t *table, g *report.Group) error {
	if g == nil {
		return nil
	}
	key := sortKey(strings.ToLower(g.Target.Name), g.Key)
	told := map[string]bool{}
	for _, c := range g.Children {
		told[c.ID] = true
		meaning := edgeMeaning[c.Problem]
		if meaning == "" {
			meaning = c.Problem
		}
		if err := t.add(key, g.Target.Name, c.Name, c.Kind, meaning, "nesting in the cloud", groupLink(g.Key), c.Problem, c.ID, g.Target.DN, g.Key); err != nil {
			return err
		}
	}
	for _, d := range g.Members.Differences {
		if !strings.Contains(d.Class, "group") || told[d.ID] {
			continue
		}
		if err := t.add(key, g.Target.Name, d.Name, "", nonEmptyText(d.Reason, d.Difference), "comparison of members", groupLink(g.Key), d.Difference+" "+d.Class, d.ID, g.Target.DN, g.Key); err != nil {
			return err
		}
	}
	return nil
}

// nonEmptyText returns the first text that says something.
func nonEmptyText(texts ...string) string {
	for _, s := range texts {
		if s != "" {
			return s
		}
	}
	return ""
}
