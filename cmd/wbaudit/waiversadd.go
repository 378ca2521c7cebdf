package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
)

// newWaiver is what waivers add is given.
type newWaiver struct {
	waiver           triage.Waiver
	finding, expires string
	maxCount         int
}

func addWaiverCommand(t terminal) *cobra.Command {
	var n newWaiver
	c := &cobra.Command{
		Use:   "add REPORT",
		Short: "Add a waiver for one finding of a report",
		Long: `Add a waiver for one finding of REPORT to the file of waivers, or begin that file. What stands in the file
stays as it is. The finding is named by the beginning of its fingerprint, at least 8 digits, and the waiver covers no
other; a count of its evidence is the highest that is accepted unless --max-count names another.`,
		Example: "  wbaudit waivers add wbaudit-report --waivers waivers.yaml --finding 1af74a33 --reason \"retired in January\" --owner \"identity team\" --expires 2027-01-31",
		Args:    arguments(cobra.ExactArgs(1), "one report"),
		RunE:    func(c *cobra.Command, args []string) error { return n.run(c, t, args[0]) },
	}
	addSettingFlags(c, "waivers", "policies", "now")
	f := c.Flags()
	f.StringVar(&n.finding, "finding", "", "beginning of the finding's fingerprint")
	f.StringVar(&n.waiver.Reason, "reason", "", "why the risk is accepted")
	f.StringVar(&n.waiver.Owner, "owner", "", "who answers for it")
	f.StringVar(&n.waiver.Approver, "approver", "", "who accepted it")
	f.StringVar(&n.waiver.Ticket, "ticket", "", "ticket of the decision")
	f.StringVar(&n.expires, "expires", "", "last day, UTC, such as 2027-01-31")
	f.IntVar(&n.maxCount, "max-count", -1, "highest count of an aggregate that is accepted")
	return c
}

func (n *newWaiver) run(c *cobra.Command, t terminal, path string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	place := cfg.place("waivers")
	if place == "" {
		return usage("no file of waivers is named: give --waivers FILE, or set waivers in the configuration")
	}
	if err := n.read(c, cfg); err != nil {
		return err
	}
	f, err := findOne(c.Context(), path, n.finding)
	if err != nil {
		return err
	}
	w := &n.waiver
	of := triage.Accepted(f)
	w.Control, w.Target, w.Finding = of.Control, of.Target, of.Finding
	if w.MaxCount == nil {
		w.MaxCount = of.MaxCount
	}
	if reason := w.Outgrown(f); reason != "" {
		return usage("--max-count %d: %s, so that the waiver would not cover it", n.maxCount, reason)
	}
	catalogue, done, err := cfg.controls(c.Context())
	if err != nil {
		return err
	}
	defer done()
	severities, err := cfg.severities(catalogue)
	if err != nil {
		return err
	}
	severity := severities(w.Control)
	switch {
	case severity == "":
		return usage("--finding %s is of %s, which is no control here: name your own controls with --policies", n.finding, w.Control)
	case triage.NeedsExpiry(severity) && w.Expires == nil:
		return usage("--expires is missing: %s is %s, and such a risk is accepted until a day", w.Control, severity)
	}
	if err := appendWaiver(place, w); err != nil {
		return err
	}
	most := ""
	if w.MaxCount != nil {
		most = fmt.Sprintf(", up to a count of %d", *w.MaxCount)
	}
	_, err = fmt.Fprintf(t.out, "%s: %s for %s is waived, finding %.8s%s\n", report.Visible(place), w.Control, report.Visible(f.Target.Name), w.Finding, most)
	return err
}

// read turns flags into a waiver.
func (n *newWaiver) read(c *cobra.Command, cfg *config) error {
	w := &n.waiver
	for flag, text := range map[string]string{"--reason": w.Reason, "--owner": w.Owner} {
		if strings.TrimSpace(text) == "" {
			return usage("%s is missing: a waiver says why, and who answers for it", flag)
		}
	}
	if n.expires != "" {
		last, err := time.Parse(time.DateOnly, n.expires)
		if err != nil {
			return usage("--expires %q: expected a day of the calendar, such as 2027-01-31", n.expires)
		}
		if text := triage.TooFar(last, cfg.today()); text != "" {
			return usage("--expires %s", text)
		}
		w.Expires = &last
	}
	if c.Flags().Changed("max-count") {
		if n.maxCount < 0 {
			return usage("--max-count %d: expected a whole number from 0", n.maxCount)
		}
		w.MaxCount = &n.maxCount
	}
	now := cfg.today()
	w.Created = &now
	return nil
}

// findOne finds the one finding of a report whose fingerprint begins so.
func findOne(ctx context.Context, path, prefix string) (*report.Finding, error) {
	if len(prefix) < shortestPrefix {
		return nil, usage("--finding %q: expected at least %d digits of a fingerprint; \"wbaudit report REPORT -f csv\" lists them", prefix, shortestPrefix)
	}
	stream, err := openStream(path)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	found := &matching{prefix: strings.ToLower(prefix)}
	if err := report.Read(ctx, stream, found); err != nil {
		return nil, err
	}
	switch {
	case found.standIns != "":
		return nil, revealFirst(path)
	case len(found.list) != 1:
		return nil, usage("--finding %s: %d findings of %s begin so, expected one", prefix, len(found.list), path)
	case found.list[0].Target.Kind == report.TargetWaiver:
		return nil, usage("--finding %s: %s is about a waiver, which is corrected and not waived", prefix, found.list[0].Control)
	}
	return found.list[0], nil
}

// matching keeps findings whose fingerprints begin with a prefix, and whether the stream holds stand-ins.
type matching struct {
	prefix   string
	standIns string
	list     []*report.Finding
}

// Handle keeps r where it is such a finding.
func (m *matching) Handle(r report.Record) error {
	if r.Run != nil {
		m.standIns = r.Run.StandIns
	}
	if r.Finding != nil && strings.HasPrefix(r.Finding.Fingerprint, m.prefix) {
		m.list = append(m.list, r.Finding)
	}
	return nil
}

// Close does nothing.
func (m *matching) Close() error { return nil }

// maxRewritten is above what readers take of any file that is rewritten, in bytes.
const maxRewritten = 256 << 20

// appendWaiver adds an entry to the file of waivers, or begins it.
func appendWaiver(path string, w *triage.Waiver) error {
	return rewrite(path, "waivers", func(text []byte) ([]byte, error) { return triage.Add(text, path, w) })
}

// rewrite replaces a file of the operator's by what change makes of its text, "" where there is none. It
// is written beside its place and put there when it is whole; what names the file in errors.
func rewrite(path, what string, change func([]byte) ([]byte, error)) error {
	text, err := readBounded(path, maxRewritten)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("reading %s: %w", what, err)
	}
	text, err = change(text)
	if err != nil {
		return usage("%w", err)
	}
	to, err := destinationOf(path)
	if err != nil {
		return err
	}
	if to.direct {
		return usage("writing %s %s: found no file; give the path of one", what, path)
	}
	path = to.path
	fresh, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".new-*")
	if err != nil {
		return fmt.Errorf("writing %s: %w", what, err)
	}
	defer os.Remove(fresh.Name())
	_, err = fresh.Write(text)
	if err := errors.Join(err, fresh.Sync(), fresh.Close()); err != nil {
		return fmt.Errorf("writing %s %s: %w", what, path, err)
	}
	if err := os.Rename(fresh.Name(), path); err != nil {
		return fmt.Errorf("writing %s: %w", what, err)
	}
	return nil
}
