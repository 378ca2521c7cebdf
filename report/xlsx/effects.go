package xlsx

import (
	"fmt"
	"io"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The names of the sheets of a what-if.
const (
	effectsSheet = "Effects"
	losersSheet  = "People"
)

// effectColumns list what becomes of groups.
var effectColumns = []column{
	{title: "Group", width: 30},
	{title: "Becomes", width: 14},
	{title: "Confidence", width: 12},
	{title: "Was", width: 34},
	{title: "Will be", width: 34},
	{title: "Why", width: 70, kind: kindWrapped},
	{title: "Rule", width: 16},
	{title: "Documents", width: 20},
	{title: "People lose", width: 18},
	{title: "People", width: 10, kind: kindNumber},
	{title: "All of them known", width: 12},
	{title: "Kind", width: 14},
	{title: "Copy", width: 10},
	{title: "Directory name (DN)", width: 56},
	{title: "Cloud id", width: 38},
	{title: "Group key", width: 40},
}

// loserColumns list who loses what.
var loserColumns = []column{
	{title: "Group", width: 30},
	{title: "See effect", width: 12},
	{title: "Who", width: 30},
	{title: "Loses", width: 18},
	{title: "Directly", width: 10},
	{title: "Because the copy", width: 16},
	{title: "Id or DN", width: 56},
	{title: "Group key", width: 40},
}

// The numbers of columns in the print area.
const (
	printedEffects = 11
	printedLosers  = 6
)

// Effects is a report.EffectHandler that writes a workbook, as Workbook does of findings.
type Effects struct {
	book   *Workbook
	head   *report.Whatif
	totals *report.EffectTotals
}

var _ report.EffectHandler = (*Effects)(nil)

// NewEffects returns a handler whose Close writes the workbook of a what-if to w, which it does not close: a
// summary, a row for each effect, and one for each person who loses something by it.
func NewEffects(w io.Writer, o Options) (*Effects, error) {
	b, err := New(w, o)
	if err != nil {
		return nil, err
	}
	e := &Effects{book: b, head: &report.Whatif{}, totals: &report.EffectTotals{}}
	effects, losers := newTable(b, effectsSheet, effectColumns, printedEffects), newTable(b, losersSheet, loserColumns, printedLosers)
	b.chapters = []*chapter{
		{name: summarySheet, page: e.summary},
		{name: effectsSheet, list: effects, note: func() string {
			return report.Separated(effects.total, "effect") + ": a row for each group that changes, is undecided, or rests on a reading that is less well supported."
		}},
		{name: losersSheet, list: losers, note: func() string {
			return report.Separated(losers.total, "row") + ": one for each person and group that the person loses, or may lose."
		}},
	}
	return e, nil
}

// HandleEffect adds one record.
func (e *Effects) HandleEffect(r report.EffectRecord) error {
	var err error
	switch {
	case r.Whatif != nil:
		e.head = r.Whatif
		e.book.counts.Add(report.Record{Run: &report.Run{
			Format: r.Whatif.Format, Tool: "wbaudit", Version: r.Whatif.Version, Tenant: report.Tenant{ID: r.Whatif.TenantID, Name: r.Whatif.TenantName},
			CollectedAt: r.Whatif.CollectedAt, SnapshotDigest: r.Whatif.SnapshotDigest,
		}})
	case r.Totals != nil:
		e.totals = r.Totals
	case r.Effect != nil:
		err = e.add(r.Effect)
	}
	if err != nil {
		return fmt.Errorf("adding to the workbook: %w", err)
	}
	return nil
}

// lossWords say what people lose.
var lossWords = map[string]string{report.LossOfGroup: "the group", report.LossOfAccess: "its access", report.LossUndecided: "perhaps the group"}

func (e *Effects) add(r *report.Effect) error {
	key := sortKey(strings.ToLower(r.Name), r.Key)
	whole := "yes"
	if !r.PeopleWhole {
		whole = "no"
	}
	if err := e.book.list(effectsSheet).add(key, r.Name, r.Outcome, r.Confidence, r.Before.Words(), r.After.Words(), r.Text, r.Rule, r.Source,
		lossWords[r.Loss], len(r.People), whole, r.Kind, r.HasCopy, r.CopyText(), r.CloudID, r.Key); err != nil {
		return err
	}
	for _, p := range r.People {
		direct := "no"
		if p.Direct {
			direct = "yes"
		}
		if err := e.book.list(losersSheet).add(key, r.Name, effectLink(r.Key), p.Name, lossWords[r.Loss], direct, r.Outcome, p.Key, r.Key); err != nil {
			return err
		}
	}
	return nil
}

// Close writes the workbook and removes what waited in Options.TempDir.
func (e *Effects) Close() error { return e.book.Close() }

// Discard removes what waits and writes nothing. It may follow Close.
func (e *Effects) Discard() { e.book.Discard() }

// summary writes the sheet that is seen first: what was assumed, of what, and the counts.
func (e *Effects) summary() error {
	b := e.book
	if err := setSheetProps(b.file, summarySheet); err != nil {
		return err
	}
	g := b.newGrid(summarySheet, 2, 60, 70)
	off := false
	g.keep(b.file.SetSheetView(summarySheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	g.put(summaryFirst, b.palette.title, "What if, in "+tenantName(b.counts.Run.Tenant))
	g.height(34)
	g.row++
	for _, assumed := range e.head.Assumed {
		g.line(summaryFirst, "assumed", assumed)
	}
	for _, note := range e.head.Notes {
		g.line(summaryFirst, "note", note)
	}
	g.line(summaryFirst, "Tenant id", e.head.TenantID)
	g.line(summaryFirst, "Snapshot of (UTC)", instant(e.head.CollectedAt))
	g.line(summaryFirst, "Snapshot digest", e.head.SnapshotDigest)
	g.heading(summaryFirst, summaryFirst+1, "Groups")
	for _, outcome := range report.EffectOutcomes {
		g.line(summaryFirst, outcome, e.totals.Of(outcome))
	}
	g.line(summaryFirst, "all", e.totals.Subjects)
	g.line(summaryFirst, "unchanged, by a reading that is less well supported", e.totals.LessSure)
	g.heading(summaryFirst, summaryFirst+1, "People, each once")
	g.line(summaryFirst, "lose a group", e.totals.PeopleLosingGroup)
	g.line(summaryFirst, "lose access", e.totals.PeopleLosingAccess)
	g.line(summaryFirst, "may lose a group", e.totals.PeopleUndecided)
	if !e.totals.PeopleWhole {
		g.line(summaryFirst, "not every list of members was read: there may be more")
	}
	return g.end("portrait")
}
