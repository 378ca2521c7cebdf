package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// groupColumns shows cloud, effective state and directory side by side; the portal's label stands
// before the truth, since for an unset value the two differ.
var groupColumns = []column{
	{title: "Group", width: 34},
	{title: "Findings", width: 10, kind: kindNumber},
	{title: "Worst", width: 12, kind: kindSeverity},
	{title: "Cloud: kind", width: 20, side: sideCloud},
	{title: "Cloud: isEnabled", width: 14, side: sideCloud},
	{title: "Cloud: onPremisesGroupType", width: 27, side: sideCloud},
	{title: "Portal shows: writeback", width: 18, side: sideCloud},
	{title: "Portal shows: target type", width: 18, side: sideCloud},
	{title: "Effective: written back", width: 13, side: sideEffective},
	{title: "Effective: type", width: 27, side: sideEffective},
	{title: "Effective: engine", width: 12, side: sideEffective},
	{title: "Effective: confidence", width: 12, side: sideEffective},
	{title: "Effective: why", width: 46, kind: kindWrapped, side: sideEffective},
	{title: "AD: directory group (DN)", width: 50, side: sideDirectory},
	{title: "AD: category", width: 14, side: sideDirectory},
	{title: "AD: scope", width: 12, side: sideDirectory},
	{title: "AD: differs in", width: 28, kind: kindWrapped, side: sideDirectory},
	{title: "Members: cloud", width: 11, kind: kindNumber, side: sideMembers},
	{title: "Members: AD", width: 11, kind: kindNumber, side: sideMembers},
	{title: "Members: missing in AD", width: 12, kind: kindNumber, side: sideMembers},
	{title: "Members: foreign in AD", width: 12, kind: kindNumber, side: sideMembers},
	{title: "Members: expected in AD", width: 12, kind: kindNumber, side: sideMembers},
	{title: "Members: matched", width: 11, kind: kindNumber, side: sideMembers},
	{title: "Members: excluded by design", width: 12, kind: kindNumber, side: sideMembers},
	{title: "Members: undecided", width: 12, kind: kindNumber, side: sideMembers},
	{title: "Members: cloud list", width: 12, side: sideMembers},
	{title: "Members: AD list", width: 12, side: sideMembers},
	{title: "Cloud: overlays", width: 22, side: sideCloud},
	{title: "Cloud: mail", width: 28, side: sideCloud},
	{title: "Cloud: description", width: 36, side: sideCloud},
	{title: "Effective: each engine", width: 44, kind: kindWrapped, side: sideEffective},
	{title: "Effective: decision trace", width: 70, kind: kindWrapped, side: sideEffective},
	{title: "AD: sAMAccountName", width: 24, side: sideDirectory},
	{title: "AD: displayName", width: 28, side: sideDirectory},
	{title: "AD: mail", width: 28, side: sideDirectory},
	{title: "AD: description", width: 36, side: sideDirectory},
	{title: "AD: groupType", width: 14, kind: kindNumber, side: sideDirectory},
	{title: "AD: matched by", width: 24, side: sideDirectory},
	{title: "AD: anchor", width: 44, side: sideDirectory},
	{title: "AD: anchor state", width: 18, side: sideDirectory},
	{title: "AD: created (UTC)", width: 17, kind: kindTime, side: sideDirectory},
	{title: "AD: changed (UTC)", width: 17, kind: kindTime, side: sideDirectory},
	{title: "AD: candidates (DN)", width: 56, kind: kindWrapped, side: sideDirectory},
	{title: "Child groups that do not arrive", width: 46, kind: kindWrapped, side: sideMembers},
	{title: "Cloud: id", width: 38, side: sideCloud},
	{title: "AD: objectGUID", width: 38, side: sideDirectory},
	{title: "Key", width: 40},
}

// printedGroups is the number of columns in the print area.
const printedGroups = 21

// beginGroup keeps g until its findings are known, and writes its lists.
func (b *Workbook) beginGroup(g *report.Group) error {
	b.open, b.openTally = g, report.Tally{}
	if err := b.addDifferences(g); err != nil {
		return err
	}
	return b.addMemberGaps(g)
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
func (b *Workbook) endGroup() error {
	if b.open == nil {
		return nil
	}
	g := b.open
	b.open = nil
	row := []any{g.Target.Name, b.openTally.Total(), worst(b.openTally)}
	row = append(row, cloudCells(g.Cloud)...)
	row = append(row, g.Writeback.Expected, g.Writeback.Type, g.Writeback.Engine, g.Writeback.Confidence, why(g.Writeback))
	row = append(row, directoryCells(g)...)
	m := g.Members
	row = append(row, m.CloudCount, m.DirectoryCount, m.Missing, m.Foreign, m.Expected, m.Matched, m.Excluded, m.Undecided, m.Cloud, m.Directory)
	row = append(row, cloudDetails(g.Cloud)...)
	row = append(row, engineLines(g.Writeback.Engines), traceLines(g.Writeback.Trace))
	row = append(row, directoryDetails(g.Directory)...)
	row = append(row, candidateLines(g.Candidates), childLines(g.Children))
	row = append(row, groupIDs(g)...)
	return b.groups.add(row...)
}

// worst returns nil, an empty cell, for a group without findings.
func worst(t report.Tally) any {
	if t.Total() == 0 {
		return nil
	}
	return t.Worst()
}

func cloudCells(c *report.CloudSide) []any {
	if c == nil {
		return []any{"no cloud group", nil, nil, nil, nil}
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
	return []any{c.Kind, enabled, groupType, c.PortalState, c.PortalTarget}
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
		return []any{d.DN, d.Category, d.Scope, driftLines(d.Drift)}
	case len(g.Candidates) > 0:
		return []any{count(len(g.Candidates), "candidate") + ", none of them certain", nil, nil, nil}
	}
	return []any{"no directory group found", nil, nil, nil}
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
