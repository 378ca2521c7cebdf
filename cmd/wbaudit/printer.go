package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// printer writes explanations; the first error stays and ends all writing.
type printer struct {
	out io.Writer
	err error
}

// print formats with every text argument made visible, since it may come from a tenant.
func (p *printer) print(format string, args ...any) {
	if p.err != nil {
		return
	}
	for i, arg := range args {
		if text, ok := arg.(string); ok {
			args[i] = report.Visible(text)
		}
	}
	_, p.err = fmt.Fprintf(p.out, format, args...)
}

func (p *printer) group(g *report.Group) {
	p.print("%s  (%s)\n", g.Target.Name, g.Key)
	p.cloud(g.Cloud)
	p.writeback(g.Writeback)
	switch {
	case g.Directory != nil:
		p.directory("Copy in Active Directory", *g.Directory)
	case len(g.Candidates) > 0:
		for _, d := range g.Candidates {
			title := "Claims to be the copy"
			if d.Disputed() {
				title = "Names it in one anchor only"
			}
			p.directory(title, d)
		}
	default:
		p.print("\nNo copy in Active Directory was found.\n")
	}
	p.members(g.Members)
	for _, c := range g.Children {
		p.print("  child group %s (%s, %s): %s\n", c.Name, c.ID, c.Kind, c.Problem)
	}
	for _, c := range g.Changes {
		p.print("  changed since the earlier snapshot: %s\n", c.Sentence())
	}
}

func (p *printer) cloud(c *report.CloudSide) {
	if c == nil {
		p.print("\nNo cloud group claims this directory group.\n")
		return
	}
	if c.Unreadable != "" {
		p.print("\nThe cloud group could not be read, so nothing is known of it but its id: %s\n", c.Unreadable)
	}
	p.print("\nCloud group: %s", c.Kind)
	if len(c.Overlays) > 0 {
		p.print(" (%s)", strings.Join(c.Overlays, ", "))
	}
	enabled, kind := "null", "null"
	if c.IsEnabled != nil {
		enabled = fmt.Sprint(*c.IsEnabled)
	}
	if c.Type != nil {
		kind = *c.Type
	}
	if !c.Collected {
		enabled, kind = "not collected", "not collected"
	}
	p.print("\n  writebackConfiguration.isEnabled = %s, onPremisesGroupType = %s\n", enabled, kind)
	p.portal(c)
}

// portal shows the portal's two columns, and how they stand to what is true.
func (p *printer) portal(c *report.CloudSide) {
	shown, target := c.Portal()
	p.print("  the portal shows: Writeback enabled %q, Target writeback type %q", shown, target)
	if meaning := c.LabelMeaning(); c.Misleads() {
		p.print("; it misleads: %s", meaning)
	} else if meaning != "" {
		p.print("; effective: %s", meaning)
	}
	p.print("\n")
}

// effective says in a line whether a group is written, and as what.
func (p *printer) effective(w *report.Writeback) {
	p.print("  written      %s", w.Expected)
	if w.Type != "" {
		p.print(", as %s", w.Type)
	}
	p.print("\n")
}

func (p *printer) writeback(w report.Writeback) {
	p.print("\nShould it be in Active Directory? %s (confidence %s)", w.Expected, w.Confidence)
	if w.Engine != "" {
		p.print(", by engine %s", w.Engine)
	}
	if w.Type != "" {
		p.print(", as %s", w.Type)
	}
	p.print("\n")
	for _, s := range w.Trace {
		p.print("  %-9s %-10s %-7s %s", s.Engine, s.Row, s.Answer, s.Text)
		if s.Source != "" {
			p.print(" [%s]", s.Source)
		}
		p.print("\n")
	}
}

func (p *printer) directory(title string, d report.DirectorySide) {
	p.print("\n%s: %s\n", title, d.DN)
	p.print("  objectGUID %s, %s %s group, anchor %s (%s), found by %s\n",
		d.GUID, d.Scope, d.Category, d.Anchor, d.AnchorState, d.Match)
	for _, drift := range d.Drift {
		p.print("  %s %s: expected %q, found %q\n", drift.Attribute, drift.Kind, drift.Expected, drift.Actual)
	}
}

func (p *printer) members(m report.Members) {
	p.print("\nMembers: cloud %s, directory %s", m.Cloud, m.Directory)
	for _, reason := range []string{m.CloudReason, m.DirectoryReason} {
		if reason != "" {
			p.print("; %s", reason)
		}
	}
	p.print("\n  %s in the cloud, %s expected in AD, %s matched, %s missing, %s foreign, %s excluded by design\n",
		count(m.CloudCount), count(m.Expected), count(m.Matched), count(m.Missing), count(m.Foreign), count(m.Excluded))
	for _, d := range m.Differences {
		p.print("  %-11s %-18s %s %s: %s\n", d.Difference, d.Class, d.Name, d.DN, d.Reason)
	}
}

func count(n *int) string {
	if n == nil {
		return "?"
	}
	return fmt.Sprint(*n)
}

func (p *printer) findings(list []*report.Finding) {
	p.print("\nFindings: %d\n", len(list))
	for _, f := range list {
		p.print("  %-8s %-7s %s (%s)\n", f.Severity, f.Control, f.Message, f.Fingerprint[:min(shortestPrefix, len(f.Fingerprint))])
		for _, text := range []string{f.Age.Sentence(), f.Waiver.Sentence()} {
			if text != "" {
				p.print("                   %s\n", text)
			}
		}
	}
}

func (p *printer) finding(f *report.Finding) {
	p.print("%s %s  %s\n", f.Severity, f.Control, f.Message)
	p.print("  target       %s %s %s %s\n", f.Target.Kind, f.Target.Name, f.Target.ID, f.Target.DN)
	p.print("  expected     %s\n  actual       %s\n", f.Expected, f.Actual)
	for _, key := range slices.Sorted(maps.Keys(f.Evidence)) {
		p.print("  %-12s %s\n", key, fmt.Sprint(f.Evidence[key]))
	}
	p.print("  fingerprint  %s\n", f.Fingerprint)
	if f.Settling {
		p.print("  settling: created or changed just before collection; not counted for --fail-on\n")
	}
	if f.Cause != nil {
		p.print("  cause        %s\n", *f.Cause)
	}
	if text := f.Age.Sentence(); text != "" {
		p.print("  age          %s\n", text)
	}
	if text := f.Waiver.Sentence(); text != "" {
		p.print("  waiver       %s\n", text)
	}
}

func (p *printer) summary(dir string, s *report.Summary) {
	p.print("\nIn %s: %s\n  %s subjects = %s not applicable + %s passed + %s failed + %s not evaluated + %s errors\n", dir, s.Outcome,
		fmt.Sprint(s.Subjects), fmt.Sprint(s.NotApplicable), fmt.Sprint(s.Passed), fmt.Sprint(s.Failed),
		fmt.Sprint(s.NotEvaluated), fmt.Sprint(s.Errors))
	for _, r := range s.Reasons {
		p.print("  not evaluated: %s (%s", r.Sentence(), fmt.Sprint(r.Count))
		if of := r.Of(); of != "" {
			p.print(", %s", of)
		}
		if len(r.Lists) > 0 {
			p.print("; for lack of %s", strings.Join(r.Lists, ", "))
		}
		p.print(")\n")
	}
}
