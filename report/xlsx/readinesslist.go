package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// readinessColumns say of each group whether and when it moves, what is to be done and what it costs.
var readinessColumns = []column{
	{title: "Group", width: 30, kind: kindWrapped},
	{title: "See group", width: 12},
	{title: "State", width: 24},
	{title: "Wave", width: 8, kind: kindNumber},
	{title: "Why", width: 76, kind: kindWrapped},
	{title: "Members: kept", width: 10, kind: kindNumber, side: sideMembers},
	{title: "Members: lost", width: 10, kind: kindNumber, side: sideMembers},
	{title: "Members: undecided", width: 12, kind: kindNumber, side: sideMembers},
	{title: "People who lose access", width: 11, kind: kindNumber, side: sideMembers},
	{title: "AD: name now", width: 40, side: sideDirectory},
	{title: "AD: name at the target", width: 40, side: sideDirectory},
	{title: "AD: name is sure", width: 11, side: sideDirectory},
	{title: "AD: container now", width: 46, side: sideDirectory},
	{title: "AD: stays in its container", width: 13, side: sideDirectory},
	{title: "AD: type at the target", width: 32, side: sideDirectory},
	{title: "Description: characters cut", width: 13, kind: kindNumber, side: sideDirectory},
	{title: "Anchor: what to do", width: 13, side: sideDirectory},
	{title: "Anchor: adminDescription, to be copied as it is", width: 46, side: sideDirectory},
	{title: "Anchor: msDS-ExternalDirectoryObjectId now", width: 46, side: sideDirectory},
	{title: "Where members are not kept", width: 60, kind: kindWrapped, side: sideMembers},
	{title: "People in the copy", width: 11, kind: kindNumber, side: sideMembers},
	{title: "People of whom it is not known", width: 13, kind: kindNumber, side: sideMembers},
	{title: "Moves at once with", width: 11, kind: kindNumber},
	{title: "Controls", width: 30},
	{title: "AD: directory group (DN)", width: 60, side: sideDirectory},
	{title: "Group key", width: 40},
}

// printedReadiness is the number of columns in the print area.
const printedReadiness = 11

func (b *Workbook) readinessChapter() *chapter {
	t := newTable(b, readinessSheet, readinessColumns, printedReadiness)
	return &chapter{name: t.name, purpose: "whether and when each group moves, and how", list: t,
		take: func(r report.Record) error {
			if r.Readiness == nil {
				return nil
			}
			return addReadiness(t, r.Readiness)
		},
		note: func() string {
			return fmt.Sprintf("%s that a move to %s is about; all others are counted on %s.", report.Separated(t.total, "group"), b.verdictTarget(), goNoGoSheet)
		},
		idle: b.unmoved}
}

// unmoved reports whether the stream holds no move.
func (b *Workbook) unmoved() bool { return b.counts.Verdict == nil }

func (b *Workbook) verdictTarget() string {
	if b.counts.Verdict == nil {
		return "a target"
	}
	return b.counts.Verdict.Target()
}

// addReadiness puts what does not move first, then the waves in their order.
func addReadiness(t *table, r *report.Readiness) error {
	rank := slices.Index(report.ReadinessStates, r.State)
	if r.Moves() {
		rank = slices.Index(report.ReadinessStates, report.StateReadyAfter)
	}
	key := sortKey(strconv.Itoa(rank), fmt.Sprintf("%09d", r.Wave), strings.ToLower(r.Target.Name), r.Key)
	var wave, together any
	if r.Wave > 0 {
		wave = r.Wave
	}
	if r.Together > 1 {
		together = r.Together
	}
	row := []any{r.Target.Name, groupLink(r.Key), report.StateWords[r.State], wave, reasonLines(r)}
	m := r.Members
	if m == nil {
		m = &report.MemberMove{}
		row = append(row, nil, nil, nil, nil)
	} else {
		whole := m.Gap == ""
		row = append(row, known(m.Kept, whole), known(m.Lost, whole), known(m.Undecided, whole), known(m.PeopleLost, m.WholeLoss()))
	}
	row = append(row, copyCells(r)...)
	row = append(row, anchorCells(r.Anchor)...)
	row = append(row, edgeLines(m))
	if r.Members == nil {
		row = append(row, nil, nil)
	} else {
		row = append(row, known(m.People, m.PeopleWhole), known(m.PeopleUndecided, m.PeopleWhole))
	}
	return t.add(key, append(row, together, controlsOf(r.Reasons), r.Target.DN, r.Key)...)
}

// reasonLines tell what decides; notes come last.
func reasonLines(r *report.Readiness) lines {
	var list lines
	if why := r.Because(); why != "" {
		list = append(list, why)
	}
	for i := range r.Reasons {
		list = append(list, report.ReasonWord(r.Reasons[i].Kind)+": "+r.Reasons[i].Sentence())
	}
	return list
}

func controlsOf(reasons []report.ReadinessReason) string {
	var ids []string
	for _, r := range reasons {
		if r.Control != "" && !slices.Contains(ids, r.Control) {
			ids = append(ids, r.Control)
		}
	}
	return strings.Join(ids, ", ")
}

// copyCells are empty where there is nothing, as for a group without a copy, and say so where that was not read.
func copyCells(r *report.Readiness) []any {
	c := r.Copy
	if c == nil {
		return make([]any, 7)
	}
	orUnknown := func(text string, unread bool) any {
		if text == "" && unread {
			return notKnown
		}
		return text
	}
	sure := "default mapping"
	switch {
	case c.CN == "":
		sure = notKnown
	case c.CNSure:
		sure = "yes"
	}
	var cut any = notKnown
	if c.DescriptionCut != nil {
		cut = *c.DescriptionCut
	}
	open := c.Renamed == "unknown"
	return []any{orUnknown(c.CNNow, open), orUnknown(c.CN, true), sure, orUnknown(c.OU, open), c.OUKept, orUnknown(c.Type, true), cut}
}

func anchorCells(a *report.AnchorStep) []any {
	if a == nil {
		return make([]any, 3)
	}
	var current any = notKnown
	if a.Current != nil {
		current = *a.Current
	}
	return []any{a.Action, a.Value, current}
}

func edgeLines(m *report.MemberMove) lines {
	var list lines
	for _, e := range m.Edges {
		list = append(list, fmt.Sprintf("%s %s (%s): %s", report.Thousands(e.Count), e.Fate, e.Class, e.Reason))
	}
	if m.Gap != "" {
		list = append(list, m.Gap)
	}
	return list
}
