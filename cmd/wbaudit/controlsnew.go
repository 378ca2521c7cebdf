package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
)

func newControlCommand(t terminal) *cobra.Command {
	kind := string(policies.KindGroup)
	c := &cobra.Command{
		Use:   "new ID",
		Short: "Make an own control with its tests, ready to be edited",
		Long: `Make folder, policy and tests of an own control below --policies. What is made passes "controls test" at
once. The id is a prefix of your own with three or four capitals, a hyphen and two digits, such as ACME-01;
the prefixes of built-in controls are refused, so that no later version takes an id of yours.`,
		Example: "  wbaudit controls new ACME-01 --policies my-policies",
		Args:    arguments(cobra.ExactArgs(1), "one control id"),
		RunE: func(c *cobra.Command, args []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			dir := cfg.text("policies")
			if dir == "" {
				return usage("controls new needs --policies, the folder of your own controls")
			}
			paths, err := policies.NewControl(dir, args[0], policies.Kind(kind))
			if err != nil {
				return usage("%w", err)
			}
			for _, path := range paths {
				fmt.Fprintln(t.out, path)
			}
			fmt.Fprintf(t.out, "Edit both, and run: wbaudit controls test --policies %s --coverage\n", dir)
			return nil
		},
	}
	addSettingFlags(c, "policies")
	c.Flags().StringVar(&kind, "kind", kind, "what the control judges: group or tenant")
	return c
}

func fixturesCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use:     "fixtures NAME",
		Short:   "Print a complete subject that tests of controls start from",
		Example: "  wbaudit controls fixtures security_group_written",
		Args:    arguments(cobra.ExactArgs(1), "the name of a fixture"),
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := policies.Fixture(args[0])
			if err != nil {
				return usage("%w", err)
			}
			_, err = fmt.Fprintf(t.out, "%s\n", text)
			return err
		},
	}
}
