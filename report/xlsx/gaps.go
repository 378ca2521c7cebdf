package xlsx

import (
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// gapColumns list everything that was not read or not judged, so that no green means blindness.
var gapColumns = []column{
	{title: "What", width: 20},
	{title: "Name", width: 44, kind: kindWrapped},
	{title: "State", width: 16},
	{title: "Reason", width: 76, kind: kindWrapped},
	{title: "Subjects", width: 11, kind: kindNumber},
	{title: "Severity", width: 12, kind: kindSeverity},
	{title: "Id", width: 14},
}

// printedGaps is the number of columns in the print area.
const printedGaps = 7

// The sections of the list, in order: groups of which nothing is known, what was not judged, then what was not read.
const (
	gapUnreadable = "0"
	gapControl    = "1"
	gapStream     = "2"
	gapEngine     = "3"
	gapMembers    = "4"
)

func (b *Workbook) gapsChapter() *chapter {
	t := newTable(b, gapsSheet, gapColumns, printedGaps)
	return &chapter{name: t.name, purpose: "what was not read or could not be judged, and why", list: t,
		take: func(r report.Record) error {
			switch {
			case r.Run != nil:
				return addEngineGaps(t, r.Run)
			case r.Group != nil:
				return addGroupGaps(t, r.Group)
			}
			return nil
		},
		end: func() error {
			if err := b.addStreamGaps(t); err != nil {
				return err
			}
			return b.addControlGaps(t)
		},
		note: func() string { return report.Separated(t.total, "gap") + " in what was read or evaluated." }}
}

// addStreamGaps lists what was not read, each with what that cost.
func (b *Workbook) addStreamGaps(t *table) error {
	for _, s := range b.counts.Incomplete() {
		if err := t.add(gapStream, "snapshot stream", s.Name, s.Status, strings.TrimPrefix(b.counts.Why(s), "; ")); err != nil {
			return err
		}
	}
	for _, s := range b.counts.Absent() {
		if err := t.add(gapStream, "snapshot stream", s.Name, s.Status, strings.TrimPrefix(s.Reason+"; no control of this run misses it", "; ")); err != nil {
			return err
		}
	}
	return nil
}

func addEngineGaps(t *table, r *report.Run) error {
	for _, e := range r.Engines {
		if e.State != "unknown" {
			continue
		}
		if err := t.add(gapEngine, "engine", e.Engine, e.State, e.Source); err != nil {
			return err
		}
	}
	return nil
}

// addGroupGaps lists a group that could not be read, and the sides of g whose members were not read completely.
func addGroupGaps(t *table, g *report.Group) error {
	if g.Cloud != nil && g.Cloud.Unreadable != "" {
		if err := t.add(gapUnreadable, "cloud group", groupName(g), "unreadable", g.Cloud.Unreadable, nil, nil, g.Key); err != nil {
			return err
		}
	}
	for _, side := range []struct{ name, status, reason string }{
		{"members in the cloud", g.Members.Cloud, g.Members.CloudReason},
		{"members in AD", g.Members.Directory, g.Members.DirectoryReason},
	} {
		if side.status != report.StatusPartial && side.status != report.StatusAbsent {
			continue
		}
		if err := t.add(gapMembers, side.name, groupName(g), side.status, side.reason, nil, nil, g.Key); err != nil {
			return err
		}
	}
	return nil
}

func (b *Workbook) addControlGaps(t *table) error {
	for _, c := range b.counts.NotEvaluated() {
		s, key := c.Summary, sortKey(gapControl, strconv.Itoa(report.SeverityRank(c.Control.Severity)), c.Control.ID)
		// The stream does not part the reasons of errors from the others: the graver word stands.
		rows, outcome := s.Reasons, report.OutcomeNotEvaluated
		if s.Errors > 0 {
			outcome = report.OutcomeError
		}
		if len(rows) == 0 {
			rows = []report.Reason{{Text: s.Reason, Count: s.NotEvaluated + s.Errors}}
		}
		for _, reason := range rows {
			if err := t.add(key, "control", c.Control.Title, outcome, reason.Sentence(), reason.Count, c.Control.Severity, controlLink(c.Control.ID)); err != nil {
				return err
			}
		}
	}
	return nil
}
