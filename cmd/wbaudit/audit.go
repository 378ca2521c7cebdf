package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/text"
)

func auditCommand(t terminal, s sides) *cobra.Command {
	c := &cobra.Command{
		Use:   "audit",
		Short: "Audit a tenant, an export or a stored snapshot",
		Long: `Audit exported files (--export), a stored snapshot (--snapshot) or, without either, the tenant that the
configuration names, which is read live as by "wbaudit collect". Writes snapshot, findings, workbook and page
into a folder and prints a summary. An existing folder is replaced file by file after everything succeeded.
Further formats (-f) are written into the folder as well, or to the path given.

` + formatHelp() + `

` + pseudonymHelp + ` No snapshot is written then.

` + ownHelp + `

` + exitHelp,
		Example: `  wbaudit audit --export ./export --out ./report
  wbaudit audit --snapshot ./report/snapshot --fail-on critical
  wbaudit audit --export ./export --previous ./last-month/snapshot
  wbaudit audit --export ./export --waivers waivers.yaml --baseline wbaudit-baseline.jsonl --fail-on-new
  wbaudit audit --export ./export -f sarif,junit=results.xml`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runAudit(c, t, s, "") },
	}
	c.Flags().Bool("resume", false, resumeMeaning)
	addSettingFlags(c, "export", "snapshot", "previous", "waivers", "triage", "baseline", "out", "fail_on", "fail_on_new", "profiles", "policies", "now", "collected_at", "allow_partial",
		"trust_nulls", "directory.writeback_ou", registerKey)
	c.Flags().String("pseudonymise", "", "file with a key: write stand-ins for names, addresses, DNs and ids, and no snapshot")
	c.Flags().StringP("format", "f", "", "further formats to write, besides workbook, page and findings")
	return c
}

// addSettingFlags gives c a flag for each setting named; its help and default are the setting's.
func addSettingFlags(c *cobra.Command, keys ...string) {
	for _, key := range keys {
		for _, s := range settings() {
			if s.key != key {
				continue
			}
			if s.preset == "true" || s.preset == "false" {
				c.Flags().Bool(flagName(key), s.preset == "true", s.meaning)
			} else {
				c.Flags().String(flagName(key), s.preset, s.meaning)
			}
		}
	}
}

// runAudit audits, and says of every group whether it can move where a target is given.
func runAudit(c *cobra.Command, t terminal, s sides, to diff.Target) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	export, stored := cfg.text("export"), cfg.text("snapshot")
	if err := oneInput(cfg, export, stored); err != nil {
		return err
	}
	if err := onlyWithExport(c, stored); err != nil {
		return err
	}
	options, done, err := auditOptions(c.Context(), cfg)
	if err != nil {
		return err
	}
	defer done()
	choices, err := cfg.choices()
	if err != nil {
		return err
	}
	if to != "" {
		choices.Move = cfg.move(to)
	}
	earlier, err := cfg.previous()
	if err != nil {
		return err
	}
	decided, err := cfg.decisions(c.Context(), options.Catalogue)
	if err != nil {
		return err
	}
	out, err := auditOutput(c, cfg)
	if err != nil {
		return err
	}
	defer out.discard()
	switch {
	case export != "":
		stored, err = importFolder(c.Context(), cfg, export, out)
	case stored != "":
		err = out.keepSnapshot(stored)
	default:
		stored = out.path(snapshotName)
		l := live{cfg: cfg, t: t, sides: s, resume: isResumed(c)}
		err = l.collect(c.Context(), stored, spoolOf(out.dir))
	}
	if err != nil {
		return err
	}
	return auditSnapshot(c.Context(), t, cfg, judging{options, choices, earlier, decided, to, cfg.today()}, stored, out)
}

// auditOutput is where the answers go; without an error the caller discards it at the end.
func auditOutput(c *cobra.Command, cfg *config) (*output, error) {
	out, err := newOutput(cfg.text("out"))
	if err != nil {
		return nil, err
	}
	if err := out.prepare(c); err != nil {
		out.discard()
		return nil, err
	}
	return out, nil
}

// prepare reads what else is to be written, and refuses what must not be.
func (o *output) prepare(c *cobra.Command) (err error) {
	if o.further, err = furtherFormats(c); err != nil {
		return err
	}
	if err := o.refuseOwnFiles(); err != nil {
		return err
	}
	if err := o.refuseDestinations(); err != nil {
		return err
	}
	if o.change, err = pseudonyms(c); err != nil {
		return err
	}
	return o.refuseSnapshot()
}

// oneInput refuses an audit of two things at once, or of none.
func oneInput(cfg *config, export, stored string) error {
	switch {
	case export != "" && stored != "":
		return usage("%s takes one of --export and --snapshot, not both", cfg.command)
	case export == "" && stored == "" && cfg.text("tenant.id") == "":
		return usage(`%s needs one of --export and --snapshot, or a configuration that names a tenant ("wbaudit init" writes one); "wbaudit demo" shows an audit without any`, cfg.command)
	}
	return nil
}

// onlyWithExport refuses flags that say how files are read, for a snapshot, in which everything was
// read before.
func onlyWithExport(c *cobra.Command, stored string) error {
	for _, name := range []string{"collected-at", "allow-partial", "trust-nulls"} {
		if stored != "" && c.Flags().Changed(name) {
			return usage("flag --%s says how an export is read, and a snapshot was read before: give it with --export, or leave it out", name)
		}
	}
	return nil
}

// importFolder imports the export at path into the output's snapshot and returns where that is.
func importFolder(ctx context.Context, cfg *config, path string, out *output) (string, error) {
	e, err := collect.OpenExport(path)
	if err != nil {
		return "", err
	}
	defer e.Close()
	if err := oneTime(cfg, e); err != nil {
		return "", err
	}
	dir := out.path(snapshotName)
	return dir, importExport(ctx, cfg, e, dir)
}

// auditOptions turns settings into the evaluator's options; wrong ids and parameters are usage errors.
// Without an error, the caller calls the function after the audit.
func auditOptions(ctx context.Context, cfg *config) (policies.Options, func(), error) {
	overrides, err := cfg.controlSettings()
	if err != nil {
		return policies.Options{}, nil, err
	}
	o := policies.Options{Settings: overrides, Now: cfg.moment("now"), Version: buildVersion()}
	catalogue, done, err := cfg.controls(ctx)
	if err != nil {
		return o, nil, err
	}
	o.Catalogue, o.Profiles = catalogue, cfg.profiles()
	if err := holdOptions(cfg, o); err != nil {
		done()
		return o, nil, err
	}
	return o, done, nil
}

// holdOptions refuses controls, parameters and profiles that the catalogue does not have.
func holdOptions(cfg *config, o policies.Options) error {
	if err := (policies.Options{Catalogue: o.Catalogue, Settings: o.Settings}).Check(); err != nil {
		return usage("file %s: controls: %w", cfg.path, err)
	}
	if err := o.Check(); err != nil {
		return usage("%s: %w", cfg.origin("profiles"), err)
	}
	if err := holdAccepted(cfg, o.Catalogue); err != nil {
		return err
	}
	return refuseEmpty(o.Catalogue, o.Profiles)
}

// holdAccepted refuses entries under accept that are malformed or name a control that the catalogue
// does not have: what nothing matches would silently accept nothing.
func holdAccepted(cfg *config, catalogue *policies.Catalogue) error {
	accepted, err := cfg.acceptances()
	if err != nil {
		return err
	}
	for i, a := range accepted {
		if _, ok := catalogue.Control(a.Control); !ok {
			return usage("file %s: accept, entry %d: there is no control %q: take an id from wbaudit controls list", cfg.path, i+1, a.Control)
		}
	}
	return nil
}

// refuseEmpty refuses a profile without controls: an audit by it would say nothing and look green.
func refuseEmpty(catalogue *policies.Catalogue, profiles []string) error {
	for _, profile := range profiles {
		if !slices.ContainsFunc(catalogue.Controls(), func(c policies.Control) bool { return c.Profile == profile }) {
			return usage("profile %q has no controls: an audit by it would say nothing", profile)
		}
	}
	return nil
}

// judging is by what a snapshot is judged.
type judging struct {
	options  policies.Options
	choices  diff.Choices
	previous previous
	decided  decisions
	// target is where groups are to move; "" judges no move.
	target diff.Target
	// today is the time at which somebody asks.
	today time.Time
}

// auditSnapshot judges the snapshot at path, publishes every artifact and prints the summary.
func auditSnapshot(ctx context.Context, t terminal, cfg *config, by judging, path string, out *output) error {
	gate := newGate(by.failOn(cfg))
	gate.newOnly = by.decided.newOnly
	var summary bytes.Buffer
	dir := nearby(out.dir)
	terminalText := text.New(&summary, text.Options{Color: colourful(t.out), Width: widthOf(t.out), In: dir, Files: append(out.places(dir), out.furtherPlaces()...)})
	all, err := out.artifacts()
	if err != nil {
		return err
	}
	defer all.discard()
	changed, done := out.change.changed(report.Tee(all.handler(), terminalText))
	defer done()
	if err := judgeInto(ctx, by, path, gate, report.Tee(gate, changed)); err != nil {
		return by.decided.fault(err)
	}
	if err := out.dropSnapshot(); err != nil {
		return err
	}
	if err := all.publish(ctx); err != nil {
		return err
	}
	if err := writeSummary(t.out, summary.Bytes()); err != nil {
		return err
	}
	return quiet(gate.code())
}

// writeSummary writes what stands beside the files that were asked for, which are in their places by now: that
// its reader went away, as of wbaudit audit | head -1, must not hide how the audit ended.
func writeSummary(out io.Writer, summary []byte) error {
	signal.Ignore(syscall.SIGPIPE)
	if _, err := out.Write(summary); err != nil && !errors.Is(err, syscall.EPIPE) {
		return fmt.Errorf("writing the summary: %w; the files are written", err)
	}
	return nil
}

// judgeInto runs the audit of the snapshot at path once into to, with what was decided before, and closes it.
func judgeInto(ctx context.Context, by judging, path string, g *gate, to report.Handler) (err error) {
	r, err := snapshot.OpenPath(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	facts, err := by.load(ctx, r)
	if err != nil {
		return err
	}
	if to, err = by.moving(ctx, facts, g, to); err != nil {
		return err
	}
	all := by.decided.before(to)
	if _, err := policies.Audit(ctx, facts, by.options, all); err != nil {
		return err
	}
	return all.Close()
}

// places says what the folder of an audit holds.
func (o *output) places(dir string) []string {
	lines := []string{
		fmt.Sprintf("%-15s open in a browser: search, filter, one group's own view", pageName),
		fmt.Sprintf("%-15s workbook: every finding, group and member difference", workbookName),
		fmt.Sprintf("%-15s the findings as JSON Lines; any format can be made from it", streamName),
	}
	if o.change != nil {
		return lines
	}
	return append(lines, fmt.Sprintf("%-15s what was read; audit it again with --snapshot %s", snapshotName+string(filepath.Separator), filepath.Join(dir, snapshotName)))
}

// nearby returns the path as it is seen from the working directory, where that is shorter.
func nearby(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	if relative, err := filepath.Rel(here, path); err == nil && len(relative) < len(path) {
		return relative
	}
	return path
}
