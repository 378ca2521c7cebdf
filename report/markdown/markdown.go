// Package markdown renders a report stream as a summary for a pull request or a ticket: severities, the
// worst findings, what was not evaluated, and every control's counts. It stays below 65,536 characters,
// the limit of a comment on GitHub, whatever a tenant's names are; everything else is counted.
//
// What the tenant or the author of a control wrote stands in code spans, where nothing is markup: no
// link, no image, no mention, no HTML. Every number has separators of thousands, as in the text format.
package markdown

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// How much is listed and how long it may be, in characters; everything else is counted.
const (
	listedFindings = 20
	listedGaps     = 20
	listedNotes    = 10
	listedMisled   = 5
	listedUnjudged = 3
	listedControls = 400
	// roomForControls is what their table may take.
	roomForControls = 40_000
	// Of each list of a snapshot, of all lists together, and of the controls of a comparison.
	listedChanges    = 5
	listedObjects    = 30
	comparedControls = 200
	longestText      = 300
	longestBanner    = 800
	longestID        = 40
	longestTitle     = 70
)

// New returns a handler whose Close writes the summary to w, which it does not close. Memory is bounded
// by the number of controls.
func New(w io.Writer) report.Handler {
	return &summary{to: bufio.NewWriter(w), changed: report.ChangeDigest{Limit: listedChanges}, unjudged: report.UnjudgedGroups{Limit: listedUnjudged}}
}

// summary is the handler.
type summary struct {
	to     *bufio.Writer
	counts report.Counts
	worst  []*report.Finding
	// misled are the first groups that the portal's columns mislead about.
	misled []*report.Group
	// changed are the first changes of a comparison.
	changed report.ChangeDigest
	// unjudged are the first groups of each reason not to evaluate.
	unjudged report.UnjudgedGroups
}

func (s *summary) Handle(r report.Record) error {
	s.counts.Add(r)
	switch {
	case r.Finding != nil:
		s.keep(r.Finding)
	case r.Group != nil:
		s.unjudged.Add(r.Group)
		if r.Group.Cloud.Misleads() && len(s.misled) < listedMisled {
			s.misled = append(s.misled, r.Group)
		}
	case r.Change != nil:
		s.changed.Add(r.Change)
	}
	return nil
}

// keep keeps f when it is open and among the worst; of equals the first one stays.
func (s *summary) keep(f *report.Finding) {
	if !f.Open() {
		return
	}
	at := len(s.worst)
	for at > 0 && report.SeverityRank(s.worst[at-1].Severity) > report.SeverityRank(f.Severity) {
		at--
	}
	if at == listedFindings {
		return
	}
	s.worst = append(s.worst, nil)
	copy(s.worst[at+1:], s.worst[at:])
	s.worst[at] = f
	s.worst = s.worst[:min(len(s.worst), listedFindings)]
}

// Close writes everything.
func (s *summary) Close() error {
	s.head()
	s.changes()
	s.severities()
	s.findings()
	s.portal()
	s.gaps()
	s.notes()
	s.controls()
	s.origin()
	return s.to.Flush()
}

func (s *summary) line(format string, args ...any) {
	fmt.Fprintf(s.to, format+"\n", args...) // the first error stays until Flush
}

// code returns text as a code span of at most n characters, which is on one line since Visible leaves
// no line feed. The fence is longer than any run of backticks in it.
//
// Source: https://spec.commonmark.org/0.31.2/#code-spans
func code(text string, n int) string {
	text = report.Cut(strings.TrimSpace(report.Visible(text)), n)
	if text == "" {
		return "(empty)"
	}
	longest, run := 0, 0
	for _, r := range text {
		if run++; r != '`' {
			run = 0
		}
		longest = max(longest, run)
	}
	fence, space := strings.Repeat("`", longest+1), ""
	if longest > 0 {
		space = " " // one on each side is taken away again
	}
	return fence + space + text + space + fence
}

// cell returns text as a code span of at most n characters that a table can hold: a pipe would end the cell even there.
func cell(text string, n int) string {
	return strings.ReplaceAll(code(text, n), "|", "⟪U+007C⟫")
}
