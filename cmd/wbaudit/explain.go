package main

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
)

func explainCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "explain",
		Short: "Explain a group, a finding, a control or a member",
		Long: `Explain why a group is or is not written back and where its path to Active Directory breaks, what a finding
rests on and which single change would answer it, what a control judges and came to, and which copies a person
should be in and is. Everything comes from the folder of an earlier audit.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.PersistentFlags().String("in", "", "folder of an audit (default ./wbaudit-report, else ./wbaudit-demo)")
	c.PersistentFlags().StringP("format", "f", "text", "text or json")
	control := explainPart(t, "control ID", "a control, and what it came to", explainControl)
	addSettingFlags(control, "policies")
	finding := explainPart(t, "finding FINGERPRINT", "a finding, by fingerprint or its first 8 characters or more", explainFinding)
	addSettingFlags(finding, "policies")
	c.AddCommand(
		explainPart(t, "group ID", "a group, by cloud id, objectGUID, DN or exact name", explainGroup),
		finding,
		control,
		explainPart(t, "member ID", "a person, by cloud id, user principal name, DN, account name or exact name", explainMember),
	)
	return c
}

// explainer answers one kind of question from the folder of an audit.
type explainer func(ctx context.Context, cfg *config, dir, id string) (*explanation, error)

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
			format, err := c.Flags().GetString("format")
			if err != nil {
				return err
			}
			if oneOf("text", "json")(format) != nil {
				return usage("--format %q: expected text or json", format)
			}
			e, err := run(c.Context(), cfg, auditFolder(dir), args[0])
			if err != nil {
				return err
			}
			return e.write(t, format)
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
	return feed(ctx, dir, watcher(see))
}

// runOf reads the run of the stream in an audit's folder, and nothing that comes after it.
func runOf(ctx context.Context, dir string) (*report.Run, error) {
	var first firstRun
	if err := feed(ctx, dir, &first); err != nil && !errors.Is(err, errRunRead) {
		return nil, err
	}
	return first.run, nil
}

// errRunRead ends the reading of a stream once its run was read.
var errRunRead = errors.New("the run was read")

// firstRun is a handler that keeps the run, with which a stream begins.
type firstRun struct{ run *report.Run }

func (f *firstRun) Handle(r report.Record) error {
	f.run = r.Run
	return errRunRead
}

func (f *firstRun) Close() error { return nil }

// feed reads the stream of an audit's folder into to.
func feed(ctx context.Context, dir string, to report.Handler) error {
	stream, err := openStream(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return usage("%s holds no findings; name the folder of an audit with --in, or run \"wbaudit demo\" first", dir)
	}
	if err != nil {
		return err
	}
	defer stream.Close()
	return report.Read(ctx, stream, to)
}

// watcher is a handler that only looks.
type watcher func(report.Record)

func (w watcher) Handle(r report.Record) error { w(r); return nil }
func (w watcher) Close() error                 { return nil }

func explainGroup(ctx context.Context, cfg *config, dir, id string) (*explanation, error) {
	var run *report.Run
	var groups []*report.Group
	var findings []*report.Finding
	var changes []*report.ObjectChange
	err := replay(ctx, dir, func(r report.Record) {
		switch {
		case r.Run != nil:
			run = r.Run
		case r.Group != nil && names(r.Group, id):
			groups = append(groups, r.Group)
		case r.Finding != nil:
			if n := len(groups); n > 0 && concerns(groups[n-1], r.Finding.Target.ID) {
				findings = append(findings, r.Finding)
			}
		case r.Change != nil:
			if n := len(groups); n > 0 && concerns(groups[n-1], r.Change.ID) {
				changes = append(changes, r.Change)
			}
		}
	})
	if err != nil {
		return nil, err
	}
	if len(groups) == 0 {
		if groups, err = unlisted(ctx, cfg, dir, id, run); err != nil {
			return nil, err
		}
	}
	switch len(groups) {
	case 0:
		return nil, usage("no group %q in %s; give a cloud id, an objectGUID, a DN or an exact name", id, dir)
	case 1:
		return &explanation{Group: groups[0], Findings: findings, Changes: changes, Earlier: run.Earlier, Path: pathOf(groups[0], run)}, nil
	}
	var keys []string
	for _, g := range groups {
		keys = append(keys, g.Target.ID)
	}
	return nil, usage("%q names %d groups; give one of the ids %s", id, len(groups), strings.Join(keys, ", "))
}

// names reports whether id is one of the names the group goes by.
func names(g *report.Group, id string) bool {
	same := func(other string) bool { return other != "" && strings.EqualFold(other, id) }
	if same(g.Key) || same(g.Target.ID) || same(g.Target.DN) || g.Target.Name == id {
		return true
	}
	// One that disagrees has a group of its own.
	sides := slices.DeleteFunc(slices.Clone(g.Candidates), func(d report.DirectorySide) bool { return d.Disputed() })
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

// concerns reports whether the id is that of the group or of its copy, about which changes have findings of
// their own, or of one whose anchors disagree about whose copy it is.
func concerns(g *report.Group, id string) bool {
	return g.Target.ID == id || g.Directory != nil && g.Directory.GUID == id ||
		slices.ContainsFunc(g.Candidates, func(d report.DirectorySide) bool { return d.Disputed() && d.GUID == id })
}

func sameTarget(g *report.Group, f *report.Finding) bool { return g.Target.ID == f.Target.ID }

func explainControl(ctx context.Context, cfg *config, dir, id string) (*explanation, error) {
	control, err := findControl(ctx, cfg, id)
	if err != nil {
		return nil, err
	}
	record := control.Record()
	e := &explanation{Control: &record, dir: dir}
	err = replay(ctx, dir, func(r report.Record) {
		switch {
		case r.Summary != nil && r.Summary.Control == control.ID:
			e.Summary = r.Summary
		case r.Group != nil:
			e.Unjudged = append(e.Unjudged, unjudgedBy(control.ID, r.Group)...)
		}
	})
	if codeOf(err) == exitUsage {
		return e, nil
	}
	return e, err
}
