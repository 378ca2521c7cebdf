package xlsx

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The widths of the columns of text that wraps.
const (
	provenanceReason = 44
	provenanceQuery  = 52
	// timeWidth is what a date and a time of day need: a narrower column shows neither.
	timeWidth = 18
)

// provenanceColumns is the number of columns of the sheet.
const provenanceColumns = 9

func (b *Workbook) provenanceChapter() *chapter {
	return &chapter{name: provenanceSheet, purpose: "what was asked for and received, and digests", page: b.writeProvenance}
}

// writeProvenance writes what an auditor calls completeness and accuracy: what was asked, what was
// received, what the source counts, and by which choices it was judged.
func (b *Workbook) writeProvenance() error {
	if _, err := b.file.NewSheet(provenanceSheet); err != nil {
		return err
	}
	if err := setSheetProps(b.file, provenanceSheet); err != nil {
		return err
	}
	run := b.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	g := b.newGrid(provenanceSheet, 34, timeWidth, 14, 14, 16, 16, provenanceReason, provenanceQuery, 66)
	g.put(1, b.palette.title, "Provenance")
	g.height(30)
	g.row++
	g.runSection(run)
	g.earlierSection(run.Earlier)
	g.streamSection(run.Streams)
	g.engines(1, provenanceColumns, run.Engines)
	g.settings("Choices: what settled open questions", run.Choices)
	g.settings("Parameters: thresholds of controls", run.Parameters)
	g.totals(1, provenanceColumns, run.Totals)
	if len(run.Notes) > 0 {
		g.heading(1, provenanceColumns, "Notes")
		for _, note := range run.Notes {
			g.line(1, note)
		}
	}
	return g.end("landscape")
}

func (g *grid) runSection(r *report.Run) {
	g.heading(1, provenanceColumns, "Run")
	g.facts(1,
		fact{"Tool", r.Tool + " " + r.Version}, fact{"Stream format", r.Format},
		fact{"Tenant", tenantName(r.Tenant)}, fact{"Tenant id", r.Tenant.ID},
		fact{"Collected at (UTC)", instant(r.CollectedAt)}, fact{"Judged as of (UTC)", instant(r.Now)},
		fact{"Cloud read from (UTC)", instant(r.Cloud.Started)}, fact{"Cloud read to (UTC)", instant(r.Cloud.Ended)},
		fact{"Directory read from (UTC)", instant(r.Directory.Started)}, fact{"Directory read to (UTC)", instant(r.Directory.Ended)},
		fact{"Domain controllers", strings.Join(r.DomainControllers, ", ")}, fact{"Profiles", strings.Join(r.Profiles, ", ")},
		fact{"Snapshot digest (SHA-256)", r.SnapshotDigest}, fact{"Policy digest (SHA-256)", r.PolicyDigest})
}

// earlierSection names what the snapshot was compared with, and the tenant's switches that changed.
func (g *grid) earlierSection(e *report.Earlier) {
	if e == nil {
		return
	}
	g.heading(1, provenanceColumns, "Earlier snapshot: what this one was compared with")
	g.facts(1, fact{"Collected at (UTC)", instant(e.CollectedAt)}, fact{"Snapshot digest (SHA-256)", e.SnapshotDigest})
	for _, c := range e.Changes {
		g.facts(1, fact{"Changed since", c.Sentence()})
	}
}

// streamSection is a real table; a run without streams has one empty row, as a table must.
func (g *grid) streamSection(streams []report.Stream) {
	g.heading(1, provenanceColumns, "Streams: what was asked for against what was received")
	head := g.row
	for i, title := range []string{"Stream", "Status", "Received", "Unreadable", "Source counts", "Not received", "Reason", "Query", "SHA-256"} {
		g.put(i+1, g.book.palette.header[sideNone], title)
	}
	g.row++
	for _, s := range streams {
		g.put(1, 0, s.Name)
		g.put(2, 0, s.Status)
		g.put(3, g.book.palette.number, int(s.Records))
		g.put(4, g.book.palette.number, unreadable(s))
		g.put(5, g.book.palette.number, sourceCount(s))
		g.put(6, g.book.palette.number, notReceived(s))
		g.put(7, g.book.palette.wrapped, s.Reason)
		g.put(8, g.book.palette.wrapped, s.Query)
		g.put(9, 0, s.SHA256)
		// What was asked is the proof of completeness, which a print must show whole.
		g.height(wholeHeight(min(tallestLines, max(linesOf(s.Reason, provenanceReason, tallestLines), linesOf(s.Query, provenanceQuery, tallestLines)))))
		g.row++
	}
	if len(streams) == 0 {
		g.row++
	}
	stripes := true
	g.keep(g.book.file.AddTable(g.sheet, &excelize.Table{Range: fmt.Sprintf("A%d:I%d", head, g.row-1), Name: "Streams",
		StyleName: "TableStyleLight1", ShowRowStripes: &stripes}))
	format := g.book.palette.highlight[report.OutcomeNotEvaluated]
	g.keep(g.book.file.SetConditionalFormat(g.sheet, fmt.Sprintf("B%d:B%d", head+1, g.row-1), []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: "==", Format: &format, Value: `"` + report.StatusPartial + `"`},
		{Type: "cell", Criteria: "==", Format: &format, Value: `"` + report.StatusAbsent + `"`},
	}))
	// N turns the words for a count that is not known into 0.
	g.keep(g.book.file.SetConditionalFormat(g.sheet, fmt.Sprintf("D%d:D%d", head+1, g.row-1), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf("N(D%d)>0", head+1), Format: &format},
	}))
}

// sourceCount says so where the source gave no count: the number received is then not verified.
func sourceCount(s report.Stream) any {
	if s.SourceCount == nil {
		return "not verified"
	}
	return int(*s.SourceCount)
}

func notReceived(s report.Stream) any {
	if s.SourceCount == nil {
		return notKnown
	}
	return int(*s.SourceCount - s.Records)
}

// unreadable is the number of records that could not be read, where they were counted.
func unreadable(s report.Stream) any {
	if s.Unreadable == nil {
		return notKnown
	}
	return int(*s.Unreadable)
}

func (g *grid) engines(first, last int, engines []report.EngineState) {
	if len(engines) == 0 {
		return
	}
	g.heading(first, last, "Engines")
	g.labels(first, "Engine", "State", "Read from")
	for _, e := range engines {
		g.line(first, e.Engine, e.State, e.Source)
	}
}

func (g *grid) settings(title string, settings []report.KeyValue) {
	if len(settings) == 0 {
		return
	}
	g.heading(1, provenanceColumns, title)
	for _, s := range settings {
		g.put(1, g.book.palette.label, s.Key)
		if s.Value == "" {
			s.Value = "not set"
		}
		g.put(2, 0, s.Value)
		g.row++
	}
}

func (g *grid) totals(first, last int, totals []report.Total) {
	if len(totals) == 0 {
		return
	}
	g.heading(first, last, "Totals")
	for _, t := range totals {
		g.put(first, g.book.palette.label, t.Label())
		g.style(first, first+1, g.book.palette.label)
		if t.Value == nil {
			g.put(first+2, 0, notKnown)
		} else {
			g.put(first+2, g.book.palette.number, int(*t.Value))
		}
		g.row++
	}
}
