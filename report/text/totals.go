package text

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// reconcile shows that no subject was lost, counted once for each control.
func (s *summary) reconcile(p *printer) {
	c := s.counts.Checks
	p.heading("Totals")
	p.wrapped("", "  ", "    ", fmt.Sprintf("%s, counted once for each of %s", report.Separated(c.Subjects, "subject"), report.Separated(len(s.counts.Controls), "control")))
	sign := "="
	for _, part := range []struct {
		n    int
		word string
	}{{c.NotApplicable, "not applicable"}, {c.Passed, "passed"}, {c.Failed, "failed"}, {c.NotEvaluated, "not evaluated"}, {c.Errors, "errors"}} {
		p.line("", fmt.Sprintf("    %s %9s %s", sign, report.Thousands(part.n), part.word))
		sign = "+"
	}
	for _, text := range []string{s.counts.FailedSentence(), s.counts.SeveritySentence()} {
		if text != "" {
			p.wrapped("", "  ", "    ", strings.TrimSuffix(text, "."))
		}
	}
	p.wrapped("", "  ", "    ", fmt.Sprintf("%s waived and %s settling, which do not count as open", report.Separated(s.counts.Waived, "finding"), report.Thousands(s.counts.Settling)))
	p.wrapped("", "  ", "    ", fmt.Sprintf("%s listed, %s", report.Separated(s.counts.Groups, "group"), s.counts.DifferencesSentence()))
	if text := s.counts.AgeSentence(); text != "" {
		p.wrapped("", "  ", "    ", text)
	}
	s.portal(p)
}

// files names what was written besides.
func (s *summary) files(p *printer) {
	if len(s.options.Files) == 0 {
		return
	}
	title := "Files"
	if s.options.In != "" {
		title = "Written to " + report.Visible(s.options.In)
	}
	p.blank()
	p.raw(p.styled(styleBold, title))
	for _, f := range s.options.Files {
		p.raw("  " + report.Visible(f)) // a path is never cut
	}
}

// next names the commands that say more about what is worst. Commands are never cut.
func (s *summary) next(p *printer) {
	if s.options.In == "" {
		return
	}
	p.heading("Next")
	in := quoted(s.options.In)
	if controls := s.worst.controls(&s.counts); len(controls) > 0 {
		id := controls[0].Control.ID
		f := s.worst.byControl[id][0]
		p.raw("  wbaudit explain control " + quoted(id) + " --in " + in)
		p.raw("  wbaudit explain finding " + quoted(f.Fingerprint) + " --in " + in)
		if f.Target.Kind == report.TargetGroup {
			p.raw("  wbaudit explain group " + quoted(f.Target.ID) + " --in " + in)
		}
	}
	if len(s.counts.NotEvaluated()) > 0 {
		p.wrapped("", "  ", "  ", "Supply what Not evaluated asks for and audit again: until then nothing is said about it.")
	}
}

// quoted returns s as a shell takes it.
func quoted(s string) string {
	s = report.Visible(s)
	if strings.Trim(s, plainLetters) == "" && s != "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

// plainLetters mean nothing to a shell.
const plainLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._/:-"
