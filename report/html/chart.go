package html

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// What the overview draws at most: controls, groups and months.
const (
	drawnControls = 14
	drawnGroups   = 12
	drawnMonths   = 12
)

// chart is a picture of counts as a table: each row has its bar and the numbers that the bar stands for.
type chart struct {
	Title, Note string
	// Columns head the numbers, Classes colour what they count.
	Columns, Classes []string
	Rows             []chartRow
	// More says what is not drawn.
	More string
}

// chartRow is one bar. Counts are in the order of the chart's columns.
type chartRow struct {
	Label, Title, Link string
	Counts             []int
	Bar                []segment
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
	for _, c := range []chart{judgedChart(&p.counts), p.drawn.groupChart(), p.drawn.ageChart(&p.counts), controlChart(&p.counts)} {
		if len(c.Rows) > 0 {
			all = append(all, c.draw())
		}
	}
	return all
}

// judgedChart shows how much of what was asked was answered.
func judgedChart(counts *report.Counts) chart {
	k := counts.Checks
	c := chart{Title: "How much could be judged", Note: "Subjects, counted once for each control.",
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

// controlChart shows severities by control, the worst first.
func controlChart(counts *report.Counts) chart {
	c := chart{Title: "Findings by control", Columns: report.Severities, Classes: report.Severities}
	found := slices.DeleteFunc(slices.Clone(counts.Controls), func(k *report.ControlCount) bool { return k.Findings.Total() == 0 })
	slices.SortStableFunc(found, func(a, b *report.ControlCount) int {
		return cmp.Or(worstOf(a.Findings)-worstOf(b.Findings), b.Findings.Total()-a.Findings.Total())
	})
	for _, k := range found[:min(len(found), drawnControls)] {
		row := chartRow{Label: report.Visible(k.Control.ID), Title: report.Visible(k.Control.Title), Link: "#findings?control=" + report.Visible(k.Control.ID)}
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

// drawn is what charts need of records that are not kept.
type drawn struct {
	// groups are those whose members differ most, the most first.
	groups []chartRow
	differ int
	// months counts findings by the month in which they were first seen: new, persisting, resolved.
	months map[string]*[3]int
}

func (d *drawn) add(r report.Record) {
	switch {
	case r.Group != nil:
		d.addGroup(r.Group)
	case r.Finding != nil:
		d.addAge(r.Finding.Age)
	case r.Absent != nil:
		d.addAge(r.Absent.Age)
	}
}

func (d *drawn) addGroup(g *report.Group) {
	row := chartRow{Counts: []int{value(g.Members.Missing), value(g.Members.Foreign), value(g.Members.Undecided)}}
	if sum(row.Counts) == 0 {
		return
	}
	d.differ++
	at, _ := slices.BinarySearchFunc(d.groups, row, func(a, b chartRow) int {
		return cmp.Or(sum(b.Counts)-sum(a.Counts), -1) // of equals the first stays first
	})
	if at == drawnGroups {
		return
	}
	row.Label, row.Title = report.Visible(cmp.Or(g.Target.Name, g.Target.ID)), report.Visible(g.Target.DN)
	row.Link = "#group/" + report.Visible(g.Key)
	d.groups = slices.Insert(d.groups, at, row)
	d.groups = d.groups[:min(len(d.groups), drawnGroups)]
}

func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func (d *drawn) groupChart() chart {
	c := chart{Title: "Members that differ, by group", Note: "Members that stay behind by design are not counted.",
		Columns: []string{"missing", "foreign", "undecided"}, Classes: []string{"missing", "foreign", "undecided"}, Rows: d.groups}
	if more := d.differ - len(d.groups); more > 0 {
		c.More = plural(more, "group", "groups") + " with fewer in Groups."
	}
	return c
}

func (d *drawn) addAge(a *report.Age) {
	at := -1
	if a != nil {
		at = slices.Index([]string{report.AgeNew, report.AgePersisting, report.AgeResolved}, a.State)
	}
	if at < 0 {
		return
	}
	month := "not known"
	if a.FirstSeen != nil {
		month = a.FirstSeen.UTC().Format("2006-01")
	}
	if d.months == nil {
		d.months = map[string]*[3]int{}
	}
	if d.months[month] == nil {
		d.months[month] = &[3]int{}
	}
	d.months[month][at]++
}

// ageChart shows what became of findings by when they were first seen, the earlier months in one row.
func (d *drawn) ageChart(counts *report.Counts) chart {
	c := chart{Title: "Trend: findings by when they were first seen", Note: strings.TrimSpace(counts.AgeSentence()),
		Columns: []string{"new", "persisting", "resolved"}, Classes: []string{"fresh", "persisting", "resolved"}}
	months := make([]string, 0, len(d.months))
	for m := range d.months {
		months = append(months, m)
	}
	slices.Sort(months) // "not known" comes last
	if cut := len(months) - drawnMonths; cut > 0 {
		early := &[3]int{}
		for _, m := range months[:cut+1] {
			for i, n := range d.months[m] {
				early[i] += n
			}
		}
		first := fmt.Sprintf("to %s", months[cut])
		c.Rows, months = append(c.Rows, chartRow{Label: first, Counts: early[:]}), months[cut+1:]
	}
	for _, m := range months {
		c.Rows = append(c.Rows, chartRow{Label: m, Counts: d.months[m][:]})
	}
	return c
}
