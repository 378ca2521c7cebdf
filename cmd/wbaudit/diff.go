package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/changes"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/text"
)

const diffName = "diff"

func diffCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   diffName + " OLD NEW",
		Short: "Show what changed between two snapshots",
		Long: `Show what changed between two snapshots of one tenant: settings, engines, groups, types, members, owners, copies
in the directory and the rules of Connect servers. Objects are the same by their ids, so a rename is one change. What one
of the two did not read is not compared, and says why. Changes that should not happen unnoticed are findings (DRF-01 …,
the profile drift); "wbaudit audit --previous OLD" judges them beside everything else.

With --out DIR it writes findings, workbook and page into a folder and prints a summary, as audit does.

` + formatHelp() + "\n\n" + pseudonymHelp + "\n\n" + exitHelp,
		Example: `  wbaudit diff last-month/snapshot report/snapshot
  wbaudit diff last-month/snapshot report/snapshot --out changes --fail-on high
  wbaudit diff last-month/snapshot report/snapshot --waivers waivers.yaml --fail-on medium
  wbaudit diff last-month/snapshot report/snapshot -f text,xlsx=changes.xlsx,html=changes.html`,
		Args: arguments(cobra.ExactArgs(2), "two snapshots, the older one first"),
		RunE: func(c *cobra.Command, args []string) error { return runDiff(c, t, args[0], args[1]) },
	}
	c.Flags().String("out", "", "folder for findings, workbook and page")
	c.Flags().StringP("format", "f", "", "formats to write (default text); with --out, further formats")
	c.Flags().String("fail-on", "none", "lowest severity that ends with exit code 3 or 4")
	c.Flags().String("pseudonymise", "", "file with a key: write stand-ins for names, addresses, DNs and ids")
	addSettingFlags(c, "now", "waivers", "triage", "baseline", "fail_on_new")
	return c
}

// differing is one comparison that was asked for.
type differing struct {
	before, after string
	choices       diff.Choices
	tickets       []diff.Ticket
	options       policies.Options
	change        through
	decided       decisions
	gate          *gate
}

func runDiff(c *cobra.Command, t terminal, before, after string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	options, done, err := auditOptions(c.Context(), cfg)
	if err != nil {
		return err
	}
	defer done()
	d := differing{before: before, after: after, options: options}
	if d.choices, err = cfg.choices(); err != nil {
		return err
	}
	if d.tickets, err = cfg.tickets(); err != nil {
		return err
	}
	if d.change, err = pseudonyms(c); err != nil {
		return err
	}
	if d.gate, err = d.judgedBy(c, cfg); err != nil {
		return err
	}
	dir, err := c.Flags().GetString("out")
	if err != nil {
		return err
	}
	if dir != "" {
		err = d.intoFolder(c, t, dir)
	} else {
		err = d.asAsked(c, t)
	}
	if err != nil {
		return err
	}
	return quiet(d.gate.code())
}

// judgedBy reads what was decided before, and returns the gate that decides the exit code. A baseline is only what
// a flag names: that of audits, which the configuration names, says nothing of most comparisons.
func (d *differing) judgedBy(c *cobra.Command, cfg *config) (*gate, error) {
	for _, name := range []string{"baseline", "fail-on-new"} {
		c.Flags().Lookup(name).Changed = true
	}
	var err error
	if d.decided, err = cfg.decisions(c.Context(), d.options.Catalogue); err != nil {
		return nil, err
	}
	failOn, err := c.Flags().GetString("fail-on")
	if err != nil {
		return nil, err
	}
	if d.decided.newOnly && failOn == "none" {
		return nil, usage(newOnlyNeeds)
	}
	g := newGate(failOn)
	g.newOnly = d.decided.newOnly
	return g, nil
}

// asAsked writes the formats that -f names.
func (d *differing) asAsked(c *cobra.Command, t terminal) error {
	asked, err := c.Flags().GetString("format")
	if err != nil {
		return err
	}
	if asked == "" {
		asked = "text"
	}
	requests, err := parseFormats(asked)
	if err != nil {
		return err
	}
	formats, err := openFormats(t, requests)
	if err != nil {
		return err
	}
	defer formats.discard()
	if err := d.compare(c.Context(), formats.handler()); err != nil {
		return err
	}
	return formats.publish(c.Context())
}

// intoFolder writes what an audit writes, but no snapshot: there are two, where they were.
func (d *differing) intoFolder(c *cobra.Command, t terminal, dir string) error {
	out, err := newOutput(dir)
	if err != nil {
		return err
	}
	defer out.discard()
	if err := refuseAudit(out, dir); err != nil {
		return err
	}
	if out.further, err = furtherFormats(c); err != nil {
		return err
	}
	if err := out.refuseOwnFiles(); err != nil {
		return err
	}
	if err := out.refuseDestinations(); err != nil {
		return err
	}
	out.change = d.change
	all, err := out.artifacts()
	if err != nil {
		return err
	}
	defer all.discard()
	var summary bytes.Buffer
	near := nearby(out.dir)
	places := slices.Concat(out.places(near)[:3], out.furtherPlaces())
	terminalText := text.New(&summary, text.Options{Color: colourful(t.out), Width: widthOf(t.out), Files: places})
	if err := d.compare(c.Context(), report.Tee(all.handler(), terminalText)); err != nil {
		return err
	}
	if err := all.publish(c.Context()); err != nil {
		return err
	}
	_, err = t.out.Write(summary.Bytes())
	return err
}

// refuseAudit refuses the folder of an audit, whose findings would no longer be of the snapshot beside them.
func refuseAudit(out *output, dir string) error {
	if _, err := os.Lstat(out.dir + string(os.PathSeparator) + snapshotName); !errors.Is(err, fs.ErrNotExist) {
		return usage("--out %s: the folder is that of an audit; choose an empty or new folder", dir)
	}
	return nil
}

// compare judges what changed and writes the stream to a handler, which it closes.
func (d *differing) compare(ctx context.Context, to report.Handler) (err error) {
	before, err := openSide("OLD", d.before)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, before.Close()) }()
	after, err := openSide("NEW", d.after)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, after.Close()) }()
	if err := diff.CheckComparable(after, before, d.choices, "NEW "+d.after); err != nil {
		return usage("OLD %s: %w", d.before, err)
	}
	facts, err := changes.Load(ctx, before, after, d.choices, d.tickets, nil)
	if err != nil {
		return err
	}
	changed, done := d.change.changed(to)
	defer done()
	all := d.decided.before(report.Tee(d.gate, changed))
	if _, err := policies.Compare(ctx, facts, d.options, all); err != nil {
		return d.decided.fault(err)
	}
	return all.Close()
}

// openSide opens one of the two snapshots.
func openSide(name, path string) (*snapshot.Reader, error) {
	r, err := snapshot.OpenPath(path)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}
