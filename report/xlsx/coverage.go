package xlsx

import (
	"fmt"
	"math"

	"github.com/wbaudit/wbaudit/report"
)

// sides counts groups by how whole their members were read.
type sides struct{ groups, unread int }

func (s *sides) add(g *report.Group) {
	s.groups++
	m := &g.Members
	cloud := sideMembersRead(m.Cloud, m.CloudCount, g.Cloud != nil)
	directory := sideMembersRead(m.Directory, m.DirectoryCount, g.Directory != nil || len(g.Candidates) > 0)
	someSide := m.Cloud == report.StatusComplete || m.Directory == report.StatusComplete
	if !cloud || !directory || !someSide || g.Cloud != nil && g.Cloud.Unreadable != "" {
		s.unread++
	}
}

// sideMembersRead reports whether the members of one side were read to their end: a side that is there has a list and its
// count, and of one that is not there nothing may be said to be missing. Which of several candidates is the copy is
// not known, so nor are its members.
func sideMembersRead(status string, count *int, there bool) bool {
	switch status {
	case report.StatusComplete:
		return count != nil || !there
	case report.StatusPartial, report.StatusAbsent:
		return false
	}
	return !there
}

// coverage says how much of what there is was seen. A share is rounded down: 100 % is all of it.
func (g *grid) coverage() {
	c := &g.book.counts
	complete, streams := 0, 0
	if c.Run != nil {
		streams = len(c.Run.Streams)
		for _, s := range c.Run.Streams {
			if s.Whole() {
				complete++
			}
		}
	}
	judged, applies := c.Checks.Evaluated(), c.Checks.Evaluated()+c.Checks.NotEvaluated+c.Checks.Errors
	g.heading(summaryFirst, summaryLast, "Coverage: how much was seen")
	g.labels(summaryFirst, "Of", "What counts as seen", "#Seen", "#There", "#Share")
	for _, row := range []struct {
		of, meaning string
		seen, all   int
	}{
		{"Streams of the snapshot", "read completely, whether or not a control needs them", complete, streams},
		{"Controls", "could judge every subject they apply to", len(c.Controls) - len(c.NotEvaluated()), len(c.Controls)},
		{"Subjects", "judged, counted once for each control that may apply", judged, applies},
		{"Groups listed", "members read completely on the sides they have", g.book.sides.groups - g.book.sides.unread, g.book.sides.groups},
	} {
		g.put(summaryFirst, 0, row.of)
		g.put(summaryFirst+1, 0, row.meaning)
		g.put(summaryFirst+2, g.book.palette.number, row.seen)
		g.put(summaryFirst+3, g.book.palette.number, row.all)
		if row.all > 0 {
			g.put(summaryFirst+4, g.book.palette.percent, math.Floor(float64(row.seen)/float64(row.all)*1000)/1000)
		} else {
			g.put(summaryFirst+4, 0, "nothing")
		}
		g.row++
	}
}

// mostUnchecked is how many controls that could not judge are listed on the Summary.
const mostUnchecked = 10

// unchecked names what was not checked, and why, the gravest control first.
func (g *grid) unchecked() {
	blind := bySeverity(g.book.counts.NotEvaluated())
	if len(blind) == 0 {
		return
	}
	g.heading(summaryFirst, summaryLast, "Not checked, the gravest control first: nothing is said about it")
	g.labels(summaryFirst, "Control", "What was not looked for, and why", "#Subjects", "Severity")
	first := g.row
	for _, c := range blind[:min(len(blind), mostUnchecked)] {
		g.lead(summaryFirst, link{toGapsOfControl, c.Control.ID, c.Control.ID})
		text := c.Control.Title
		if c.Summary.Reason != "" {
			text += ": " + c.Summary.Reason
		}
		g.put(summaryFirst+1, g.book.palette.wrapped, text)
		g.height(rowHeight(wrappedLines(text, summaryTitle)))
		g.put(summaryFirst+2, g.book.palette.number, c.Summary.NotEvaluated+c.Summary.Errors)
		g.put(summaryFirst+3, g.book.palette.severity[c.Control.Severity], c.Control.Severity)
		g.row++
	}
	g.shade(summaryFirst+3, first, severityShades)
	if rest := len(blind) - mostUnchecked; rest > 0 {
		g.line(summaryFirst, fmt.Sprintf("and %s on the sheet %s", report.Separated(rest, "more control"), gapsSheet))
	}
}
