package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
)

func explainCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain",
		Short: "Explain a group, a finding, a control or a member",
		Long: `Explain why a group is or is not written back, what a finding rests on, what a control judges and came
to, and which copies a person should be in and is. Everything comes from the folder of an earlier audit.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.PersistentFlags().String("in", "", "folder of an audit (default ./wbaudit-report, else ./wbaudit-demo)")
	control := explainPart(t, "control ID", "a control, and what it came to", explainControl)
	addSettingFlags(control, "policies")
	c.AddCommand(
		explainPart(t, "group ID", "a group, by cloud id, objectGUID, DN or exact name", explainGroup),
		explainPart(t, "finding FINGERPRINT", "a finding, by fingerprint or its first 8 characters or more", explainFinding),
		control,
		explainPart(t, "member ID", "a person, by cloud id, user principal name, DN or SID", explainMember),
	)
	return c
}

type explainer func(ctx context.Context, t terminal, cfg *config, dir, id string) error

func explainPart(t terminal, use, short string, run explainer) *cobra.Command {
	return &cobra.Command{
		Use:   use,
		Short: "Explain " + short,
		Args:  arguments(cobra.ExactArgs(1), "one id"),
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			dir, err := c.Flags().GetString("in")
			if err != nil {
				return err
			}
			return run(c.Context(), t, cfg, auditFolder(dir), args[0])
		},
	}
}

// auditFolder returns the folder to explain from when none was given.
func auditFolder(given string) string {
	if given != "" {
		return given
	}
	for _, dir := range []string{"wbaudit-report", demoFolder} {
		if s, err := openStream(dir); err == nil {
			_ = s.Close()
			return dir
		}
	}
	return "wbaudit-report"
}

// replay feeds the stream of an audit's folder into see.
func replay(ctx context.Context, dir string, see func(report.Record)) error {
	stream, err := openStream(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return usage("%s holds no findings; name the folder of an audit with --in, or run \"wbaudit demo\" first", dir)
	}
	if err != nil {
		return err
	}
	defer stream.Close()
	return report.Read(ctx, stream, watcher(see))
}

// watcher is a handler that only looks.
type watcher func(report.Record)

func (w watcher) Handle(r report.Record) error { w(r); return nil }
func (w watcher) Close() error                 { return nil }

func explainGroup(ctx context.Context, t terminal, _ *config, dir, id string) error {
	var groups []*report.Group
	var findings []*report.Finding
	err := replay(ctx, dir, func(r report.Record) {
		switch {
		case r.Group != nil && names(r.Group, id):
			groups = append(groups, r.Group)
		case r.Finding != nil:
			if n := len(groups); n > 0 && sameTarget(groups[n-1], r.Finding) {
				findings = append(findings, r.Finding)
			}
		}
	})
	if err != nil {
		return err
	}
	switch len(groups) {
	case 0:
		return usage("no group %q in %s; groups that nobody writes and that have no finding are not in the stream", id, dir)
	case 1:
		p := &printer{out: t.out}
		p.group(groups[0])
		p.findings(findings)
		return p.err
	}
	var keys []string
	for _, g := range groups {
		keys = append(keys, g.Target.ID)
	}
	return usage("%q names %d groups; give one of the ids %s", id, len(groups), strings.Join(keys, ", "))
}

// names reports whether id is one of the names the group goes by.
func names(g *report.Group, id string) bool {
	same := func(other string) bool { return other != "" && strings.EqualFold(other, id) }
	if same(g.Key) || same(g.Target.ID) || same(g.Target.DN) || g.Target.Name == id {
		return true
	}
	sides := g.Candidates
	if g.Directory != nil {
		sides = append(sides, *g.Directory)
	}
	for _, d := range sides {
		if same(d.GUID) || same(d.DN) {
			return true
		}
	}
	return false
}

func sameTarget(g *report.Group, f *report.Finding) bool { return g.Target.ID == f.Target.ID }

const shortestPrefix = 8

func explainFinding(ctx context.Context, t terminal, _ *config, dir, id string) error {
	if len(id) < shortestPrefix {
		return usage("finding %q: give at least the first %d characters of the fingerprint", id, shortestPrefix)
	}
	var found []*report.Finding
	var controls = map[string]*report.Control{}
	var last, group *report.Group
	err := replay(ctx, dir, func(r report.Record) {
		switch {
		case r.Control != nil:
			controls[r.Control.ID] = r.Control
		case r.Group != nil:
			last = r.Group
		case r.Finding != nil && strings.HasPrefix(r.Finding.Fingerprint, strings.ToLower(id)):
			found = append(found, r.Finding)
			// A group's findings follow its record.
			if last != nil && sameTarget(last, r.Finding) {
				group = last
			}
		}
	})
	if err != nil {
		return err
	}
	if len(found) != 1 {
		return usage("%d findings in %s start with %q; give one fingerprint", len(found), dir, id)
	}
	p := &printer{out: t.out}
	p.finding(found[0])
	if group != nil && group.Cloud != nil {
		p.effective(&group.Writeback)
		p.portal(group.Cloud)
	}
	if c := controls[found[0].Control]; c != nil {
		p.print("\n")
		printControl(t, *c)
	}
	return p.err
}

func explainControl(ctx context.Context, t terminal, cfg *config, dir, id string) error {
	control, err := findControl(ctx, cfg, id)
	if err != nil {
		return err
	}
	printControl(t, control)
	var summary *report.Summary
	err = replay(ctx, dir, func(r report.Record) {
		if r.Summary != nil && r.Summary.Control == control.ID {
			summary = r.Summary
		}
	})
	if codeOf(err) == exitUsage {
		return nil
	}
	if err != nil || summary == nil {
		return err
	}
	p := &printer{out: t.out}
	p.summary(dir, summary)
	return p.err
}
