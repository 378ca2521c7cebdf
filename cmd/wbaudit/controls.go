package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

func controlsCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "controls", Short: "List, show, test and make controls", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(listControlsCommand(t), showControlCommand(t), testControlsCommand(t), newControlCommand(t), fixturesCommand(t))
	return c
}

func listControlsCommand(t terminal) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List every control with severity, profile and title",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			catalogue, err := controlsOf(c)
			if err != nil {
				return err
			}
			if asJSON {
				return json.NewEncoder(t.out).Encode(records(catalogue))
			}
			w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "ID\tSEVERITY\tPROFILE\tTITLE")
			for _, control := range records(catalogue) {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", control.ID, control.Severity, control.Profile, control.Title)
			}
			return w.Flush()
		},
	}
	addSettingFlags(c, "policies")
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

// controlsOf returns the built-in controls and those of the setting policies, to look at.
func controlsOf(c *cobra.Command) (*policies.Catalogue, error) {
	cfg, err := loadConfig(c)
	if err != nil {
		return nil, err
	}
	catalogue, done, err := cfg.controls(c.Context())
	if err != nil {
		return nil, err
	}
	done()
	return catalogue, nil
}

func records(c *policies.Catalogue) []report.Control {
	var list []report.Control
	for _, control := range c.Controls() {
		list = append(list, control.Record())
	}
	return list
}

func showControlCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:     "show ID",
		Short:   "Show what a control judges, why, and what to do",
		Example: "  wbaudit controls show DIF-06",
		Args:    arguments(cobra.ExactArgs(1), "one control id"),
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			control, err := findControl(c.Context(), cfg, args[0])
			if err != nil {
				return err
			}
			settings, err := cfg.controlSettings()
			if err != nil {
				return err
			}
			printControl(t, control.Record())
			printSettings(t, control.Parameters, settings[control.ID])
			return nil
		},
	}
	addSettingFlags(c, "policies")
	return c
}

func findControl(ctx context.Context, cfg *config, id string) (policies.Control, error) {
	catalogue, done, err := cfg.controls(ctx)
	if err != nil {
		return policies.Control{}, err
	}
	defer done()
	var ids []string
	for _, control := range catalogue.Controls() {
		if strings.EqualFold(control.ID, id) {
			return control, nil
		}
		ids = append(ids, control.ID)
	}
	return policies.Control{}, usage("there is no control %q%s", id, nearestOf(strings.ToUpper(id), ids, `; "wbaudit controls list" lists all`))
}

func printControl(t terminal, c report.Control) {
	fmt.Fprintf(t.out, "%s  %s\nseverity %s, profile %s\n\n%s\n\nWhat to do: %s\n",
		c.ID, c.Title, c.Severity, c.Profile, strings.TrimSpace(c.Description), strings.TrimSpace(c.Remediation))
	if len(c.Requires) > 0 {
		fmt.Fprintf(t.out, "\nNeeds: %s; without them the control is not evaluated\n", strings.Join(c.Requires, ", "))
	}
	if c.Readiness != "" {
		fmt.Fprintf(t.out, "\n%s\n", readinessLine(c))
	}
	for _, f := range c.Frameworks {
		fmt.Fprintf(t.out, "%s %s\n", f.Name, f.Clause)
	}
	for _, ref := range c.References {
		fmt.Fprintln(t.out, ref)
	}
}

// printSettings tells the severity that the file chose, and lists the thresholds with what it chose for them, and
// the document that a number of Microsoft's was taken from.
func printSettings(t terminal, declared []policies.Parameter, chosen policies.Setting) {
	if chosen.Severity != "" {
		fmt.Fprintf(t.out, "\nSeverity of its gravest case, chosen in the file under controls: %s\n", chosen.Severity)
	}
	for i, p := range declared {
		if i == 0 {
			fmt.Fprintln(t.out, "\nParameters, set in the file under controls:")
		}
		fmt.Fprintf(t.out, "  %s: %v", p.Name, p.Default)
		if v, ok := chosen.Parameters[p.Name]; ok {
			fmt.Fprintf(t.out, ", chosen %v", v)
		}
		fmt.Fprintf(t.out, " (%s)\n    %s\n", p.Range(), strings.TrimSpace(p.Description))
		if p.Revision != "" {
			fmt.Fprintf(t.out, "    default from %s\n", p.Revision)
		}
	}
}

// readinessLine says what a finding means for a group that is to move.
func readinessLine(c report.Control) string {
	line := map[string]string{
		report.ReadinessBlocker: "blocked by it until it is gone",
		report.ReadinessAfter:   "ready after the remediation",
		report.ReadinessNotice:  "told, and as ready as without it",
	}[c.Readiness]
	if c.ReadinessFrom != "" {
		line += ", from severity " + c.ReadinessFrom
	}
	if len(c.Targets) > 0 {
		line += "; for the targets " + strings.Join(c.Targets, ", ")
	}
	return "In a move a group with a finding is: " + line
}

func testControlsCommand(t terminal) *cobra.Command {
	var coverage bool
	c := &cobra.Command{
		Use:   "test",
		Short: "Run the tests that stand beside the controls",
		Long: `Run the tests that stand beside the built-in controls, or, with --policies, beside your own. Ends with 1
when a test fails; with --coverage also when a rule line of a control is reached by no test.

` + ownHelp,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			results, err := cfg.testControls(c.Context())
			if err != nil {
				return err
			}
			return printTests(t, results, coverage)
		},
	}
	addSettingFlags(c, "policies")
	c.Flags().BoolVar(&coverage, "coverage", false, "print which share of its rule lines the tests of a control reach, and fail below 100 %")
	return c
}

// testControls runs the tests of the own controls, and where there are none, those of the built-in ones.
func (c *config) testControls(ctx context.Context) (policies.TestResults, error) {
	own, err := c.ownControls(ctx)
	if err != nil {
		return policies.TestResults{}, err
	}
	if own != nil {
		defer own.Close()
		results, err := own.Test(ctx, policies.TestOptions{})
		if err != nil && ctx.Err() == nil {
			err = usage("%w", err)
		}
		return results, err
	}
	catalogue, err := policies.Prove()
	if err != nil {
		return policies.TestResults{}, err
	}
	return catalogue.Test(ctx, policies.TestOptions{})
}

func printTests(t terminal, results policies.TestResults, coverage bool) error {
	failed := 0
	for _, r := range results.Tests {
		if r.Pass {
			continue
		}
		failed++
		fmt.Fprintf(t.out, "FAIL %s:%d %s.%s: %s\n", r.File, r.Line, r.Package, r.Name, r.Reason)
	}
	fmt.Fprintf(t.out, "%d tests, %d failed\n", len(results.Tests), failed)
	if failed > 0 {
		return quiet(exitFailed)
	}
	if !coverage {
		return nil
	}
	return printCoverage(t, results.Coverage)
}

func printCoverage(t terminal, coverage []policies.Coverage) error {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	reached := 0
	for _, c := range coverage {
		fmt.Fprintf(w, "%s\t%s\t%.1f %%", c.Control, c.File, c.Percent)
		if len(c.Missing) == 0 {
			reached++
		} else {
			fmt.Fprintf(w, "\tno test reaches lines %v", c.Missing)
		}
		fmt.Fprintln(w)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(t.out, "%d of %d policies with every rule line reached\n", reached, len(coverage))
	if reached < len(coverage) {
		return quiet(exitFailed)
	}
	return nil
}
