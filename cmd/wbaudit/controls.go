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
				return json.NewEncoder(t.out).Encode(catalogue.Records())
			}
			w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(w, "ID\tSEVERITY\tPROFILE\tTITLE")
			for _, control := range catalogue.Records() {
				fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", control.ID, control.Severity, control.Profile, control.Title)
			}
			return w.Flush()
		},
	}
	c.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return c
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
	for _, control := range catalogue.Records() {
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
			results, err := policies.Test(c.Context(), policies.TestOptions{Coverage: coverage})
			if err != nil {
				return err
			}
			return printTests(t, results, coverage)
		},
	}
	c.Flags().BoolVar(&coverage, "coverage", false, "print the share of rule lines that the tests reach")
	return c
}

func printTests(t terminal, results policies.Results, coverage bool) error {
	failed := 0
	for _, r := range results.Tests {
		if r.Pass {
			continue
		}
		failed++
		fmt.Fprintf(t.out, "FAIL %s.%s (%s)\n%s", r.Package, r.Name, r.Location, r.Output)
	}
	fmt.Fprintf(t.out, "%d tests, %d failed\n", len(results.Tests), failed)
	if coverage {
		for _, f := range results.Files {
			if len(f.NotCovered) > 0 {
				fmt.Fprintf(t.out, "%s: lines not covered: %v\n", f.Name, f.NotCovered)
			}
		}
		fmt.Fprintf(t.out, "coverage %.1f %% of rule lines\n", results.Coverage)
	}
	if failed > 0 {
		return quiet(exitFailed)
	}
	return nil
}
