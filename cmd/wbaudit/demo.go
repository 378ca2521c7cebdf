package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/samples"
)

const demoFolder = "wbaudit-demo"

func demoCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "demo",
		Short: "Audit the built-in sample: no network, no account",
		Long: `Audit the built-in sample and write snapshot, findings, workbook and page to ` + demoFolder + `.
The sample is an invented company in the middle of a move from Connect Sync to Cloud Sync.`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runDemo(c, t) },
	}
	c.Flags().String("out", demoFolder, "folder for snapshot, findings, workbook and page")
	return c
}

func runDemo(c *cobra.Command, t terminal) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	options, done, err := auditOptions(c.Context(), cfg)
	if err != nil {
		return err
	}
	defer done()
	choices, err := cfg.choices()
	if err != nil {
		return err
	}
	dir, err := c.Flags().GetString("out")
	if err != nil {
		return err
	}
	out, err := newOutput(dir)
	if err != nil {
		return err
	}
	defer out.discard()
	e, err := collect.OpenExportFS(samples.Demo())
	if err != nil {
		return err
	}
	if err := importExport(c.Context(), cfg, e, out.path(snapshotName)); err != nil {
		return err
	}
	// What was read earlier and decided of the operator's tenant says nothing of the demo's.
	err = auditSnapshot(c.Context(), t, cfg, judging{options: options, choices: choices}, out.path(snapshotName), out)
	// Findings are what the demo is for; they are no failure of it.
	if code := codeOf(err); err == nil || code == exitFindings || code == exitIncomplete {
		fmt.Fprintf(t.out, "  wbaudit audit --help   how to audit your own tenant\n")
		return nil
	}
	return err
}
