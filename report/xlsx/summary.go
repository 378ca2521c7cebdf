package xlsx

import (
	"fmt"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The columns of the summary; the first is a margin.
const (
	summaryFirst = 2
	summaryLast  = 9
	// summaryWidth is what fits between the two, in characters.
	summaryWidth = 130
	// bannerWidth is what fits of the banner, which is bold and indented.
	bannerWidth = 125
)

func (b *Workbook) summaryChapter() *chapter {
	return &chapter{name: summarySheet, page: b.writeSummary}
}

// writeSummary writes the sheet that is seen first.
func (b *Workbook) writeSummary() error {
	if err := setSheetProps(b.file, summarySheet); err != nil {
		return err
	}
	g := b.newGrid(summarySheet, 2, 24, summaryTitle, 10, 10, 10, 9, 9, 9)
	off := false
	g.keep(b.file.SetSheetView(summarySheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	g.head()
	g.banner()
	g.severities()
	g.coverage()
	g.unchecked()
	g.outcomes()
	g.keep(b.file.InsertPageBreak(summarySheet, g.at(1)))
	g.worstControls()
	g.keep(b.file.InsertPageBreak(summarySheet, g.at(1)))
	g.contents()
	if b.counts.Run != nil {
		g.engines(summaryFirst, summaryLast, b.counts.Run.Engines)
		g.totals(summaryFirst, summaryLast, b.counts.Run.Totals)
	}
	return g.end("portrait")
}

// head says what was audited, when and by what.
func (g *grid) head() {
	run := g.book.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	g.put(summaryFirst, g.book.palette.title, "Group writeback audit of "+tenantName(run.Tenant))
	g.height(34)
	g.row++
	g.facts(summaryFirst, fact{"Tenant id", run.Tenant.ID}, fact{"Snapshot of (UTC)", instant(run.CollectedAt)}, fact{"Judged as of (UTC)", instant(run.Now)},
		fact{"Made by", run.Tool + " " + run.Version + ", profiles " + strings.Join(run.Profiles, ", ")})
	g.row++
}

// banner says how much was seen before anything is said about what was found.
func (g *grid) banner() {
	c := &g.book.counts
	statements, style := unseen(c), g.book.palette.warning
	if statements == nil {
		statements, style = []string{"Every stream was read completely and every subject was evaluated."}, g.book.palette.calm
	}
	for _, text := range statements {
		g.warn(style, text)
	}
	g.heading(summaryFirst, summaryLast, fmt.Sprintf("%s in %s", report.Separated(c.Findings.Total(), "finding"), report.Separated(c.Checks.Evaluated(), "evaluated subject")))
	for _, text := range []string{
		verdict(c), reconciliation(c), c.FailedSentence(), c.SeveritySentence(),
		fmt.Sprintf("%s waived, %s settling: they do not count as open. %s", report.Thousands(c.Waived), report.Thousands(c.Settling), c.PortalSentence()),
		c.AgeSentence(), g.book.decided.sentence(),
	} {
		if text != "" {
			g.paragraph(text)
		}
	}
}

// warn writes one statement of the banner, whole: over as many rows as it needs, since what is cropped of a warning
// reads as if it were not there.
func (g *grid) warn(style int, text string) {
	for _, piece := range pieces(report.Visible(text), bannerWidth) {
		g.style(summaryFirst, summaryLast, style)
		g.put(summaryFirst, style, piece)
		g.mergeTo(summaryLast)
		g.height(wholeHeight(linesOf(piece, bannerWidth, tallestLines)) + 4)
		g.row++
	}
}

// paragraph writes text over the whole width.
func (g *grid) paragraph(text string) {
	g.put(summaryFirst, g.book.palette.wrapped, text)
	g.mergeTo(summaryLast)
	g.height(rowHeight(wrappedLines(text, summaryWidth)))
	g.row++
}

// unseen names everything that was not seen, a statement each, those of the run first; nil for nothing.
func unseen(c *report.Counts) []string {
	var text []string
	if blind := c.NotEvaluated(); len(blind) > 0 {
		text = append(text, fmt.Sprintf("NOT EVALUATED: %s could not judge %s. Nothing is said about them.",
			report.Separated(len(blind), "control"), report.Separated(c.Checks.NotEvaluated+c.Checks.Errors, "subject")))
	}
	if unread := c.UnreadSentence(); unread != "" {
		text = append(text, unread+". How many of them differ is not known.")
	}
	if incomplete := c.Incomplete(); len(incomplete) > 0 {
		var names []string
		for _, s := range incomplete {
			names = append(names, s.Name+" ("+c.Shortfall(s)+")")
		}
		text = append(text, fmt.Sprintf("NOT READ COMPLETELY, %s: %s.", report.Separated(len(incomplete), "list"), strings.Join(names, ", ")))
	}
	if absent := c.Absent(); absent != nil {
		var names []string
		for _, s := range absent {
			names = append(names, s.Name)
		}
		text = append(text, "Not in the snapshot, and no control of this run misses it: "+strings.Join(names, ", ")+".")
	}
	if text != nil {
		text = append(text, "Reasons are on the sheet Not evaluated.")
	}
	if c.Run != nil {
		return append(slices.Clone(c.Run.Banners), text...)
	}
	return text
}

// reconciliation shows that no subject was lost on the way.
func reconciliation(c *report.Counts) string {
	n := c.Checks
	return fmt.Sprintf("%s, counted once for each control = %s not applicable + %s passed + %s failed + %s not evaluated + %s errors",
		report.Separated(n.Subjects, "subject"), report.Thousands(n.NotApplicable), report.Thousands(n.Passed), report.Thousands(n.Failed), report.Thousands(n.NotEvaluated), report.Thousands(n.Errors))
}
