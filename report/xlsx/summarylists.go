package xlsx

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// mostListed is how many controls the summary lists; Controls has them all.
const mostListed = 15

// summaryTitle is the width of the column of titles.
const summaryTitle = 52

func (g *grid) severities() {
	c := &g.book.counts
	g.heading(summaryFirst, summaryLast, "Findings by their own severity")
	g.labels(summaryFirst, "Severity", "", "#Findings", "#Open")
	first := g.row
	for _, s := range severityShades {
		g.put(2, g.book.palette.severity[s.word], s.word)
		g.put(3, g.book.palette.number, c.Findings.Of(s.word))
		g.put(4, g.book.palette.number, c.Findings.Of(s.word))
		g.put(5, g.book.palette.number, c.Open.Of(s.word))
		g.row++
	}
	g.shade(2, first, severityShades)
	g.keep(g.book.file.SetConditionalFormat(g.sheet, fmt.Sprintf("C%d:C%d", first, g.row-1), []excelize.ConditionalFormatOptions{
		{Type: "data_bar", Criteria: "=", MinType: "num", MinValue: "0", MaxType: "max", BarColor: "#6C8EBF", BarOnly: true, BarSolid: true},
	}))
}

// shade colours the words of a column from row first to the one before the current.
func (g *grid) shade(column, first int, shades []shade) {
	name := columnName(column)
	g.keep(g.book.file.SetConditionalFormat(g.sheet, fmt.Sprintf("%s%d:%s%d", name, first, name, g.row-1), g.book.palette.shadeRules(shades)))
}

var outcomeMeaning = map[string]string{
	report.OutcomeError:         "evaluation ended with an error: nothing is said",
	report.OutcomeFail:          "at least one subject has a finding",
	report.OutcomeNotEvaluated:  "something needed was not read: nothing is said",
	report.OutcomePass:          "every subject it applies to is in order",
	report.OutcomeNotApplicable: "there is nothing it applies to",
}

func (g *grid) outcomes() {
	g.heading(summaryFirst, summaryLast, "Controls by outcome")
	g.labels(summaryFirst, "Outcome", "Meaning", "#Controls")
	first := g.row
	outcomes := g.book.counts.Outcomes()
	for _, s := range outcomeShades {
		g.put(2, g.book.palette.outcome[s.word], s.word)
		g.line(3, outcomeMeaning[s.word], outcomes[s.word])
	}
	g.shade(2, first, outcomeShades)
}

// worstControls lists the controls that found something, worst first.
func (g *grid) worstControls() {
	var found []*report.ControlCount
	for _, c := range g.book.counts.Controls {
		if c.Findings.Total() > 0 {
			found = append(found, c)
		}
	}
	if found == nil {
		return
	}
	slices.SortStableFunc(found, func(a, b *report.ControlCount) int {
		return cmp.Or(cmp.Compare(report.SeverityRank(a.Findings.Worst()), report.SeverityRank(b.Findings.Worst())),
			cmp.Compare(b.Findings.Total(), a.Findings.Total()))
	})
	g.heading(summaryFirst, summaryLast, "Controls with findings, worst first: findings by their own severity")
	g.labels(summaryFirst, "Control", "What is wrong", "#Critical", "#High", "#Medium", "#Low", "#Info", "#Open")
	first := g.row
	for _, c := range found[:min(len(found), mostListed)] {
		g.lead(summaryFirst, link{toControl, c.Control.ID, c.Control.ID})
		g.put(summaryFirst+1, g.book.palette.wrapped, c.Control.Title)
		g.height(rowHeight(wrappedLines(c.Control.Title, summaryTitle)))
		g.severityCounts(summaryFirst+2, c.Findings)
		g.put(summaryLast, g.book.palette.number, c.Open.Total())
		g.row++
	}
	last := g.row - 1
	if rest := len(found) - mostListed; rest > 0 {
		g.line(summaryFirst, fmt.Sprintf("and %s on the sheet Controls", report.Separated(rest, "more control")))
	}
	g.chart(first, last, summaryFirst+2)
}

// bySeverity returns controls with the gravest first, those of one severity in their order.
func bySeverity(controls []*report.ControlCount) []*report.ControlCount {
	sorted := slices.Clone(controls)
	slices.SortStableFunc(sorted, func(a, b *report.ControlCount) int {
		return cmp.Compare(report.SeverityRank(a.Control.Severity), report.SeverityRank(b.Control.Severity))
	})
	return sorted
}

// contents lists the other sheets with links.
func (g *grid) contents() {
	g.heading(summaryFirst, summaryLast, "In this workbook")
	g.labels(summaryFirst, "Sheet", "What it holds", "#Rows")
	for _, c := range g.book.chapters {
		switch {
		case c.list != nil:
			for i, p := range c.list.parts {
				purpose := c.purpose
				if i > 0 {
					purpose = "continues " + c.list.parts[i-1].sheet
				}
				g.link(p.sheet, purpose, p.rows)
			}
		case c.name != summarySheet:
			g.link(c.name, c.purpose, nil)
		}
	}
}

// lead sets a cell that leads to the row of another list.
func (g *grid) lead(column int, l link) {
	cell, linked := g.book.linkCell(l).(excelize.Cell)
	if !linked {
		g.put(column, 0, l.show)
		return
	}
	g.keep(g.book.file.SetCellFormula(g.sheet, g.at(column), cell.Formula))
	g.style(column, column, cell.StyleID)
}

func (g *grid) link(sheet, purpose string, rows any) {
	g.put(2, g.book.palette.link, sheet)
	g.keep(g.book.file.SetCellHyperLink(g.sheet, g.at(2), "'"+sheet+"'!A1", "Location"))
	g.line(3, purpose, rows)
}
