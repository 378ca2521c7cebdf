package text

import (
	"fmt"
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
	title := "Group writeback audit of "
	if run.OnlyChanges() {
		title = "Changes of group writeback of "
	}
	p.wrapped(styleBold, "", "  ", title+name+"tenant "+report.Visible(run.Tenant.ID))
	p.wrapped("", "", "  ", fmt.Sprintf("Snapshot of %s, judged as of %s, by %s %s (%s)", moment(run.CollectedAt), moment(run.Now),
		run.Tool, run.Version, strings.Join(run.Profiles, ", ")))
	if e := run.Earlier; e != nil {
		p.wrapped("", "", "  ", fmt.Sprintf("Compared with the snapshot of %s, digest %.12s", moment(e.CollectedAt), report.Visible(e.SnapshotDigest)))
		for _, c := range e.Changes {
			p.wrapped("", "  ", "    ", "changed since: "+report.Visible(c.Sentence()))
		}
	}
	for _, e := range run.Engines {
		p.wrapped("", fmt.Sprintf("  %s %s ", pad("engine "+e.Engine, 17), pad(e.State, 8)), strings.Repeat(" ", 29), report.Visible(e.Source))
	}
	if text := populations(run.Totals); text != "" {
		p.wrapped("", "  ", "  ", text)
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
				parts = append(parts, report.Thousands(*t.Value)+" "+w.text)
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
	return report.Minute(*t)
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
			report.Separated(len(blind), "control"), report.Separated(s.counts.Checks.NotEvaluated+s.counts.Checks.Errors, "subject")))
	}
	if unread := s.counts.UnreadSentence(); unread != "" {
		lines = append(lines, unread)
	}
	if streams := s.counts.Incomplete(); len(streams) > 0 {
		var names []string
		for _, stream := range streams {
			names = append(names, stream.Name+" ("+report.Visible(s.counts.Shortfall(stream))+")")
		}
		lines = append(lines, "NOT READ COMPLETELY, "+report.Separated(len(streams), "list")+": "+strings.Join(names, ", "))
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
		p.wrapped(styleDim, "", "  ", "Not in the snapshot, and no control of this run misses it: "+strings.Join(names, ", "))
	}
}
