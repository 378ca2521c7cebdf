package xlsx

import (
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The widths of the columns of text that wraps.
const (
	provenanceReason = 44
	provenanceQuery  = 52
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
	g := b.newGrid(provenanceSheet, 34, 14, 14, 14, 16, 16, provenanceReason, provenanceQuery, 66)
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
	g.keep(b.setPage(provenanceSheet, "landscape"))
	return g.err
}

func (g *grid) runSection(r *report.Run) {
	g.heading(1, provenanceColumns, "Run")
	for _, pair := range []struct {
		label string
		value any
	}{
		{"Tool", r.Tool + " " + r.Version}, {"Stream format", r.Format},
		{"Tenant", tenantName(r.Tenant)}, {"Tenant id", r.Tenant.ID},
		{"Collected at (UTC)", moment(r.CollectedAt)}, {"Judged as of (UTC)", moment(r.Now)},
		{"Cloud read (UTC)", period(r.Cloud)}, {"Directory read (UTC)", period(r.Directory)},
		{"Domain controllers", strings.Join(r.DomainControllers, ", ")}, {"Profiles", strings.Join(r.Profiles, ", ")},
		{"Snapshot digest (SHA-256)", r.SnapshotDigest}, {"Policy digest (SHA-256)", r.PolicyDigest},
	} {
		g.put(1, g.book.palette.label, pair.label)
		style := 0
		if _, number := pair.value.(int); number {
			style = g.book.palette.plainNumber
		}
		if pair.value == "" {
			pair.value = notKnown
		}
		g.put(2, style, pair.value)
		g.row++
	}
}

// earlierSection names what the snapshot was compared with, and the tenant's switches that changed.
func (g *grid) earlierSection(e *report.Earlier) {
	if e == nil {
		return
	}
	g.heading(1, provenanceColumns, "Earlier snapshot: what this one was compared with")
	g.put(1, g.book.palette.label, "Collected at (UTC)")
	g.put(2, 0, moment(e.CollectedAt))
	g.row++
	g.put(1, g.book.palette.label, "Snapshot digest (SHA-256)")
	g.put(2, 0, e.SnapshotDigest)
	g.row++
	for _, c := range e.Changes {
		g.put(1, g.book.palette.label, "Changed since")
		g.put(2, 0, c.Sentence())
		g.row++
	}
}

// period returns the time it took to read one side, with the word unknown for an unknown end.
func period(p report.Period) string {
	if p.Started == nil && p.Ended == nil {
		return notKnown
	}
	return moment(p.Started) + " to " + moment(p.Ended)
}

func moment(t *time.Time) string {
	if t == nil {
		return notKnown
	}
	return t.UTC().Format("2006-01-02 15:04:05")
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
