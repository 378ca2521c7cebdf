package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

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
			if _, err := cfg.controlSettings(); err != nil {
				return err
			}
			return viewConfig(t, cfg)
		},
	}
	c.AddCommand(view)
	return c
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
	for _, line := range cfg.structuredLines() {
		fmt.Fprintf(w, "%s\t%s\tfile %s\t%s\n", line.key, report.Visible(line.value), cfg.path, line.meaning)
	}
	return w.Flush()
}
