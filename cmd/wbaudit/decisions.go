package main

import (
	"context"
	"errors"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
)

// decisions are what the organisation decided before the run, which a stream is set against; the zero
// decisions change nothing.
type decisions struct {
	waivers *triage.List
	// accepted are the gaps that the configuration accepts.
	accepted []acceptance
	// notes are what was decided on findings, nil for nothing.
	notes *triage.Notes
	// known says whether there is a control of that id.
	known func(id string) bool
	// today is the day on which somebody asks.
	today    time.Time
	baseline *triage.Baseline
	// origin says where the baseline was named.
	origin string
	// newOnly says that only new findings decide the exit code.
	newOnly bool
}

// decisions reads what the settings name. What is wrong with a file is a usage error, with file and line
// where there is one.
func (c *config) decisions(ctx context.Context, catalogue *policies.Catalogue) (d decisions, err error) {
	if path := c.place("waivers"); path != "" {
		if d, err = c.waivers(catalogue, path); err != nil {
			return d, err
		}
	}
	if path := c.place("triage"); path != "" {
		if d.notes, err = readNotes(c.origin("triage"), path); err != nil {
			return d, err
		}
	}
	if d.accepted, err = c.acceptances(); err != nil {
		return d, err
	}
	d.newOnly, d.origin = c.flag("fail_on_new"), c.origin("baseline")
	path := c.place("baseline")
	if d.newOnly && path == "" {
		return d, usage("%s: fail_on_new needs a baseline: give --baseline STREAM, or begin one with wbaudit baseline accept", c.origin("fail_on_new"))
	}
	if path != "" {
		d.baseline, err = readBaseline(ctx, d.origin, path)
	}
	return d, err
}

// waivers reads the file of waivers at path and holds it to the controls there are.
func (c *config) waivers(catalogue *policies.Catalogue, path string) (d decisions, err error) {
	severity, err := c.severities(catalogue)
	if err != nil {
		return d, err
	}
	d.known = func(id string) bool { return severity(id) != "" }
	d.today = c.today()
	if d.waivers, err = readWaivers(c.origin("waivers"), path); err != nil {
		return d, err
	}
	if err := d.waivers.Check(severity, d.today); err != nil {
		return d, usage("%w", err)
	}
	return d, nil
}

// asked are the decisions that flags of c name. A stored stream holds those of its audit, so the
// configuration says nothing here.
func (c *config) asked(cmd *cobra.Command) (decisions, error) {
	for _, name := range []string{"waivers", "triage", "baseline", "fail-on-new"} {
		if f := cmd.Flags().Lookup(name); f != nil && !f.Changed {
			// An empty flag outranks environment and file.
			f.Changed = true
		}
	}
	if c.text("waivers") == "" {
		return c.decisions(cmd.Context(), nil)
	}
	catalogue, done, err := c.controls(cmd.Context())
	if err != nil {
		return decisions{}, err
	}
	defer done()
	return c.decisions(cmd.Context(), catalogue)
}

// severities says of a control which severity it has, that of the configuration before its own; "" for none of that id.
func (c *config) severities(catalogue *policies.Catalogue) (func(id string) string, error) {
	settings, err := c.controlSettings()
	return func(id string) string {
		control, known := catalogue.Control(id)
		if s := settings[id].Severity; s != "" && known {
			return s
		}
		return control.Severity
	}, err
}

// readWaivers reads the file that origin named.
func readWaivers(origin, path string) (*triage.List, error) {
	if err := regularFile(path); err != nil {
		return nil, usage("%s: opening waivers %s: %w", origin, path, err)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, usage("%s: opening waivers %s: %w: expected a YAML file; \"wbaudit waivers add\" begins one", origin, path, reasonOf(err))
	}
	defer f.Close()
	list, err := triage.Read(f, path)
	if err != nil {
		return nil, usage("%w", err)
	}
	return list, nil
}

// readBaseline reads the stream that origin named.
func readBaseline(ctx context.Context, origin, path string) (*triage.Baseline, error) {
	if err := regularFile(path); err != nil {
		return nil, usage("%s: opening the baseline %s: %w", origin, path, err)
	}
	stream, err := openStream(path)
	if err != nil {
		return nil, usage("%s: %w: expected the stream of an earlier audit", origin, err)
	}
	defer stream.Close()
	b, err := triage.ReadBaseline(ctx, stream)
	if err != nil && ctx.Err() == nil {
		return nil, usage("%s: baseline %s: %w", origin, path, err)
	}
	return b, err
}

// reasonOf is what the system said of a path, without the path.
func reasonOf(err error) error {
	var reason *os.PathError
	if errors.As(err, &reason) {
		return reason.Err
	}
	return err
}

// accepts reports whether a gap of a control was accepted with this reason.
func (d *decisions) accepts(control, reason string) bool {
	return slices.Contains(d.accepted, acceptance{Control: control, Reason: reason})
}

// before puts the decisions between a stream and what takes it. Waivers come first, so that findings
// about them have an age as well, and can be decided on.
func (d *decisions) before(h report.Handler) report.Handler {
	if d.notes != nil {
		h = triage.NewDecisions(h, d.notes)
	}
	if d.baseline != nil {
		h = triage.NewAges(h, d.baseline)
	}
	if d.waivers != nil {
		h = triage.NewWaivers(h, d.waivers, d.today, d.known)
	}
	if len(d.accepted) > 0 {
		h = report.NewAcceptances(h, d.accepts)
	}
	return &named{h, d}
}

// named keeps what names people and groups apart from a stream that holds stand-ins for them: it would meet nothing there,
// and what it names would stand beside them in clear.
type named struct {
	report.Handler
	decided *decisions
}

// errStandIns says that a stream holds stand-ins where names and ids are needed, errBaselineStandIns that a baseline does.
var (
	errStandIns         = errors.New("it holds stand-ins in place of names and ids")
	errBaselineStandIns = errors.New("the baseline holds other stand-ins than the findings")
)

// Handle passes r on.
func (n *named) Handle(r report.Record) error {
	if r.Run != nil {
		if err := n.decided.fits(r.Run.StandIns); err != nil {
			return err
		}
	}
	return n.Handler.Handle(r)
}

// fits refuses decisions that do not name what a stream names. A baseline may hold stand-ins of the same key, "" for none.
func (d *decisions) fits(standIns string) error {
	switch {
	case standIns != "" && (d.waivers != nil || d.notes != nil):
		return errStandIns
	case d.baseline == nil || d.baseline.Run.StandIns == standIns:
		return nil
	case d.baseline.Run.StandIns == "":
		return errStandIns
	}
	return errBaselineStandIns
}

const howToReveal = "turn them back first with wbaudit report STREAM --reveal KEYFILE -f jsonl=FILE"

// revealFirst refuses the stream at path, which holds stand-ins.
func revealFirst(path string) error {
	return usage("%s holds stand-ins in place of names and ids; %s", path, howToReveal)
}

// faultOf is fault for the stream at path, which may hold stand-ins for what the decisions name.
func (d *decisions) faultOf(path string, err error) error {
	if errors.Is(err, errStandIns) {
		return revealFirst(path)
	}
	return d.fault(err)
}

// fault makes a baseline or decisions of another tenant, or a baseline of stand-ins, the operator's error.
func (d *decisions) fault(err error) error {
	if errors.Is(err, errBaselineStandIns) {
		return usage("%s: %w; %s", d.origin, err, howToReveal)
	}
	var notes *triage.ForeignNotes
	if errors.As(err, &notes) {
		return usage("%w", notes)
	}
	var foreign *triage.TenantError
	if errors.As(err, &foreign) {
		return usage("%s: %w", d.origin, foreign)
	}
	return err
}
