package markdown

import (
	"cmp"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/wbaudit/wbaudit/report"
)

// head says first what matters most: what is open, and whether anything was not looked at.
func (s *summary) head() {
	c := &s.counts
	title := "Group writeback audit"
	if c.Run != nil && c.Run.OnlyChanges() {
		title = "Changes of group writeback"
	}
	if c.Run != nil {
		if name := cmp.Or(c.Run.Tenant.Name, c.Run.Tenant.ID); name != "" {
			title += " of " + code(name, longestID)
		}
		if c.Run.CollectedAt != nil {
			title += ", " + report.Day(c.Run.CollectedAt)
		}
	}
	s.line("## %s\n", title)
	blind := len(c.NotEvaluated())
	s.verdict(c.Verdict)
	switch {
	case c.Open.Total() > 0:
		s.line("**%s**, the worst is %s.", report.Separated(c.Open.Total(), "open finding"), c.Open.Worst())
	case blind > 0 || len(c.Incomplete()) > 0 || c.Unread > 0:
		s.line("**No open finding, but not everything could be judged.**")
	default:
		s.line("**No open finding.**")
	}
	s.line("%s (subjects, counted once for each control) by %s: %s passed, %s failed, %s not applicable, **%s not evaluated**, %s with an error.\n", report.Separated(c.Checks.Subjects, "check"),
		report.Separated(len(c.Controls), "control"), report.Thousands(c.Checks.Passed), report.Thousands(c.Checks.Failed), report.Thousands(c.Checks.NotApplicable),
		report.Thousands(c.Checks.NotEvaluated), report.Thousands(c.Checks.Errors))
	if blind > 0 {
		s.line("> **Nothing is said about what was not evaluated:** %s could not judge all of their subjects.\n", report.Separated(blind, "control"))
	}
	if c.Run != nil {
		for _, banner := range c.Run.Banners {
			s.line("- %s", code(banner, longestBanner))
		}
	}
	if unread := c.UnreadSentence(); unread != "" {
		s.line("- %s", unread)
	}
	for _, stream := range c.Incomplete() {
		s.line("- not read completely: %s, %s", code(stream.Name, longestID), code(c.Shortfall(stream), longestText))
	}
	if absent := c.Absent(); absent != nil {
		var names []string
		for _, stream := range absent {
			names = append(names, code(stream.Name, longestID))
		}
		s.line("- not in the snapshot, and no control of this run misses it: %s", strings.Join(names, ", "))
	}
	s.line("")
}

// verdict says go or no-go, where a move was judged, and what it rests on.
func (s *summary) verdict(v *report.Verdict) {
	if v == nil {
		return
	}
	s.line("**%s**\n", v.Title())
	if remark := v.Remark(); remark != "" {
		s.line("%s\n", remark)
	}
	s.line("| State | Groups |\n|---|---:|")
	for _, state := range v.States {
		s.line("| %s | %s |", report.StateWords[state.State], report.Thousands(state.Groups))
	}
	s.line("\n%s. %s. %s.\n", v.Totals.Sentence(), v.Totals.Work(), report.Separated(v.Waves, "wave"))
	for _, r := range s.counts.RestsOn()[:min(len(v.Reasons), listedFindings)] {
		groups := "the tenant"
		if r.Groups > 0 {
			groups = report.Separated(r.Groups, "group")
		}
		s.line("- **%s** %s %s: %s", report.ReasonWord(r.Kind), code(r.Control, longestID), groups, code(r.Text, longestText))
	}
	if more := len(v.Reasons) - listedFindings; more > 0 {
		s.line("- … and %s", report.Separated(more, "more reason"))
	}
	s.line("")
	for _, w := range report.MoveLegend {
		s.line("- *%s*: %s", w.Word, w.Meaning)
	}
	s.line("")
}

func (s *summary) severities() {
	c := &s.counts
	s.line("| Severity | Findings | Open |\n|---|---:|---:|")
	for _, severity := range report.Severities {
		s.line("| %s | %s | %s |", severity, report.Thousands(c.Findings.Of(severity)), report.Thousands(c.Open.Of(severity)))
	}
	s.line("| **all** | %s | %s |\n", report.Thousands(c.Findings.Total()), report.Thousands(c.Open.Total()))
	s.line("%s waived, %s settling.\n", report.Thousands(c.Waived), report.Thousands(c.Settling))
	for _, text := range []string{c.FailedSentence(), c.SeveritySentence()} {
		if text != "" {
			s.line("%s\n", text)
		}
	}
	if text := c.AgeSentence(); text != "" {
		s.line("%s\n", text)
	}
}

func (s *summary) findings() {
	if len(s.worst) == 0 {
		return
	}
	s.line("### Worst findings\n")
	for _, f := range s.worst {
		s.line("- **%s** %s %s", f.Severity, code(f.Control, longestID), code(f.Message, longestText))
	}
	if more := s.counts.Open.Total() - len(s.worst); more > 0 {
		s.line("- … and %s", report.Separated(more, "more open finding"))
	}
	s.line("")
}

// portal shows the first groups that the portal's two columns mislead about beside what is true.
func (s *summary) portal() {
	if s.counts.Misleading == 0 && s.counts.Unlabelled == 0 {
		return
	}
	s.line("### What the portal shows\n")
	s.line("Its columns *Writeback enabled* / *Target writeback type* mislead about %s; of %s that is not known.\n",
		report.Separated(s.counts.Misleading, "group"), report.Separated(s.counts.Unlabelled, "group"))
	for _, g := range s.misled {
		enabled, target := g.Cloud.Portal()
		s.line("- %s: %s / %s; %s", code(g.Target.Name, longestText), code(enabled, longestID), code(target, longestID), code(g.Writeback.Effect(), longestText))
	}
	if more := s.counts.Misleading - len(s.misled); more > 0 {
		s.line("- … and %s", report.Separated(more, "more group"))
	}
	s.line("")
}

func (s *summary) gaps() {
	blind := s.counts.NotEvaluated()
	if len(blind) == 0 {
		return
	}
	s.line("### Not evaluated\n")
	for _, c := range blind[:min(len(blind), listedGaps)] {
		reason := c.Summary.Reason
		if reason == "" && c.Summary.Errors > 0 {
			reason = "the evaluation ended with an error"
		}
		s.line("- **%s** %s %s: %s", c.Control.Severity, code(c.Control.ID, longestID),
			report.Separated(c.Summary.NotEvaluated+c.Summary.Errors, "subject"), code(reason, longestText)+c.Summary.Acceptance())
		if names := s.unjudged.Names(c.Control.ID, c.Summary.Reason); names != "" {
			s.line("  - %s", code(names, longestText))
		}
	}
	if more := len(blind) - listedGaps; more > 0 {
		s.line("- … and %s", report.Separated(more, "more control"))
	}
	s.line("")
}

// notes lists what looked odd while the sources were read.
func (s *summary) notes() {
	if s.counts.Run == nil || len(s.counts.Run.Notes) == 0 {
		return
	}
	notes := s.counts.Run.Notes
	s.line("### Notes on what was read\n")
	for _, note := range notes[:min(len(notes), listedNotes)] {
		s.line("- %s", code(note, longestText))
	}
	if more := len(notes) - listedNotes; more > 0 {
		s.line("- … and %s", report.Separated(more, "more note"))
	}
	s.line("")
}

func (s *summary) controls() {
	all, listed := s.counts.Controls, listedControls
	if s.counts.Run != nil && s.counts.Run.Comparison != nil {
		listed = comparedControls
	}
	s.line("<details><summary>All controls</summary>\n")
	s.line("Severity is the control's; a finding may have another. Subjects are counted, and in the last two columns findings.\n")
	s.line("| Control | Title | Severity | Outcome | Subjects | Not applicable | Passed | Failed | Not evaluated | Errors | Findings | Open |")
	s.line("|---|---|---|---|---:|---:|---:|---:|---:|---:|---:|---:|")
	shown, room := 0, roomForControls
	for _, c := range all[:min(len(all), listed)] {
		row := controlRow(c)
		if room -= utf8.RuneCountInString(row); room < 0 {
			break
		}
		s.line("%s", row)
		shown++
	}
	if more := len(all) - shown; more > 0 {
		s.line("\n… and %s", report.Separated(more, "more control"))
	}
	s.line("\n</details>\n")
}

// controlRow is one line of the table of controls.
func controlRow(c *report.ControlCount) string {
	n := c.Summary
	if n == nil {
		n = &report.Summary{}
	}
	row := []string{cell(c.Control.ID, longestID), cell(c.Control.Title, longestTitle), c.Control.Severity, n.Outcome}
	for _, count := range []int{n.Subjects, n.NotApplicable, n.Passed, n.Failed, n.NotEvaluated, n.Errors, c.Findings.Total(), c.Open.Total()} {
		row = append(row, report.Thousands(count))
	}
	return "| " + strings.Join(row, " | ") + " |"
}

// origin says what was audited, so that a comment found later is no riddle.
func (s *summary) origin() {
	run := s.counts.Run
	if run == nil {
		return
	}
	s.line("Tenant %s (%s), collected %s, wbaudit %s, snapshot %s", code(run.Tenant.Name, longestText), code(run.Tenant.ID, longestID),
		stamp(run.CollectedAt), code(run.Version, longestID), code(run.SnapshotDigest, 16))
}

// stamp writes a time as RFC 3339 in UTC.
func stamp(t *time.Time) string {
	if t == nil {
		return "at a time that is not known"
	}
	return t.UTC().Format(time.RFC3339)
}
