package html

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// findingRow is one finding as the page's script reads it, by position: severity, control, group
// (-1 without one), kind, name, id, DN, message, expected, actual, evidence, fingerprint, flags.
// Name, id and DN are empty when the group has them.
type findingRow []any

// The flags of a finding.
const (
	flagWaived   = 1
	flagSettling = 2
)

func (p *page) findingRow(f *report.Finding, group int) findingRow {
	name, id, dn := report.Visible(f.Target.Name), report.Visible(f.Target.ID), report.Visible(f.Target.DN)
	if group >= 0 {
		name, id, dn = "", "", ""
	}
	flags := 0
	if f.Waiver != nil {
		flags |= flagWaived
	}
	if f.Settling {
		flags |= flagSettling
	}
	return findingRow{
		report.SeverityRank(f.Severity) - 1, p.controls[f.Control], group, f.Target.Kind, name, id, dn,
		report.Visible(f.Message), report.Visible(f.Expected), report.Visible(f.Actual), evidence(f.Evidence), f.Fingerprint, flags,
	}
}

// evidence writes attributes and numbers as one line; keys are sorted by the encoder.
func evidence(e map[string]any) string {
	if len(e) == 0 {
		return ""
	}
	text, err := json.Marshal(e)
	if err != nil {
		return fmt.Sprint(e)
	}
	return report.Visible(strings.Trim(string(text), "{}"))
}

// groupRow is one group as the page's script reads it.
type groupRow struct {
	Key        string       `json:"key"`
	Kind       string       `json:"target"`
	ID         string       `json:"id"`
	Name       string       `json:"name"`
	DN         string       `json:"dn"`
	Findings   int          `json:"findings"`
	Cloud      *cloudRow    `json:"cloud,omitempty"`
	Writeback  writebackRow `json:"writeback"`
	Directory  *sideRow     `json:"directory,omitempty"`
	Candidates []sideRow    `json:"candidates,omitempty"`
	Members    membersRow   `json:"members"`
	Children   [][]string   `json:"children,omitempty"`
}

type cloudRow struct {
	Kind        string `json:"kind"`
	Overlays    string `json:"overlays,omitempty"`
	Enabled     string `json:"enabled"`
	Type        string `json:"type"`
	Portal      string `json:"portal"`
	PortalType  string `json:"portalType"`
	Mail        string `json:"mail,omitempty"`
	Description string `json:"description,omitempty"`
}

type writebackRow struct {
	Expected   string `json:"expected"`
	Confidence string `json:"confidence"`
	Engine     string `json:"engine,omitempty"`
	Type       string `json:"type,omitempty"`
	// Engines holds engine, state, expected, confidence, type; Trace numbers into the table of texts.
	Engines [][]string `json:"engines"`
	Trace   [][]int    `json:"trace"`
}

type sideRow struct {
	GUID        string     `json:"guid"`
	DN          string     `json:"dn"`
	SAM         string     `json:"sam,omitempty"`
	Category    string     `json:"category"`
	Scope       string     `json:"scope"`
	Anchor      string     `json:"anchor"`
	State       string     `json:"state"`
	Match       string     `json:"match"`
	Mail        string     `json:"mail,omitempty"`
	Description string     `json:"description,omitempty"`
	Expected    []string   `json:"expected,omitempty"`
	Drift       [][]string `json:"drift,omitempty"`
}

type membersRow struct {
	Cloud     string `json:"cloud"`
	Directory string `json:"directory"`
	// Counts holds cloud, directory, expected, matched, missing, foreign, excluded, undecided.
	Counts      [8]*int    `json:"counts"`
	Reasons     []string   `json:"reasons,omitempty"`
	Classes     [][]any    `json:"classes,omitempty"`
	Differences [][]string `json:"differences,omitempty"`
	// More counts the differences that are not listed.
	More int `json:"more,omitempty"`
}

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
	return row
}

func cloudOf(c *report.CloudSide) *cloudRow {
	if c == nil {
		return nil
	}
	row := &cloudRow{
		Kind: c.Kind, Overlays: strings.Join(c.Overlays, ", "), Enabled: "null", Type: "null", Portal: report.Visible(c.PortalState),
		PortalType: report.Visible(c.PortalTarget), Mail: report.Visible(c.Mail), Description: report.Visible(c.Description),
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
