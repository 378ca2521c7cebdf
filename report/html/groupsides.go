package html

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

func (p *page) groupRow(g *report.Group, findings int) groupRow {
	row := groupRow{
		Key: report.Visible(g.Key), Kind: g.Target.Kind, ID: report.Visible(g.Target.ID), Name: report.Visible(g.Target.Name),
		DN: report.Visible(g.Target.DN), Findings: findings, Cloud: cloudOf(g.Cloud), Writeback: p.writebackOf(g.Writeback),
		Members: p.membersOf(g.Members),
	}
	if g.Directory != nil {
		side := sideOf(*g.Directory)
		row.Directory = &side
	}
	for _, d := range g.Candidates {
		row.Candidates = append(row.Candidates, sideOf(d))
	}
	for _, c := range g.Children {
		row.Children = append(row.Children, visible(c.ID, c.Name, c.Kind, c.Problem))
	}
	for _, c := range g.Changes {
		row.Changes = append(row.Changes, report.Visible(c.Sentence()))
	}
	return row
}

func cloudOf(c *report.CloudSide) *cloudRow {
	if c == nil {
		return nil
	}
	portal, portalType := c.Portal()
	row := &cloudRow{
		Kind: c.Kind, Label: c.LabelMeaning(), Misleads: c.Misleads(), Overlays: strings.Join(c.Overlays, ", "), Enabled: "null", Type: "null", Portal: report.Visible(portal),
		PortalType: report.Visible(portalType), Mail: report.Visible(c.Mail), Description: report.Visible(c.Description),
	}
	if c.IsEnabled != nil {
		row.Enabled = fmt.Sprint(*c.IsEnabled)
	}
	if c.Type != nil {
		row.Type = report.Visible(*c.Type)
	}
	if !c.Collected {
		row.Enabled, row.Type = "not collected", "not collected"
	}
	return row
}

func (p *page) writebackOf(w report.Writeback) writebackRow {
	row := writebackRow{Expected: w.Expected, Confidence: w.Confidence, Engine: w.Engine, Type: w.Type,
		Engines: [][]string{}, Trace: [][]int{}}
	for _, e := range w.Engines {
		row.Engines = append(row.Engines, visible(e.Engine, e.State, e.Expected, e.Confidence, e.Type))
	}
	for _, s := range w.Trace {
		row.Trace = append(row.Trace, []int{p.texts.of(s.Engine), p.texts.of(s.Row), p.texts.of(s.Answer),
			p.texts.of(s.Confidence), p.texts.of(s.Text), p.texts.of(s.Source)})
	}
	return row
}

func sideOf(d report.DirectorySide) sideRow {
	row := sideRow{
		GUID: d.GUID, DN: report.Visible(d.DN), SAM: report.Visible(d.SAMAccountName), Category: d.Category, Scope: d.Scope,
		Anchor: d.Anchor, State: d.AnchorState, Match: d.Match, Mail: report.Visible(d.Mail),
		Description: report.Visible(d.Description), Expected: visible(d.ExpectedCNs...),
	}
	for _, drift := range d.Drift {
		row.Drift = append(row.Drift, visible(drift.Attribute, drift.Kind, drift.Expected, drift.Actual))
	}
	return row
}

func (p *page) membersOf(m report.Members) membersRow {
	row := membersRow{
		Cloud: m.Cloud, Directory: m.Directory,
		Counts: [8]*int{m.CloudCount, m.DirectoryCount, m.Expected, m.Matched, m.Missing, m.Foreign, m.Excluded, m.Undecided},
	}
	for _, reason := range []string{m.CloudReason, m.DirectoryReason} {
		if reason != "" {
			row.Reasons = append(row.Reasons, report.Visible(reason))
		}
	}
	for _, c := range m.Classes {
		row.Classes = append(row.Classes, []any{c.Class, c.Count})
	}
	listed := m.Differences[:min(len(m.Differences), p.options.MaxDifferences)]
	for _, d := range listed {
		row.Differences = append(row.Differences, visible(d.Difference, d.Class, d.Name, d.ID, d.DN, d.Reason))
	}
	row.More = len(m.Differences) - len(listed)
	return row
}

func visible(texts ...string) []string {
	shown := make([]string, len(texts))
	for i, text := range texts {
		shown[i] = report.Visible(text)
	}
	return shown
}
