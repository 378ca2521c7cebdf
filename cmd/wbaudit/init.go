package main

import (
	"io"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/connect"
)

func initCommand(t terminal) *cobra.Command {
	var form string
	c := &cobra.Command{
		Use:   "init",
		Short: "Print a script that makes a complete export",
		Long: `Print a script that reads both sides and writes a complete export, ready for "wbaudit audit --export".
The script only reads. "powershell" needs the Microsoft.Graph module and ldifde, "curl" needs curl and ldapsearch.`,
		Example: "  wbaudit init --export-script powershell > export.ps1",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if form == "" {
				return usage("init needs --export-script powershell or --export-script curl")
			}
			script, err := connect.ExportScript(form)
			if err != nil {
				return usage("--export-script: %w", err)
			}
			_, err = io.WriteString(t.out, script)
			return err
		},
	}
	c.Flags().StringVar(&form, "export-script", "", "form of the script: powershell or curl")
	return c
}
