package xlsx

import "github.com/wbaudit/wbaudit/report"

// chapter is one part of the workbook: a list, on as many sheets as it takes, or a page.
type chapter struct {
	// name is that of the sheet, purpose what the Summary says that it holds.
	name, purpose string
	// list holds the rows of a chapter that is a list; it must be there when end has returned.
	list *table
	// take adds what a record tells, end what only the whole stream tells; nil for nothing.
	take func(report.Record) error
	end  func() error
	// note is the sentence below the rows of a list.
	note func() string
	// page writes a chapter that is no list, after all lists were written.
	page func() error
	// idle says, after the last record, that the chapter is left out; nil for one that never is.
	idle func() bool
}

// The names of the sheets.
const (
	summarySheet     = "Summary"
	findingsSheet    = "Findings"
	groupsSheet      = report.SheetGroups
	differencesSheet = report.SheetDifferences
	controlsSheet    = "Controls"
	gapsSheet        = "Not evaluated"
	unjudgedSheet    = "Groups not evaluated"
	provenanceSheet  = "Provenance"
	excludedSheet    = report.SheetExcluded
	nestingSheet     = "Nesting"
	governanceSheet  = "Governance"
	waiversSheet     = "Waivers"
	signoffSheet     = "Sign-off"
	goNoGoSheet      = "Go or no-go"
	readinessSheet   = report.SheetReadiness
	lossesSheet      = report.SheetLosses
)

// contents are the chapters from the first sheet to the last: what the workbook consists of is said
// here and nowhere else.
func (b *Workbook) contents() []*chapter {
	return []*chapter{
		b.summaryChapter(),
		b.changesChapter(),
		b.goNoGoChapter(),
		b.readinessChapter(),
		b.lossesChapter(),
		b.findingsChapter(),
		b.groupsChapter(),
		b.differencesChapter(),
		b.excludedChapter(),
		b.nestingChapter(),
		b.governanceChapter(),
		b.waiversChapter(),
		b.controlsChapter(),
		b.gapsChapter(),
		b.unjudgedChapter(),
		b.provenanceChapter(),
		b.signoffChapter(),
	}
}

// list returns the list of that name, nil for none.
func (b *Workbook) list(name string) *table {
	for _, c := range b.chapters {
		if c.name == name {
			return c.list
		}
	}
	return nil
}

// take shows a record to every chapter.
func (b *Workbook) take(r report.Record) error {
	for _, c := range b.chapters {
		if c.take == nil {
			continue
		}
		if err := c.take(r); err != nil {
			return err
		}
	}
	return nil
}

// end lets every chapter add what only the whole stream tells, and drops those that are left out.
func (b *Workbook) end() error {
	var kept []*chapter
	for _, c := range b.chapters {
		if c.end != nil {
			if err := c.end(); err != nil {
				return err
			}
		}
		if c.idle == nil || !c.idle() {
			kept = append(kept, c)
		}
	}
	b.chapters = kept
	return nil
}

// writeLists writes every list, each with the sentence that says what it holds.
func (b *Workbook) writeLists() error {
	for _, c := range b.chapters {
		if c.list == nil {
			continue
		}
		if err := c.list.write(c.note()); err != nil {
			return err
		}
	}
	return nil
}

// writePages writes every page, from the last to the first: the Summary tells of all others.
func (b *Workbook) writePages() error {
	for i := len(b.chapters) - 1; i >= 0; i-- {
		if page := b.chapters[i].page; page != nil {
			if err := page(); err != nil {
				return err
			}
		}
	}
	return nil
}
