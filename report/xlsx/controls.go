package xlsx

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// printedControls is the number of columns in the print area.
const printedControls = 13

// controlColumns returns the columns before and after those of the frameworks.
func controlColumns(frameworks []string) []column {
	columns := []column{
		{title: "Control", width: 10},
		{title: "Title", width: 48, kind: kindWrapped},
		{title: "Severity", width: 12, kind: kindSeverity},
		{title: "Outcome", width: 16, kind: kindOutcome},
		{title: "Findings", width: 10, kind: kindNumber},
		{title: "Subjects", width: 10, kind: kindNumber},
		{title: "Not applicable", width: 11, kind: kindNumber},
		{title: "Passed", width: 10, kind: kindNumber},
		{title: "Failed", width: 10, kind: kindNumber},
		{title: "Not evaluated", width: 11, kind: kindNumber},
		{title: "Errors", width: 9, kind: kindNumber},
		{title: "Waived", width: 9, kind: kindNumber},
		{title: "Why not evaluated", width: 40, kind: kindWrapped},
	}
	for _, name := range frameworks {
		columns = append(columns, column{title: name, width: 22, kind: kindWrapped})
	}
	columns = append(columns,
		column{title: "Profile", width: 12},
		column{title: "Engines", width: 14},
		column{title: "Requires", width: 36, kind: kindWrapped},
		column{title: "Description", width: 70, kind: kindWrapped},
		column{title: "Remediation", width: 60, kind: kindWrapped},
		column{title: "References", width: 60, kind: kindWrapped},
	)
	for i := range columns {
		columns[i].title = uniqueTitle(columns[i].title, columns[:i])
	}
	return columns
}

// uniqueTitle makes a title that a table accepts: something visible, of moderate length, and not the
// title of a column before, whatever the case. Names of frameworks come from the controls' authors.
func uniqueTitle(title string, before []column) string {
	title = strings.TrimSpace(report.Visible(title))
	if runes := []rune(title); len(runes) > longestTitle {
		title = string(runes[:longestTitle-1]) + "…"
	}
	if title == "" {
		title = "Framework"
	}
	unique := markEscapes(title)
	for n := 2; slices.ContainsFunc(before, func(c column) bool { return strings.EqualFold(c.title, unique) }); n++ {
		unique = markEscapes(title + " (" + strconv.Itoa(n) + ")")
	}
	return unique
}

// longestTitle is in characters; Excel allows 255 UTF-16 units.
const longestTitle = 100

// controlsChapter has no list before the end: its columns are the frameworks that controls name.
func (b *Workbook) controlsChapter() *chapter {
	c := &chapter{name: controlsSheet, purpose: "what was checked, with outcome and framework clauses"}
	c.end = func() error {
		frameworks := frameworkNames(b.counts.Controls)
		c.list = newTable(b, controlsSheet, controlColumns(frameworks), printedControls)
		return b.addControls(c.list, frameworks)
	}
	c.note = func() string {
		failed := 0
		for _, c := range b.counts.Controls {
			if c.Findings.Total() > 0 {
				failed++
			}
		}
		return report.Separated(c.list.total, "control") + ", " + report.Thousands(failed) + " with findings."
	}
	return c
}

func (b *Workbook) addControls(t *table, frameworks []string) error {
	for i, c := range b.counts.Controls {
		if err := t.add(fmt.Sprintf("%09d", i), controlRow(c, frameworks)...); err != nil {
			return err
		}
	}
	return nil
}

func controlRow(c *report.ControlCount, frameworks []string) []any {
	row := []any{c.Control.ID, c.Control.Title, c.Control.Severity}
	if s := c.Summary; s != nil {
		row = append(row, s.Outcome, found(c), s.Subjects, s.NotApplicable, s.Passed, s.Failed, blind(c), s.Errors, s.Waived, s.Reason)
	} else {
		row = append(row, nil, found(c), nil, nil, nil, nil, nil, nil, nil, "the stream holds no summary of it")
	}
	for _, name := range frameworks {
		row = append(row, strings.Join(clauses(c.Control, name), ", "))
	}
	return append(row, c.Control.Profile, strings.Join(c.Control.Engines, ", "), strings.Join(c.Control.Requires, ", "),
		prose(c.Control.Description), prose(c.Control.Remediation), lines(c.Control.References))
}

// found leads to the first finding of a control.
func found(c *report.ControlCount) any {
	if n := c.Findings.Total(); n > 0 {
		return link{toFindingsOfControl, c.Control.ID, n}
	}
	return 0
}

// blind leads to what a control could not judge.
func blind(c *report.ControlCount) any {
	if n := c.Summary.NotEvaluated; n > 0 {
		return link{toGapsOfControl, c.Control.ID, n}
	}
	return 0
}

// frameworkNames returns the frameworks that any control names, sorted.
func frameworkNames(controls []*report.ControlCount) []string {
	var names []string
	for _, c := range controls {
		for _, f := range c.Control.Frameworks {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	slices.Sort(names)
	return names
}

func clauses(c *report.Control, framework string) []string {
	var found []string
	for _, f := range c.Frameworks {
		if f.Name == framework {
			found = append(found, f.Clause)
		}
	}
	return found
}

// prose joins the lines of a paragraph, which the source of a control breaks at its margin.
func prose(s string) string {
	return strings.Join(strings.Fields(s), " ")
}
