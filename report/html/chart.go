package html

import (
	"cmp"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// What the overview draws at most: controls, groups and runs.
const (
	drawnControls = 14
	drawnGroups   = 12
	drawnRuns     = 12
)

// chart is a picture of counts as a table: each row has its bar and the numbers that the bar stands for.
type chart struct {
	Title, Note string
	// Columns head the numbers, Classes colour what they count.
	Columns, Classes []string
	Rows             []chartRow
	// More says what is not drawn.
	More string
	// Unknown says that there is more than what is known: the chart stands even without a row.
	Unknown bool
}

// Titled reports whether the rows are wide, since each has a name beside its label.
func (c chart) Titled() bool { return len(c.Rows) > 0 && c.Rows[0].Name != "" }

// chartRow is one bar. Counts are in the order of the chart's columns.
type chartRow struct {
	Label, Title, Link string
	// Name stands beside a label that says little by itself.
	Name   string
	Counts []int
	Bar    []segment
}

// segment is a part of a bar, in thousandths of the longest one.
type segment struct {
	Class    string
	X, Width float64
}

// draw gives every row its bar, by one scale.
func (c *chart) draw() chart {
	longest := 0
	for _, r := range c.Rows {
		longest = max(longest, sum(r.Counts))
	}
	for i := range c.Rows {
		r, x := &c.Rows[i], 0.0
		for k, n := range r.Counts {
			width := 1000 * float64(n) / float64(max(longest, 1))
			if n > 0 {
				r.Bar = append(r.Bar, segment{c.Classes[k], x, max(width, 2)})
			}
			x += width
		}
	}
	return *c
}

func sum(counts []int) int {
	total := 0
	for _, n := range counts {
		total += n
	}
	return total
}

// charts are those that say something.
func (p *Page) charts() []chart {
	var all []chart
	for _, c := range []chart{judgedChart(&p.counts), p.drawn.groupChart(p.counts.Unread), p.drawn.trend.chart(&p.counts), controlChart(&p.counts)} {
		if len(c.Rows) > 0 || c.Unknown {
			all = append(all, c.draw())
		}
	}
	return all
}

// judgedChart shows how much of what was asked was answered.
func judgedChart(counts *report.Counts) chart {
	k := counts.Checks
	c := chart{Title: "How much could be judged", Note: judgedNote(counts),
		Columns: []string{"passed", "failed", "not evaluated", "errors"}, Classes: []string{"passed", "failed", "unjudged", "errors"}}
	for _, s := range report.Severities {
		row := chartRow{Label: shape(s) + " " + s, Title: "Controls of this severity", Link: "#controls?severity=" + s, Counts: make([]int, len(c.Columns))}
		for _, control := range counts.Controls {
			if sum := control.Summary; sum != nil && control.Control.Severity == s {
				for i, n := range []int{sum.Passed, sum.Failed, sum.NotEvaluated, sum.Errors} {
					row.Counts[i] += n
				}
			}
		}
		if sum(row.Counts) > 0 {
			c.Rows = append(c.Rows, row)
		}
	}
	if k.NotApplicable > 0 {
		c.More = plural(k.NotApplicable, "subject is", "subjects are") + " not drawn: the control does not apply to them."
	}
	return c
}

// judgedNote says why the bars are not the tiles above them.
func judgedNote(counts *report.Counts) string {
	text := "Subjects by the severity of the control, counted once for each control."
	for _, why := range []string{counts.FailedSentence(), counts.SeveritySentence()} {
		if why != "" {
			text += " " + why
		}
	}
	return text
}

// controlChart shows severities by control, the worst first.
func controlChart(counts *report.Counts) chart {
	c := chart{Title: "Findings by control", Note: "Findings by their own severity.", Columns: report.Severities, Classes: report.Severities}
	found := slices.DeleteFunc(slices.Clone(counts.Controls), func(k *report.ControlCount) bool { return k.Findings.Total() == 0 })
	slices.SortStableFunc(found, func(a, b *report.ControlCount) int {
		return cmp.Or(worstOf(a.Findings)-worstOf(b.Findings), b.Findings.Total()-a.Findings.Total())
	})
	for _, k := range found[:min(len(found), drawnControls)] {
		row := chartRow{Label: report.Visible(k.Control.ID), Name: report.Visible(k.Control.Title), Title: report.Visible(k.Control.Title), Link: "#findings?control=" + report.Visible(k.Control.ID)}
		for _, s := range report.Severities {
			row.Counts = append(row.Counts, k.Findings.Of(s))
		}
		c.Rows = append(c.Rows, row)
	}
	if more := len(found) - len(c.Rows); more > 0 {
		c.More = plural(more, "control", "controls") + " with findings of lesser severity or number in Controls."
	}
	return c
}

// worstOf is the rank of the highest severity with a finding.
func worstOf(t report.Tally) int {
	for i, s := range report.Severities {
		if t.Of(s) > 0 {
			return i
		}
	}
	return len(report.Severities)
}
