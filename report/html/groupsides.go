package html

import (
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// groupRow is what lists, filters and searches know of a group.
func (p *Page) groupRow(g *report.Group, findings int) groupRow {
	flags, portal, portalType, mail, account := 0, "", "", "", ""
	if c := g.Cloud; c != nil {
		portal, portalType = c.Portal()
		mail = c.Mail
		if c.Misleads() {
			flags |= flagMisleads
		}
	}
	if d := g.Directory; d != nil {
		flags |= flagCopy
		account = d.SAMAccountName
	}
	key, id := g.Key, g.Target.ID
	if rest, ok := strings.CutSuffix(key, id); ok && len(rest) == len("c:") {
		key = rest
	}
	row := groupRow{report.Visible(key), report.Visible(g.Target.Name), report.Visible(id), report.Visible(g.Target.DN), kindOf(g),
		report.Visible(portal), report.Visible(portalType), flags, g.Writeback.Expected, g.Writeback.Type, g.Writeback.Engine,
		p.copyOf(g), known(&g.Members, report.DifferenceMissing), known(&g.Members, report.DifferenceForeign), findings, report.Visible(mail), report.Visible(account)}
	if gaps := p.gaps.of(g); gaps != nil {
		row = append(row, gaps)
	}
	return row
}

// kindOf is the kind of the cloud group.
func kindOf(g *report.Group) string {
	if g.Cloud == nil {
		return "directory only"
	}
	return g.Cloud.Kind
}

// copyOf says what the directory holds for the group, or that it was not read.
func (p *Page) copyOf(g *report.Group) string {
	switch {
	case g.Directory != nil:
		return g.Directory.Scope + " " + g.Directory.Category
	case len(g.Candidates) > 0:
		return g.Claims()
	}
	if !p.directoryRead() {
		return "not read"
	}
	return "none found"
}

// directoryRead reports whether the run has a list of directory groups.
func (p *Page) directoryRead() bool {
	return p.counts.Run != nil && slices.ContainsFunc(p.counts.Run.Streams, func(s report.Stream) bool {
		return s.Name == "directory_groups" && s.Status != report.StatusAbsent
	})
}

func (p *Page) detailRow(g *report.Group) detailRow {
	row := detailRow{Cloud: cloudOf(g.Cloud), Writeback: p.writebackOf(g.Writeback), Members: p.membersOf(g.Members)}
	if g.Directory != nil {
		side := sideOf(g, *g.Directory)
		row.Directory = &side
	}
	for _, d := range g.Candidates {
		row.Candidates = append(row.Candidates, sideOf(g, d))
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
		PortalType: report.Visible(portalType), Mail: report.Visible(c.Mail), Description: report.Visible(c.Description), Unreadable: report.Visible(c.Unreadable),
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

// expectedCN is a common name, or a number for one that follows from the group's id and name.
func expectedCN(g *report.Group, cn string) any {
	id := g.Target.ID
	switch cn {
	case "Group_" + id:
		return 0
	case g.Target.Name + "_" + id[max(0, len(id)-12):]:
		return 1
	}
	return report.Visible(cn)
}

func (p *Page) writebackOf(w report.Writeback) writebackRow {
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

// sideOf leaves out what the group's row has already: half of what a page holds would be the same ids again.
func sideOf(g *report.Group, d report.DirectorySide) sideRow {
	row := sideRow{
		GUID: d.GUID, Category: d.Category, Scope: d.Scope, Anchor: d.Anchor, State: d.AnchorState, Match: d.Match, Mail: report.Visible(d.Mail),
		Description: report.Visible(d.Description), Created: report.Day(d.WhenCreated), Changed: report.Day(d.WhenChanged),
	}
	if d.DN != g.Target.DN {
		row.DN = report.Visible(d.DN)
	}
	for _, cn := range d.ExpectedCNs {
		row.Expected = append(row.Expected, expectedCN(g, cn))
	}
	differing := d.Drift
	if g.Directory != nil && d.GUID == g.Directory.GUID {
		differing = g.Differing()
	}
	for _, drift := range differing {
		row.Drift = append(row.Drift, visible(drift.Attribute, drift.Kind, drift.Expected, drift.Actual))
	}
	return row
}

func (p *Page) membersOf(m report.Members) membersRow {
	row := membersRow{
		Cloud: m.Cloud, Directory: m.Directory,
		Counts: [8]*int{m.CloudCount, m.DirectoryCount, m.Expected, m.Matched, known(&m, report.DifferenceMissing), known(&m, report.DifferenceForeign),
			known(&m, report.DifferenceExcluded), known(&m, report.DifferenceUndecided)},
	}
	for _, reason := range []string{m.CloudReason, m.DirectoryReason} {
		if reason != "" {
			row.Reasons = append(row.Reasons, report.Visible(reason))
		}
	}
	for _, c := range m.Classes {
		row.Classes = append(row.Classes, []any{c.Class, c.Count})
	}
	row.More = len(m.Differences) - len(p.listed(m))
	return row
}

// known is how many members of a difference the page's script is told of: a negative number is the least there are,
// nil where nothing is known.
func known(m *report.Members, difference string) *int {
	n, exact := m.Known(difference)
	switch {
	case exact:
		return &n
	case n == 0:
		return nil
	}
	n = -n
	return &n
}

func visible(texts ...string) []string {
	shown := make([]string, len(texts))
	for i, text := range texts {
		shown[i] = report.Visible(text)
	}
	return shown
}
