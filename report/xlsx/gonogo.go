package xlsx

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"github.com/wbaudit/wbaudit/report"
)

// The columns of the page; the first is a margin.
const (
	goNoGoFirst = 2
	goNoGoLast  = 8
	goNoGoText  = 66
)

func (b *Workbook) goNoGoChapter() *chapter {
	return &chapter{name: goNoGoSheet, purpose: "go or no-go, waves, the target's limits, and what has to be signed for", page: b.writeGoNoGo, idle: b.unmoved}
}

// writeGoNoGo writes what is decided on: the verdict, what it rests on, and what no data shows.
func (b *Workbook) writeGoNoGo() error {
	if _, err := b.file.NewSheet(goNoGoSheet); err != nil {
		return err
	}
	if err := setSheetProps(b.file, goNoGoSheet); err != nil {
		return err
	}
	v := b.counts.Verdict
	g := b.newGrid(goNoGoSheet, 2, 14, 12, goNoGoText, 13, 13, 13, 16)
	off := false
	g.keep(b.file.SetSheetView(goNoGoSheet, 0, &excelize.ViewOptions{ShowGridLines: &off}))
	g.put(goNoGoFirst, b.palette.title, v.Title())
	g.height(34)
	g.row++
	if remark := v.Remark(); remark != "" {
		g.wide(remark)
	}
	g.wide(v.Totals.Sentence() + ".")
	g.wide(v.Totals.Work() + ".")
	g.states(v)
	g.restsOn(v)
	g.waves(b.counts.Waves)
	g.limits(v)
	g.toSign(v)
	return g.end("portrait")
}

// wide writes text over the whole width of the page.
func (g *grid) wide(text string) {
	const characters = 140
	g.put(goNoGoFirst, g.book.palette.wrapped, text)
	g.mergeTo(goNoGoLast)
	g.height(rowHeight(wrappedLines(text, characters)))
	g.row++
}

func (g *grid) states(v *report.Verdict) {
	g.heading(goNoGoFirst, goNoGoLast, "Groups by state")
	for _, s := range v.States {
		g.put(goNoGoFirst, g.book.palette.number, s.Groups)
		g.put(goNoGoFirst+1, 0, report.StateWords[s.State])
		g.row++
	}
}

// restsOn lists what stands against the move, what comes first, and what was accepted.
func (g *grid) restsOn(v *report.Verdict) {
	if len(v.Reasons) == 0 {
		return
	}
	g.heading(goNoGoFirst, goNoGoLast, "What it rests on")
	g.labels(goNoGoFirst, "What it does", "Control", "What", "#Groups")
	for _, r := range g.book.counts.RestsOn() {
		g.put(goNoGoFirst, 0, report.ReasonWord(r.Kind))
		if r.Control != "" {
			g.lead(goNoGoFirst+1, link{toControl, r.Control, r.Control})
		}
		g.put(goNoGoFirst+2, g.book.palette.wrapped, r.Text)
		g.height(rowHeight(wrappedLines(r.Text, goNoGoText)))
		if r.Groups > 0 {
			g.put(goNoGoFirst+3, g.book.palette.number, r.Groups)
		} else {
			g.put(goNoGoFirst+3, 0, "tenant")
		}
		g.row++
	}
	g.row++
	for _, w := range report.MoveLegend {
		g.wide(w.Word + ": " + w.Meaning)
	}
}

func (g *grid) waves(waves []*report.Wave) {
	if len(waves) == 0 {
		return
	}
	g.heading(goNoGoFirst, goNoGoLast, "Waves: no group before its child groups")
	g.labels(goNoGoFirst, "#Wave", "#Groups", "What moves at once", "#Members", "#Lost", "#People lost", "#Anchors")
	for _, w := range waves {
		g.put(goNoGoFirst, g.book.palette.number, w.Number)
		g.put(goNoGoFirst+1, g.book.palette.number, w.Groups)
		together := "every group for itself"
		if w.Together > 0 {
			together = fmt.Sprintf("%s in loops", report.Separated(w.Together, "group"))
		}
		g.line(goNoGoFirst+2, together, known(w.Members, w.Unfollowed == 0), known(w.Lost, w.WholeLost()), known(w.PeopleLost, w.PeopleWhole), known(w.Anchors, w.AnchorsOpen == 0))
	}
}

// known is the cell of a count: a number, or in words the least there is, or that it is not known.
func known(n int, whole bool) any {
	if whole {
		return n
	}
	return report.Known(n, false)
}

func (g *grid) limits(v *report.Verdict) {
	g.heading(goNoGoFirst, goNoGoLast, "Limits of the target")
	g.labels(goNoGoFirst, "State", "Control", "Limit of", "#Limit", "#Actual")
	for _, l := range v.Limits {
		g.put(goNoGoFirst, 0, l.State)
		g.put(goNoGoFirst+1, 0, l.Control)
		var actual any = notKnown
		if l.Actual != nil {
			actual = int(*l.Actual)
		}
		g.line(goNoGoFirst+2, l.Name, int(l.Limit), actual)
	}
}

// toSign is a list to fill in.
func (g *grid) toSign(v *report.Verdict) {
	g.heading(goNoGoFirst, goNoGoLast, "To be signed for: no data shows it")
	g.labels(goNoGoFirst, "Id", "", "What", "Name", "", "Date")
	for _, s := range v.SignOff {
		g.put(goNoGoFirst, 0, s.ID)
		g.put(goNoGoFirst+2, g.book.palette.wrapped, s.Text)
		g.style(goNoGoFirst+3, goNoGoLast, g.book.palette.entry)
		g.height(max(30, rowHeight(wrappedLines(s.Text, goNoGoText))))
		g.row++
	}
}
