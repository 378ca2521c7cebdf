package main

import (
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

func controlsCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "controls", Short: "List, show and test the controls", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(listControlsCommand(t), showControlCommand(t), testControlsCommand(t))
	return c
}

func listControlsCommand(t terminal) *cobra.Command {
	var asJSON bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List every control with severity, profile and title",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			catalogue, err := policies.Load()
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
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
}

func records(c *policies.Catalogue) []report.Control {
	var list []report.Control
	for _, control := range c.Controls() {
		list = append(list, control.Record())
	}
	return list
}

func showControlCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:     "show ID",
		Short:   "Show what a control judges, why, and what to do",
		Example: "  wbaudit controls show DIF-06",
		Args:    arguments(cobra.ExactArgs(1), "one control id"),
		RunE: func(_ *cobra.Command, args []string) error {
			control, err := findControl(args[0])
			if err != nil {
				return err
			}
			printControl(t, control)
			return nil
		},
	}
}

func findControl(id string) (report.Control, error) {
	catalogue, err := policies.Load()
	if err != nil {
		return report.Control{}, err
	}
	var ids []string
	for _, control := range records(catalogue) {
		if strings.EqualFold(control.ID, id) {
			return control, nil
		}
		ids = append(ids, control.ID)
	}
	return report.Control{}, usage("there is no control %q%s", id, nearestOf(strings.ToUpper(id), ids, `; "wbaudit controls list" lists all`))
}

func printControl(t terminal, c report.Control) {
	fmt.Fprintf(t.out, "%s  %s\nseverity %s, profile %s\n\n%s\n\nWhat to do: %s\n",
		c.ID, c.Title, c.Severity, c.Profile, strings.TrimSpace(c.Description), strings.TrimSpace(c.Remediation))
	if len(c.Requires) > 0 {
		fmt.Fprintf(t.out, "\nNeeds: %s; without them the control is not evaluated\n", strings.Join(c.Requires, ", "))
	}
	for _, f := range c.Frameworks {
		fmt.Fprintf(t.out, "%s %s\n", f.Name, f.Clause)
	}
	for _, ref := range c.References {
		fmt.Fprintln(t.out, ref)
	}
}

func testControlsCommand(t terminal) *cobra.Command {
	var coverage bool
	c := &cobra.Command{
		Use:   "test",
		Short: "Run the controls' own tests",
		Args:  noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			catalogue, err := policies.Load()
			if err != nil {
				return err
			}
			results, err := catalogue.Test(c.Context(), policies.TestOptions{})
			if err != nil {
				return err
			}
			return printTests(t, results, coverage)
		},
	}
	c.Flags().BoolVar(&coverage, "coverage", false, "also fail when a rule line is reached by no test")
	return c
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
	reached := 0
	for _, c := range results.Coverage {
		if len(c.Missing) == 0 {
			reached++
			continue
		}
		fmt.Fprintf(t.out, "%s %s: no test reaches lines %v (%.1f %%)\n", c.Control, c.File, c.Missing, c.Percent)
	}
	fmt.Fprintf(t.out, "%d of %d policies with every rule line reached\n", reached, len(results.Coverage))
	if reached < len(results.Coverage) {
		return quiet(exitFailed)
	}
	return nil
}
