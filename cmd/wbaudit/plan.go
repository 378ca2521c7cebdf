package main

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

func planCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "plan STREAM",
		Short: "Write the changes that would answer findings, for you to run",
		Long: `Write an ordered plan of changes that would answer findings, and never run it. STREAM is a findings file
(.jsonl, also compressed as .zst), the folder of an audit, or - for standard input.

Each step names its object by its immutable id, is refused by itself when the object is not as the snapshot held it,
and says how it is taken back. A finding that needs a decision, or that Connect mends with its next cycle, is left to
people; one whose source is incomplete or suddenly empty is refused with the reason. Where the list of cloud groups
explains fewer than half of the anchored copies, or lacks more than half of the groups of the earlier snapshot, no copy
is deleted or emptied for want of its cloud group, whatever flags are given. Nothing is left out silently:
findings = planned + left to people + refused + waived + not selected. What steps answer only in part is left to people
with what is left of it.

Formats:
  text        the plan in words (default)
  json        the same as one document
  powershell  a script for Windows PowerShell 5.1 and later, with -WhatIf, -Confirm, -Step and -Undo
  ldif        changes of attributes and members of directory groups, for ldifde or ldapmodify
  graph-http  changes of cloud groups as requests with the answers they expect, for hurl or a reader

What cannot be undone (a deletion, V2 off, a setting that no document says can be emptied again) is refused without
--irreversible, and what would take more than half of its members out of a copy without --more-than-half.`,
		Example: `  wbaudit plan wbaudit-report
  wbaudit plan wbaudit-report --format powershell --control DIF-34 --out plan.ps1
  wbaudit plan wbaudit-report --format ldif --undo`,
		Args: arguments(cobra.ExactArgs(1), "one stream"),
		RunE: func(c *cobra.Command, args []string) error { return runPlan(c, t, args[0]) },
	}
	f := c.Flags()
	f.StringP("format", "f", plan.Text, strings.Join(plan.Formats, ", "))
	f.Int("limit", plan.DefaultLimit, "largest number of steps, each member of an emptied copy being one; a plan with more is refused")
	f.Bool("more-than-half", false, "allow steps that take more than half of its members out of a copy of more than three")
	f.Bool("irreversible", false, "allow steps that cannot be undone")
	f.Bool("undo", false, "write the steps that take the plan back, the last one first (ldif, graph-http)")
	f.StringSlice("control", nil, "plan the findings of these controls only (repeatable)")
	f.String("out", "", "file to write (default standard output)")
	addSettingFlags(c, "waivers")
	return c
}

func runPlan(c *cobra.Command, t terminal, path string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	o, err := planOptions(c)
	if err != nil {
		return err
	}
	out, err := c.Flags().GetString("out")
	if err != nil {
		return err
	}
	path = streamIn(path)
	if out != "" && path != "-" && samePlace(path, out) {
		return usage("--out %s is the stream that is read; give it another path", out)
	}
	decided, err := cfg.asked(c)
	if err != nil {
		return err
	}
	var text bytes.Buffer
	planner := plan.New(&text, o)
	if err := makePlan(c, path, decided, planner); err != nil {
		return err
	}
	if planner.Run().StandIns != "" {
		return revealFirst(path)
	}
	if out == "" {
		_, err = t.out.Write(text.Bytes())
		return err
	}
	return writePlan(c.Context(), t, out, planner.Plan(), text.Bytes())
}

// planOptions reads the flags. What the stream does not know is held to it afterwards.
func planOptions(c *cobra.Command) (o plan.Options, err error) {
	f := c.Flags()
	o.Format, err = f.GetString("format")
	limit, err2 := f.GetInt("limit")
	irreversible, err3 := f.GetBool("irreversible")
	undo, err4 := f.GetBool("undo")
	controls, err5 := f.GetStringSlice("control")
	half, err6 := f.GetBool("more-than-half")
	if err := errors.Join(err, err2, err3, err4, err5, err6); err != nil {
		return o, err
	}
	if oneOf(plan.Formats...)(o.Format) != nil {
		return o, usage("--format %q: expected one of %s", o.Format, strings.Join(plan.Formats, ", "))
	}
	if limit < 1 {
		return o, usage("--limit %d: expected 1 or more", limit)
	}
	if undo && o.Format != plan.LDIF && o.Format != plan.GraphHTTP {
		return o, usage("--undo is for --format ldif and graph-http; the PowerShell script has -Undo of its own, and text names the undo of every step")
	}
	for _, id := range controls {
		o.Controls = append(o.Controls, strings.ToUpper(strings.TrimSpace(id)))
	}
	o.Limit, o.Irreversible, o.MoreThanHalf, o.Undo = limit, irreversible, half, undo
	return o, nil
}

// makePlan reads the whole stream; only then is anything planned.
func makePlan(c *cobra.Command, path string, decided decisions, planner *plan.Planner) error {
	stream, err := openStream(path)
	if err != nil {
		return err
	}
	defer stream.Close()
	all := decided.before(planner)
	if err := report.Read(c.Context(), stream, all); err != nil {
		return decided.faultOf(path, err)
	}
	err = all.Close()
	var large *plan.TooLarge
	var unknown *plan.UnknownControl
	switch {
	case errors.As(err, &large):
		return usage("%w: name fewer controls with --control, or read more and give --limit %d", large, large.Steps)
	case errors.As(err, &unknown):
		return usage("--control %s: the stream has no such control; expected an id like CFG-01", unknown.ID)
	}
	return err
}

// writePlan writes the file for its owner only, since it names people.
func writePlan(ctx context.Context, t terminal, path string, p *plan.Plan, text []byte) error {
	a, err := newArtifact(path)
	if err != nil {
		return err
	}
	defer func() { _ = a.discard() }()
	if _, err := a.file.Write(text); err != nil {
		return a.wrap(err)
	}
	if err := a.publish(ctx); err != nil {
		return err
	}
	talk := &printer{out: t.talk}
	talk.print("%s\nwrote %s; nothing was changed\n", p.Sums(), path)
	return talk.err
}
