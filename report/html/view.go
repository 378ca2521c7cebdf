package html

import (
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// bodyTemplate renders the part of the page that needs no script.
type bodyTemplate interface {
	Execute(w io.Writer, data any) error
}

func parseBody() (bodyTemplate, error) {
	t, err := template.New("body").Funcs(template.FuncMap{
		"visible": report.Visible, "moment": moment, "join": func(s []string) string { return strings.Join(s, ", ") },
		"number": number, "plural": plural, "shape": shape, "outcome": outcome,
		"thousands": report.Thousands[int], "known": report.Known, "records": report.Thousands[int64], "unjudged": func(s *report.Summary) int { return s.NotEvaluated + s.Errors }, "said": said, "reasonWord": report.ReasonWord, "moveLegend": func() []report.MoveWord { return report.MoveLegend },
		"stateWord": func(state string) string { return report.StateWords[state] },
		"because":   report.StateReason, "lossesOf": func(m *report.MemberMove) string {
			return listedOf(len(m.PeopleLosses), m.PeopleLost, report.SheetLosses)
		},
	}).Parse(joined([]string{"readiness", "overview", "body"}, ".html"))
	if err != nil {
		return nil, fmt.Errorf("parsing the page's body: %w", err)
	}
	return t, nil
}

// view is what the body shows.
type view struct {
	Title      string
	Run        *report.Run
	Counts     *report.Counts
	Tiles      []tile
	Incomplete []report.Stream
	Blind      []*report.ControlCount
	// Moves are the groups of a move that are listed.
	Moves []*report.Readiness
	// The sentences say how much of a list the page has, "" for all.
	UnlistedMoves, UnlistedGroups, UnlistedDifferences string
	// Changes are those between two snapshots; empty without a comparison.
	Changes []changedList
	// Charts are the overview.
	Charts []chart
	// About says what the page is of.
	About    string
	unjudged *report.UnjudgedGroups
}

// tile is one severity with its number of findings.
type tile struct {
	Severity string
	Count    int
}

func (p *Page) view() view {
	run := p.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	name := run.Tenant.Name
	if name == "" {
		name = run.Tenant.ID
	}
	v := view{
		Title: report.Visible("wbaudit: " + name + ", " + moment(run.CollectedAt)), Run: run, Counts: &p.counts,
		Incomplete: p.counts.Incomplete(), Blind: worstFirst(p.counts.NotEvaluated()), Moves: p.moves.list(), unjudged: &p.unjudged,
		UnlistedGroups:      listedOf(p.groups.count, p.counts.Groups, report.SheetGroups),
		UnlistedDifferences: listedOf(p.differences.count, p.counts.MemberDifferences, report.SheetDifferences, report.SheetExcluded),
	}
	v.UnlistedMoves = listedOf(len(v.Moves), p.counts.Moves, report.SheetReadiness)
	v.About = "Group writeback audit"
	if run.OnlyChanges() {
		v.About = "Changes of group writeback"
	}
	if run.Comparison != nil {
		v.Changes = changedLists(&p.changes)
	}
	v.Charts = p.charts()
	for _, s := range report.Severities {
		v.Tiles = append(v.Tiles, tile{s, p.counts.Findings.Of(s)})
	}
	return v
}

// worstFirst sorts controls by severity.
func worstFirst(controls []*report.ControlCount) []*report.ControlCount {
	slices.SortStableFunc(controls, func(a, b *report.ControlCount) int {
		return report.SeverityRank(a.Control.Severity) - report.SeverityRank(b.Control.Severity)
	})
	return controls
}

// Which names the first groups that a control did not judge for a reason.
func (v view) Which(control, reason string) string {
	if names := v.unjudged.Names(control, reason); names != "" {
		return names
	}
	return "The workbook has them."
}
