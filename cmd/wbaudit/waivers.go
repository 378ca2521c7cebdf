package main

import (
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
)

const waiversHelp = `A waiver is a risk that somebody accepted until a day: a YAML file, named by --waivers or the setting, holds

  waivers:
    - control: DIF-24
      target: 1b4e28ba-2fa1-41d2-883f-0016d3cca427   # id of a group, or tenant; name: "Project *" for names
      finding: 3f1a6f5e0d4c4b6a9c1e2d7b8a905f43      # fingerprint; without it all findings about the target
      reason: The group is retired in January
      owner: identity team
      approver: head of infrastructure
      ticket: CHG-1042
      created: 2026-11-01
      expires: 2027-01-31                            # last day, UTC; needed for high and critical controls
      max_count: 40                                  # of an aggregate; growth beyond it counts again

What is waived stays in every format and does not count for --fail-on. What expired, is unused, unknown, there
twice, too broad or outgrown is a finding (WVR-01 to WVR-06).`

func waiversCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "waivers", Short: "Check, list and add accepted risks", Long: waiversHelp, Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(checkWaiversCommand(t), listWaiversCommand(t), addWaiverCommand(t))
	return c
}

func checkWaiversCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "check REPORT",
		Short: "Say what is wrong with the waivers, one line each",
		Long: `Set the waivers against REPORT, a findings file or the folder of an audit, and print what is wrong with them,
with file and line. Ends with 3 when anything is, with 2 when the file cannot be read as waivers.`,
		Args: arguments(cobra.ExactArgs(1), "one report"),
		RunE: func(c *cobra.Command, args []string) error {
			seen, err := weigh(c, args[0])
			if err != nil {
				return err
			}
			for _, f := range seen.faults {
				fmt.Fprintf(t.out, "%s  %-8s %s\n", f.Control, f.Severity, oneLine(f.Message))
			}
			for _, s := range seen.blind {
				fmt.Fprintf(t.out, "%s  not evaluated: %s\n", s.Control, oneLine(s.Reason))
			}
			fmt.Fprintf(t.out, "%s, %s about them; they cover %s of the report\n",
				report.Several(len(seen.list.Waivers), "waiver"), report.Several(len(seen.faults), "finding"), report.Several(seen.covered, "finding"))
			if len(seen.faults) > 0 {
				return quiet(exitFindings)
			}
			return nil
		},
	}
	addSettingFlags(c, "waivers", "policies")
	return c
}

// weighed is what waivers came to on a report.
type weighed struct {
	list    *triage.List
	faults  []*report.Finding
	blind   []*report.Summary
	covered int
}

// Handle keeps what is about waivers.
func (w *weighed) Handle(r report.Record) error {
	switch f := r.Finding; {
	case f != nil && f.Target.Kind == report.TargetWaiver:
		w.faults = append(w.faults, f)
	case f != nil && f.Waiver != nil:
		w.covered++
	case r.Summary != nil && r.Summary.NotEvaluated > 0 && triage.IsAboutWaivers(r.Summary.Control):
		w.blind = append(w.blind, r.Summary)
	}
	return nil
}

// Close does nothing.
func (w *weighed) Close() error { return nil }

func weigh(c *cobra.Command, path string) (*weighed, error) {
	cfg, err := loadConfig(c)
	if err != nil {
		return nil, err
	}
	d, err := cfg.waiversOnly(c.Context())
	if err != nil {
		return nil, err
	}
	stream, err := openStream(path)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	w := &weighed{list: d.waivers}
	h := d.before(w)
	if err := report.Read(c.Context(), stream, h); err != nil {
		return nil, d.faultOf(path, err)
	}
	return w, h.Close()
}

// waiversOnly reads the waivers that the settings name, which must name some.
func (c *config) waiversOnly(ctx context.Context) (decisions, error) {
	path := c.place("waivers")
	if path == "" {
		return decisions{}, usage("no file of waivers is named: give --waivers FILE, or set waivers in the configuration")
	}
	catalogue, done, err := c.controls(ctx)
	if err != nil {
		return decisions{}, err
	}
	defer done()
	return c.waivers(catalogue, path)
}

// today is the time that was given to judge by, else the clock's: no snapshot says it here.
func (c *config) today() time.Time {
	if now := c.moment("now"); now != nil {
		return *now
	}
	return clock().UTC()
}

// clock is a variable for tests, whose waivers must not end with the years.
var clock = time.Now

func listWaiversCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "list",
		Short: "List every waiver with its state",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			d, err := cfg.waiversOnly(c.Context())
			if err != nil {
				return err
			}
			return printWaivers(t, d, cfg.today())
		},
	}
	addSettingFlags(c, "waivers", "policies", "now")
	return c
}

func printWaivers(t terminal, d decisions, now time.Time) error {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "LINE\tCONTROL\tFOR\tSTATE\tOWNER\tTICKET\tREASON")
	for i := range d.waivers.Waivers {
		one := &d.waivers.Waivers[i]
		state := "no end"
		switch {
		case !d.known(one.Control):
			state = "unknown control"
		case one.Early(now):
			state = "not yet, from " + one.Created.Format(time.DateOnly)
		case one.Expired(now):
			state = "expired " + one.Expires.Format(time.DateOnly)
		case one.Expires != nil:
			state = "until " + one.Expires.Format(time.DateOnly)
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", strconv.Itoa(one.Line), oneLine(one.Control), oneLine(one.About()), state, oneLine(one.Owner), oneLine(one.Ticket), oneLine(one.Reason))
	}
	return w.Flush()
}
