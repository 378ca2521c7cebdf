package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
)

func configCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "config", Short: "Show the configuration", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	view := &cobra.Command{
		Use:   "view",
		Short: "Print every setting with its value, origin and meaning",
		Long: `Print every setting with its value, where that value came from, and what it means.

Precedence: flag > environment > file > default. The environment variable of a key is WBAUDIT_ and the
key in capitals with _ for each dot, such as WBAUDIT_FAIL_ON. No setting is a secret.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			if err := holdFile(c.Context(), cfg); err != nil {
				return err
			}
			return viewConfig(t, cfg)
		},
	}
	c.AddCommand(view)
	return c
}

// holdFile refuses in the file whatever an audit with it would refuse of controls, approved
// changes, accepted gaps and lists of governance.
func holdFile(ctx context.Context, cfg *config) error {
	overrides, err := cfg.controlSettings()
	if err != nil {
		return err
	}
	catalogue, done, err := cfg.controls(ctx)
	if err != nil {
		return err
	}
	defer done()
	if err := (policies.Options{Catalogue: catalogue, Settings: overrides}).Check(); err != nil {
		return usage("file %s: controls: %w", cfg.path, err)
	}
	if err := cfg.governanceLists(&diff.GovernanceChoices{}); err != nil {
		return err
	}
	if _, err := cfg.tickets(); err != nil {
		return err
	}
	return holdAccepted(cfg, catalogue)
}

func viewConfig(t terminal, cfg *config) error {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "KEY\tVALUE\tORIGIN\tMEANING")
	for _, s := range settings() {
		value := cfg.text(s.key)
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", s.key, report.Visible(value), cfg.origin(s.key), s.meaning)
	}
	for _, s := range structures() {
		given := s.given(cfg)
		for _, line := range given {
			fmt.Fprintf(w, "%s\t%s\tfile %s\t%s\n", line.key, report.Visible(line.value), cfg.path, line.meaning)
		}
		if len(given) == 0 {
			fmt.Fprintf(w, "%s\t-\tdefault\t%s\n", s.key, s.meaning)
		}
	}
	return w.Flush()
}
