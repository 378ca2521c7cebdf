package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// signoffLast is the last column of the page.
const signoffLast = 6

// signoffWidth is what fits between the margins, in characters.
const signoffWidth = 118

func (b *Workbook) signoffChapter() *chapter {
	return &chapter{name: signoffSheet, purpose: "what was seen, and who puts their name to it", page: b.writeSignoff}
}

// writeSignoff writes what somebody puts their name to: digests that tie the signature to one snapshot
// and one set of controls, the counts, and above all what was not seen.
func (b *Workbook) writeSignoff() error {
	if _, err := b.file.NewSheet(signoffSheet); err != nil {
		return err
	}
	if err := setSheetProps(b.file, signoffSheet); err != nil {
		return err
	}
	run := b.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	g := b.newGrid(signoffSheet, 2, 30, 26, 26, 16, 34)
	off := false
	g.keep(b.file.SetSheetView(signoffSheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	g.put(2, b.palette.title, "Sign-off")
	g.height(34)
	g.row++
	g.heading(2, signoffLast, "What was audited")
	g.facts(2, fact{"Tenant", tenantName(run.Tenant)}, fact{"Tenant id", run.Tenant.ID},
		fact{"Snapshot of (UTC)", instant(run.CollectedAt)}, fact{"Judged as of (UTC)", instant(run.Now)},
		fact{"Snapshot digest (SHA-256)", run.SnapshotDigest}, fact{"Policy digest (SHA-256)", run.PolicyDigest}, fact{"Made by", run.Tool + " " + run.Version})
	g.signoffCounts()
	g.heading(2, signoffLast, "Statement")
	g.statement("I have read the findings of this workbook and the sheet Not evaluated. I know that nothing is said about what was not evaluated, and that accepted risks are those of the sheet Waivers.")
	g.signatures()
	return g.end("landscape")
}

// signoffCounts are what the reader has to know before they sign.
func (g *grid) signoffCounts() {
	c := &g.book.counts
	g.heading(2, signoffLast, "What it came to")
	g.facts(2, fact{"Findings", c.Findings.Total()}, fact{"of these open", c.Open.Total()}, fact{"of these waived", c.Waived}, fact{"of these settling", c.Settling},
		fact{"Subjects evaluated", c.Checks.Evaluated()}, fact{"Subjects not evaluated", c.Checks.NotEvaluated + c.Checks.Errors},
		fact{"Controls that could not judge all", len(c.NotEvaluated())}, fact{"Streams not read completely", len(c.Incomplete())})
}

// statement writes text over the whole width.
func (g *grid) statement(text string) {
	g.put(2, g.book.palette.wrapped, text)
	g.mergeTo(signoffLast)
	g.height(rowHeight(wrappedLines(text, signoffWidth)))
	g.row++
}

// signatures is a table to fill in, by hand or on the screen.
func (g *grid) signatures() {
	p := g.book.palette
	g.row++
	head := g.row
	for i, title := range []string{"Role", "Name", "Function", "Date", "Signature or remark"} {
		g.put(i+2, p.header[sideTriage], title)
	}
	g.height(22)
	g.row++
	for _, role := range []string{"Prepared by", "Reviewed by", "Approved by", "Read by the auditor"} {
		g.put(2, p.label, role)
		g.style(3, signoffLast, p.entry)
		g.style(5, 5, p.due)
		g.height(34)
		g.row++
	}
	stripes := false
	g.keep(g.book.file.AddTable(g.sheet, &excelize.Table{Range: fmt.Sprintf("B%d:F%d", head, g.row-1), Name: "Sign_off",
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes}))
	check, err := dateCheck(fmt.Sprintf("E%d:E%d", head+1, g.row-1), "the day of the signature")
	g.keep(err)
	g.keep(g.book.file.AddDataValidation(g.sheet, check))
}
