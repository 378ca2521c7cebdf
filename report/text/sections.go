package text

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// head says what was audited, when and by what.
func (s *summary) head(p *printer) {
	run := s.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	name := report.Visible(run.Tenant.Name)
	if name != "" {
		name += ", "
	}
	p.line(styleBold, "Group writeback audit of "+name+"tenant "+report.Visible(run.Tenant.ID))
	p.line("", fmt.Sprintf("Snapshot of %s, judged as of %s, by %s %s (%s)", moment(run.CollectedAt), moment(run.Now),
		run.Tool, run.Version, strings.Join(run.Profiles, ", ")))
	for _, e := range run.Engines {
		p.line("", fmt.Sprintf("  %s %s %s", pad("engine "+e.Engine, 17), pad(e.State, 8), report.Visible(e.Source)))
	}
	if text := populations(run.Totals); text != "" {
		p.line("", "  "+text)
	}
}

// populations says how much was audited; every other total stands in the workbook.
func populations(totals []report.Total) string {
	words := []struct{ name, text string }{
		{"cloud_groups", "cloud groups"}, {"written", "to be written"}, {"undecided", "undecided"},
		{"directory_groups", "directory groups"}, {"anchored", "anchored"},
	}
	var parts []string
	for _, w := range words {
		for _, t := range totals {
			if t.Name == w.name && t.Value != nil {
				parts = append(parts, thousands(*t.Value)+" "+w.text)
			} else if t.Name == w.name {
				parts = append(parts, w.text+" not known")
			}
		}
	}
	return strings.Join(parts, ", ")
}

func moment(t *time.Time) string {
	if t == nil {
		return "an unknown time"
	}
	return t.UTC().Format("2006-01-02 15:04") + " UTC"
}

// banner says what was not seen, before anything is said about what was found.
func (s *summary) banner(p *printer) {
	var lines []string
	if s.counts.Run != nil {
		for _, text := range s.counts.Run.Banners {
			lines = append(lines, report.Visible(text))
		}
	}
	if blind := s.counts.NotEvaluated(); len(blind) > 0 {
		lines = append(lines, fmt.Sprintf("NOT EVALUATED: %s could not judge %s; nothing is said about them",
			count(len(blind), "control"), count(s.counts.Checks.NotEvaluated+s.counts.Checks.Errors, "subject")))
	}
	if s.unread > 0 {
		lines = append(lines, "NOT READ COMPLETELY: members of "+count(s.unread, "group"))
	}
	if streams := s.counts.Incomplete(); len(streams) > 0 {
		var names []string
		for _, stream := range streams {
			names = append(names, stream.Name+" ("+stream.Status+")")
		}
		lines = append(lines, "NOT READ COMPLETELY: "+strings.Join(names, ", "))
	}
	absent := s.counts.Absent()
	if lines == nil && absent == nil {
		return
	}
	p.blank()
	for _, line := range lines {
		p.wrapped(styleWarning, "!! ", "   ", line)
	}
	if absent != nil {
		var names []string
		for _, stream := range absent {
			names = append(names, stream.Name)
		}
		p.wrapped(styleDim, "", "  ", "Not in the snapshot: "+strings.Join(names, ", "))
	}
}

// severities counts findings, with the number of evaluations they come from.
func (s *summary) severities(p *printer) {
	p.heading(fmt.Sprintf("%s in %s", count(s.counts.Findings.Total(), "finding"), count(s.counts.Checks.Evaluated(), "evaluated subject")))
	if s.counts.Findings.Total() == 0 {
		return
	}
	for _, severity := range report.Severities {
		n, open := s.counts.Findings.Of(severity), s.counts.Open.Of(severity)
		note := ""
		if open != n {
			note = fmt.Sprintf("  %s open", thousands(int64(open)))
		}
		fmt.Fprintf(p.to, "  %s %8s%s\n", p.severity(severity), thousands(int64(n)), note)
	}
}

// signColumns is what stands before a control's id: indent, sign, severity and the gaps between.
const signColumns = 14

// severity returns sign and word of a severity.
func (p *printer) severity(severity string) string {
	return p.styled(severityStyle[severity], severitySign[severity]+" "+pad(severity, 9))
}

// worstFindings lists the worst findings by control.
func (s *summary) worstFindings(p *printer) {
	controls := s.worst.controls(&s.counts)
	if len(controls) == 0 {
		return
	}
	p.heading("Worst findings")
	left := s.lines
	for i, c := range controls {
		if left < linesOfControl {
			p.line(styleDim, fmt.Sprintf("  … and %s of %s", count(rest(controls[i:]), "finding"), count(len(controls)-i, "more control")))
			return
		}
		listed := s.worst.byControl[c.Control.ID]
		listed = listed[:min(len(listed), left-linesOfControl+1)]
		left -= s.findingsOf(p, c, listed)
	}
}

// linesOfControl is the least that one control takes: its title, a finding, and how many more.
const linesOfControl = 3

// findingsOf lists findings of one control and returns the number of lines.
func (s *summary) findingsOf(p *printer, c *report.ControlCount, listed []*report.Finding) int {
	title := fmt.Sprintf("%s  %s", pad(c.Control.ID, 7), report.Visible(c.Control.Title))
	fmt.Fprintf(p.to, "  %s %s\n", p.severity(listed[0].Severity), p.styled(styleBold, fit(title, p.width-signColumns)))
	for _, f := range listed {
		p.line("", "      "+sentence(f))
	}
	if more := c.Findings.Total() - len(listed); more > 0 {
		p.line(styleDim, fmt.Sprintf("      … and %s more", thousands(int64(more))))
		return len(listed) + 2
	}
	return len(listed) + 1
}

func rest(controls []*report.ControlCount) int {
	n := 0
	for _, c := range controls {
		n += c.Findings.Total()
	}
	return n
}

// sentence names target and message, and why a finding does not count.
func sentence(f *report.Finding) string {
	text := f.Message
	if f.Target.Name != "" && !strings.Contains(text, f.Target.Name) {
		text = f.Target.Name + ": " + text
	}
	text = report.Visible(text)
	if f.Waiver != nil {
		text = "[waived] " + text
	}
	if f.Settling {
		text = "[settling] " + text
	}
	return text
}

// notEvaluated lists the controls that could not judge everything, with reasons.
func (s *summary) notEvaluated(p *printer) {
	blind := s.counts.NotEvaluated()
	if len(blind) == 0 {
		return
	}
	slices.SortStableFunc(blind, func(a, b *report.ControlCount) int {
		return cmp.Compare(report.SeverityRank(a.Control.Severity), report.SeverityRank(b.Control.Severity))
	})
	p.heading("Not evaluated")
	for _, c := range blind[:min(len(blind), s.gaps)] {
		fmt.Fprintf(p.to, "  %s %s\n", p.severity(c.Control.Severity), fit(fmt.Sprintf("%s  %s: %s", pad(c.Control.ID, 7),
			count(c.Summary.NotEvaluated+c.Summary.Errors, "subject"), reason(c.Summary)), p.width-signColumns))
	}
	if more := len(blind) - s.gaps; more > 0 {
		p.line(styleDim, fmt.Sprintf("  … and %s", count(more, "more control")))
	}
}

// reason is the most frequent reason; errors come first, since they are ours to mend.
func reason(s *report.Summary) string {
	text := report.Visible(s.Reason)
	if len(s.Reasons) > 1 {
		text += fmt.Sprintf(" (and %s)", count(len(s.Reasons)-1, "more reason"))
	}
	if s.Errors > 0 {
		text = strings.TrimSuffix(fmt.Sprintf("%s ended with an error; %s", count(s.Errors, "evaluation"), text), "; ")
	}
	return text
}

// reconcile shows that no subject was lost, counted once for each control.
func (s *summary) reconcile(p *printer) {
	c := s.counts.Checks
	p.heading("Totals")
	p.wrapped("", "  ", "    ", fmt.Sprintf("%s, counted once for each of %s = %s not applicable + %s passed + %s failed + %s not evaluated + %s errors",
		count(c.Subjects, "subject"), count(len(s.counts.Controls), "control"), thousands(int64(c.NotApplicable)), thousands(int64(c.Passed)),
		thousands(int64(c.Failed)), thousands(int64(c.NotEvaluated)), thousands(int64(c.Errors))))
	p.wrapped("", "  ", "    ", fmt.Sprintf("%s waived and %s settling, which do not count as open; %s listed, %s", count(s.counts.Waived, "finding"),
		thousands(int64(s.counts.Settling)), count(s.counts.Groups, "group"), count(s.counts.MemberDifferences, "member difference")))
}

// files names what was written besides.
func (s *summary) files(p *printer) {
	if len(s.options.Files) == 0 {
		return
	}
	p.heading("Files")
	for _, f := range s.options.Files {
		fmt.Fprintf(p.to, "  %s\n", report.Visible(f)) // a path is never cut
	}
}
