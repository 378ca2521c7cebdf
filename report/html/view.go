package html

import (
	"fmt"
	"html/template"
	"io"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// bodyTemplate renders the part of the page that needs no script.
type bodyTemplate interface {
	Execute(w io.Writer, data any) error
}

func parseBody() (bodyTemplate, error) {
	t, err := template.New("body").Funcs(template.FuncMap{
		"visible": report.Visible, "moment": moment, "join": func(s []string) string { return strings.Join(s, ", ") },
		"number": number, "plural": plural, "shape": shape, "outcome": outcome, "short": short,
	}).Parse(body)
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
	Listed     int
	Unlisted   int
}

// tile is one severity with its number of findings.
type tile struct {
	Severity string
	Count    int
}

func (p *page) view() view {
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
		Incomplete: p.counts.Incomplete(), Blind: p.counts.NotEvaluated(), Listed: p.groups.count, Unlisted: p.unlisted,
	}
	for _, s := range report.Severities {
		v.Tiles = append(v.Tiles, tile{s, p.counts.Findings.Of(s)})
	}
	return v
}

// moment writes a time in UTC to the minute.
func moment(t *time.Time) string {
	if t == nil {
		return "time not known"
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}

// number writes an optional count.
func number(n *int64) string {
	if n == nil {
		return "not given"
	}
	return fmt.Sprint(*n)
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// shape tells severities apart without colour.
func shape(severity string) string {
	shapes := map[string]string{
		report.SeverityCritical: "◆", report.SeverityHigh: "▲", report.SeverityMedium: "●",
		report.SeverityLow: "▽", report.SeverityInfo: "○",
	}
	return shapes[severity]
}

// outcome writes an outcome in words.
func outcome(s *report.Summary) string {
	if s == nil {
		return "no summary"
	}
	words := map[string]string{
		report.OutcomeError: "error", report.OutcomeFail: "fail", report.OutcomeNotEvaluated: "not evaluated",
		report.OutcomePass: "pass", report.OutcomeNotApplicable: "not applicable",
	}
	return words[s.Outcome]
}

// short is enough of a digest to compare by eye.
func short(digest string) string { return digest[:min(len(digest), 16)] }
