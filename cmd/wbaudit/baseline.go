package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/triage"
)

const defaultBaseline = "wbaudit-baseline.jsonl"

func baselineCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "baseline", Short: "Accept the findings of an audit as the baseline of the next", Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	var out string
	accept := &cobra.Command{
		Use:   "accept REPORT",
		Short: "Write the findings of an audit as a baseline",
		Long: `Write what later audits are set against with --baseline: the findings of REPORT, a findings file or the
folder of an audit, without the members that differ. A baseline accepts nothing: its findings stay open, and only
--fail-on-new looks past them while they do not grow, but for those that were waived: once their waiver ends they
count. To accept a risk, write a waiver.

An existing baseline of the same tenant is replaced; when a finding was first seen stays, and so does a finding that could
not be judged again.`,
		Example: "  wbaudit baseline accept wbaudit-report\n  wbaudit audit --export ./export --baseline " + defaultBaseline + " --fail-on-new",
		Args:    arguments(cobra.ExactArgs(1), "one report"),
		RunE: func(c *cobra.Command, args []string) error {
			counts, err := acceptBaseline(c.Context(), args[0], out)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(t.out, "%s: %d findings of tenant %s, %d of them waived; %d subjects were not evaluated%s\n",
				report.Visible(out), counts.Findings.Total(), report.Visible(counts.Run.Tenant.ID), counts.Waived, counts.Checks.NotEvaluated+counts.Checks.Errors, kept(counts.Ages.NotEvaluated))
			return err
		},
	}
	accept.Flags().StringVar(&out, "out", defaultBaseline, "file to write")
	c.AddCommand(accept)
	return c
}

// kept says how many findings of the earlier baseline stay although nothing judged them again.
func kept(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("; %s of the baseline before, not judged again, stay in it", report.Separated(n, "finding"))
}

// acceptBaseline writes the baseline beside its place and puts it there when all of the report was read.
func acceptBaseline(ctx context.Context, path, out string) (*report.Counts, error) {
	path = streamIn(path)
	if path != "-" && samePlace(path, out) {
		return nil, usage("--out %s: it would be written over the findings that are read; choose another file", out)
	}
	d := decisions{origin: "--out " + out}
	if _, err := os.Stat(out); !errors.Is(err, fs.ErrNotExist) {
		if d.baseline, err = readBaseline(ctx, d.origin, out); err != nil {
			return nil, err
		}
	}
	stream, err := openStream(path)
	if err != nil {
		return nil, err
	}
	defer stream.Close()
	file, err := createArtifact("jsonl", out)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.discard() }()
	counts := &report.Counts{}
	all := d.before(report.Tee(triage.Accept(file), counting{counts}))
	if err := report.Read(ctx, stream, all); err != nil {
		return nil, d.faultOf(path, err)
	}
	if err := all.Close(); err != nil {
		return nil, err
	}
	return counts, file.publish(ctx)
}

// counting counts a stream.
type counting struct{ counts *report.Counts }

// Handle counts r.
func (c counting) Handle(r report.Record) error {
	c.counts.Add(r)
	return nil
}

// Close does nothing.
func (c counting) Close() error { return nil }
