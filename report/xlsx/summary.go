package xlsx

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The columns of the summary; the first is a margin.
const (
	summaryFirst = 2
	summaryLast  = 7
)

// mostListed is how many controls the summary lists; Controls has them all.
const mostListed = 15

// writeSummary writes the sheet that is seen first.
func (b *Workbook) writeSummary() error {
	if err := setSheetProps(b.file, summarySheet); err != nil {
		return err
	}
	g := b.newGrid(summarySheet, 2, 24, 52, 13, 13, 17, 13)
	off := false
	g.keep(b.file.SetSheetView(summarySheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	g.head()
	g.banner()
	g.severities()
	g.outcomes()
	g.worstControls()
	if b.counts.Run != nil {
		g.engines(summaryFirst, summaryLast, b.counts.Run.Engines)
		g.totals(summaryFirst, summaryLast, b.counts.Run.Totals)
	}
	g.contents()
	g.keep(b.setPage(summarySheet, paperA4, "portrait"))
	return g.err
}

// head says what was audited, when and by what.
func (g *grid) head() {
	run := g.book.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	g.put(summaryFirst, g.book.palette.title, "Group writeback audit")
	g.height(32)
	g.row++
	g.title(summaryFirst, summaryLast, tenantName(run.Tenant))
	g.put(summaryFirst, 0, fmt.Sprintf("Tenant %s. Snapshot of %s UTC, judged as of %s UTC by %s %s, profiles %s.",
		run.Tenant.ID, moment(run.CollectedAt), moment(run.Now), run.Tool, run.Version, strings.Join(run.Profiles, ", ")))
	g.row += 2
}

// banner says how much was seen before anything is said about what was found.
func (g *grid) banner() {
	c := &g.book.counts
	text := gapText(c)
	style := g.book.palette.warning
	if text == "" {
		text, style = "Every stream was read completely and every subject was evaluated.", g.book.palette.calm
	}
	g.put(summaryFirst, style, lines(strings.Split(text, "\n")))
	g.style(summaryFirst, summaryLast, style)
	g.merge(summaryFirst, summaryLast)
	g.height(float64(20 + 15*strings.Count(text, "\n")))
	g.row += 2
	g.title(summaryFirst, summaryLast, fmt.Sprintf("%s in %s", count(c.Findings.Total(), "finding"), count(c.Checks.Evaluated(), "evaluated subject")))
	g.put(summaryFirst, 0, reconciliation(c))
	g.row++
}

// gapText names everything that was not seen, "" for nothing.
func gapText(c *report.Counts) string {
	var text []string
	if blind := c.NotEvaluated(); len(blind) > 0 {
		text = append(text, fmt.Sprintf("NOT EVALUATED: %s could not judge %s. Nothing is said about them.",
			count(len(blind), "control"), count(c.Checks.NotEvaluated+c.Checks.Errors, "subject")))
	}
	if incomplete := c.Incomplete(); len(incomplete) > 0 {
		var names []string
		for _, s := range incomplete {
			names = append(names, s.Name+" ("+s.Status+")")
		}
		text = append(text, "NOT READ COMPLETELY: "+strings.Join(names, ", ")+".")
	}
	if text == nil {
		return ""
	}
	return strings.Join(append(text, "Reasons are on the sheet Not evaluated."), "\n")
}

// reconciliation shows that no subject was lost on the way.
func reconciliation(c *report.Counts) string {
	n := c.Checks
	return fmt.Sprintf("%s, counted once for each control = %s not applicable + %s passed + %s failed + %s not evaluated + %s errors",
		count(n.Subjects, "subject"), thousands(n.NotApplicable), thousands(n.Passed), thousands(n.Failed), thousands(n.NotEvaluated), thousands(n.Errors))
}

func (g *grid) severities() {
	c := &g.book.counts
	g.heading(summaryFirst, summaryLast, "Findings by severity")
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
	g.line(2, fmt.Sprintf("%s waived, %s settling: they do not count as open.", thousands(c.Waived), thousands(c.Settling)))
}

// shade colours the words of a column from row first to the one before the current.
func (g *grid) shade(column, first int, shades []shade) {
	var rules []excelize.ConditionalFormatOptions
	for _, s := range shades {
		format := g.book.palette.highlight[s.word]
		rules = append(rules, excelize.ConditionalFormatOptions{Type: "cell", Criteria: "==", Format: &format, Value: `"` + s.word + `"`})
	}
	name := columnName(column)
	g.keep(g.book.file.SetConditionalFormat(g.sheet, fmt.Sprintf("%s%d:%s%d", name, first, name, g.row-1), rules))
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
	g.heading(summaryFirst, summaryLast, "Controls with findings, worst first")
	g.labels(summaryFirst, "Control", "What is wrong", "#Findings", "#Open", "Worst")
	first := g.row
	for _, c := range found[:min(len(found), mostListed)] {
		g.put(2, 0, c.Control.ID)
		g.put(3, g.book.palette.wrapped, c.Control.Title)
		g.put(4, g.book.palette.number, c.Findings.Total())
		g.put(5, g.book.palette.number, c.Open.Total())
		worst := c.Findings.Worst()
		g.put(6, g.book.palette.severity[worst], worst)
		g.row++
	}
	g.shade(6, first, severityShades)
	if rest := len(found) - mostListed; rest > 0 {
		g.line(2, fmt.Sprintf("and %s on the sheet Controls", count(rest, "more control")))
	}
}

// sheetPurpose says what each list holds.
var sheetPurpose = map[string]string{
	"Findings": "every finding, one a row", "Groups": "cloud, effective state and AD side by side",
	"Member differences": "every member that is on one side only", controlsSheet: "what was checked, with outcome and framework clauses",
	"Not evaluated": "what was not read or could not be judged, and why",
}

// contents lists the sheets with links.
func (g *grid) contents() {
	g.heading(summaryFirst, summaryLast, "In this workbook")
	g.labels(summaryFirst, "Sheet", "What it holds", "#Rows")
	for _, t := range g.book.listed() {
		for i, p := range t.parts {
			purpose := sheetPurpose[t.name]
			if i > 0 {
				purpose = "continues " + t.parts[i-1].sheet
			}
			g.link(p.sheet, purpose, p.rows)
		}
	}
	g.link(provenanceSheet, "what was asked for and received, digests, choices, parameters", nil)
}

func (g *grid) link(sheet, purpose string, rows any) {
	g.put(2, g.book.palette.link, sheet)
	g.keep(g.book.file.SetCellHyperLink(g.sheet, g.at(2), "'"+sheet+"'!A1", "Location"))
	g.line(3, purpose, rows)
}
