// Package text renders a report stream as the summary that a person reads in a terminal: first how
// much was seen, then what was found, worst first, then what could not be judged, and numbers that
// add up.
package text

import (
	"bufio"
	"io"

	"github.com/wbaudit/wbaudit/report"
)

// Options say how the summary is written.
type Options struct {
	// Color uses the terminal's colours; the caller decides by terminal and NO_COLOR. Nothing is
	// said by colour alone.
	Color bool
	// Width is the terminal's in columns; 0 means 80, and less than 40 counts as 40.
	Width int
	// Verbose lists ten times as many findings and reasons.
	Verbose bool
	// Files are what was written besides, one line each, named at the end and never cut.
	Files []string
	// In is the folder that holds them and that explain looks in; "" leaves out what to do next.
	In string
}

// The widths in columns.
const (
	defaultWidth = 80
	leastWidth   = 40
)

// How much is listed; everything else is counted.
const (
	linesOfFindings  = 19
	listedForControl = 4
	listedGaps       = 5
	listedNotes      = 2
	listedMisled     = 1
	listedUnjudged   = 3
	verboseFactor    = 10
)

// New returns a handler whose Close writes the summary to w, which it does not close. Memory is
// bounded by the number of controls.
func New(w io.Writer, o Options) report.Handler {
	if o.Width == 0 {
		o.Width = defaultWidth
	}
	o.Width = max(o.Width, leastWidth)
	factor := 1
	if o.Verbose {
		factor = verboseFactor
	}
	return &summary{
		to: w, options: o,
		lines: linesOfFindings * factor, gaps: listedGaps * factor, noted: listedNotes * factor,
		worst: newWorst(listedForControl * factor), misled: misled{limit: listedMisled * factor}, move: move{limit: listedHeld * factor},
		changed: report.ChangeDigest{Limit: listedChanges * factor}, unjudged: report.UnjudgedGroups{Limit: listedUnjudged * factor},
	}
}

// summary is the handler.
type summary struct {
	to      io.Writer
	options Options
	counts  report.Counts
	worst   *worst
	misled  misled
	move    move
	changed report.ChangeDigest
	// unjudged are the first groups of each reason not to evaluate.
	unjudged report.UnjudgedGroups
	// lines is how many lines the worst findings take, gaps how many controls are listed that
	// were not evaluated, noted how many notes are.
	lines, gaps, noted int
}

func (s *summary) Handle(r report.Record) error {
	s.counts.Add(r)
	switch {
	case r.Finding != nil:
		s.worst.add(r.Finding)
	case r.Readiness != nil:
		s.move.add(r.Readiness)
	case r.Change != nil:
		s.changed.Add(r.Change)
	case r.Group != nil:
		s.misled.add(r.Group)
		s.unjudged.Add(r.Group)
	}
	return nil
}

func (s *summary) Close() error {
	buffer := bufio.NewWriter(s.to)
	p := &printer{to: buffer, width: s.options.Width, color: s.options.Color}
	s.head(p)
	s.banner(p)
	s.changes(p)
	s.readiness(p)
	s.severities(p)
	s.worstFindings(p)
	s.notEvaluated(p)
	s.notes(p)
	s.reconcile(p)
	s.files(p)
	s.next(p)
	return buffer.Flush()
}
