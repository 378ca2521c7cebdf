package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

func (b *Workbook) groupsChapter() *chapter {
	t := newTable(b, groupsSheet, groupColumns, printedGroups)
	return &chapter{name: t.name, purpose: "cloud, effective state and AD side by side", list: t,
		take: func(r report.Record) error { return b.takeGroup(t, r) },
		end:  func() error { return b.endGroup(t) },
		note: func() string {
			return report.Separated(t.total, "group") + " that are, should be or may be written, have a finding, or that the portal shows as written."
		}}
}

// takeGroup keeps a group until its findings are known.
func (b *Workbook) takeGroup(t *table, r report.Record) error {
	switch {
	case r.Finding != nil:
		b.tally(r.Finding)
	case r.Group != nil:
		if err := b.endGroup(t); err != nil {
			return err
		}
		b.open, b.openTally = r.Group, report.Tally{}
		b.sides.add(r.Group)
	case r.Summary != nil:
		return b.endGroup(t)
	}
	return nil
}

// tally counts a finding that is about the group it follows.
func (b *Workbook) tally(f *report.Finding) {
	if b.open != nil && isAbout(f.Target, b.open) {
		b.openTally.Add(f.Severity)
	}
}

// isAbout reports whether a target is the group, one of its sides or one of its members; findings
// that are about none of them may follow the last group too.
func isAbout(t report.Target, g *report.Group) bool {
	switch t.Kind {
	case report.TargetMember:
		return true
	case report.TargetGroup, report.TargetDirectoryGroup:
		isCandidate := func(d report.DirectorySide) bool { return d.GUID == t.ID }
		return t.ID == g.Target.ID || g.Cloud != nil && t.ID == g.Cloud.ID ||
			g.Directory != nil && isCandidate(*g.Directory) || slices.ContainsFunc(g.Candidates, isCandidate)
	}
	return false
}

// endGroup writes the row of the group whose findings have come.
func (b *Workbook) endGroup(t *table) error {
	if b.open == nil {
		return nil
	}
	g := b.open
	b.open = nil
	w, m := g.Writeback, g.Members
	row := []any{groupName(g), worst(b.openTally), b.ownFindings(g)}
	row = append(row, labelCells(g)...)
	row = append(row, directoryCells(g)...)
	row = append(row, memberCell(&m, report.DifferenceMissing), memberCell(&m, report.DifferenceForeign), w.Engine, w.Confidence, why(w), directoryName(g))
	row = append(row, settingCells(g.Cloud)...)
	row = append(row, m.CloudCount, m.DirectoryCount, m.Expected, m.Matched, memberCell(&m, report.DifferenceExcluded), memberCell(&m, report.DifferenceUndecided), m.Cloud, m.Directory)
	row = append(row, cloudDetails(g.Cloud)...)
	row = append(row, engineLines(w.Engines), traceLines(w.Trace))
	row = append(row, directoryDetails(g.Directory)...)
	row = append(row, candidateLines(g.Candidates), childLines(g.Children), changeLines(g.Changes))
	row = append(row, groupIDs(g)...)
	return t.add(b.groupKey(g), row...)
}

// groupKey puts groups with the worst findings first, then goes by name.
func (b *Workbook) groupKey(g *report.Group) string {
	rank := len(report.Severities) + 1
	if b.openTally.Total() > 0 {
		rank = report.SeverityRank(b.openTally.Worst())
	}
	return sortKey(strconv.Itoa(rank), strings.ToLower(groupName(g)), g.Key)
}

// groupName is what a group is called in the lists: its id where the name is not known, as of one whose record could not be read.
func groupName(g *report.Group) string { return nonEmptyText(g.Target.Name, g.Target.ID, g.Key) }

// ownFindings leads to the worst finding of a group.
func (b *Workbook) ownFindings(g *report.Group) any {
	if n := b.openTally.Total(); n > 0 {
		return link{toFindingsOfGroup, g.Key, n}
	}
	return 0
}

// memberCell is how many members are of a difference: a number, or in words the least there are, or that it is not
// known.
func memberCell(m *report.Members, difference string) any {
	switch n, exact := m.Known(difference); {
	case exact:
		return n
	case n > 0:
		return "at least " + report.Thousands(n)
	}
	return (*int)(nil)
}

// worst returns nil, an empty cell, for a group without findings.
func worst(t report.Tally) any {
	if t.Total() == 0 {
		return nil
	}
	return t.Worst()
}

// labelCells show what the portal shows, and what is true.
func labelCells(g *report.Group) []any {
	c, w := g.Cloud, g.Writeback
	if c == nil {
		return []any{"no cloud group", nil, nil, w.Expected, w.Type, nil}
	}
	enabled, target := c.Portal()
	return []any{c.Kind, enabled, target, w.Expected, w.Type, c.LabelMeaning()}
}

// settingCells are the two properties as they were read.
func settingCells(c *report.CloudSide) []any {
	if c == nil {
		return []any{nil, nil}
	}
	enabled, groupType := "not set", "not set"
	if c.IsEnabled != nil {
		enabled = fmt.Sprint(*c.IsEnabled)
	}
	if c.Type != nil {
		groupType = *c.Type
	}
	if !c.Collected {
		enabled, groupType = "not collected", "not collected"
	}
	return []any{enabled, groupType}
}

func cloudDetails(c *report.CloudSide) []any {
	if c == nil {
		return []any{nil, nil, nil}
	}
	return []any{strings.Join(c.Overlays, ", "), c.Mail, c.Description}
}

func directoryCells(g *report.Group) []any {
	switch d := g.Directory; {
	case d != nil:
		return []any{d.Category, d.Scope, driftLines(g.Differing())}
	case len(g.Candidates) > 0:
		return []any{g.Claims(), nil, nil}
	}
	return []any{"none found", nil, nil}
}

func directoryName(g *report.Group) string {
	switch d := g.Directory; {
	case d != nil:
		return d.DN
	case len(g.Candidates) > 0:
		return g.Claims()
	}
	return "no directory group found"
}

func directoryDetails(d *report.DirectorySide) []any {
	if d == nil {
		return make([]any, 10)
	}
	var groupType any
	if d.GroupType != nil {
		groupType = *d.GroupType
	}
	return []any{d.SAMAccountName, d.DisplayName, d.Mail, d.Description, groupType, d.Match, d.Anchor, d.AnchorState, d.WhenCreated, d.WhenChanged}
}

func groupIDs(g *report.Group) []any {
	ids := []any{nil, nil, g.Key}
	if g.Cloud != nil {
		ids[0] = g.Cloud.ID
	}
	if g.Directory != nil {
		ids[1] = g.Directory.GUID
	}
	return ids
}
