package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
)

func whatifCommand(t terminal) *cobra.Command {
	a := &assumptions{}
	c := &cobra.Command{
		Use:   "whatif",
		Short: "Show what a change of settings would do to the directory",
		Long: `Show, from a stored snapshot alone, what other settings would do to the directory groups: which appear, freeze
(stay and are no longer updated), are updated again, change type or are deleted, and who loses which groups. Every
line names the rule that decides, the documents behind it and the confidence. What no document tells is undecided.

Changes can be combined. Without any, nothing changes. What is read of people is who is in the copy now, through
groups inside it, too; that somebody keeps a right by another way is not looked at.

A stream (-f jsonl) has a record whatif with what was assumed, one effect for each subject that is not unchanged,
and totals, every number of which can be counted again from the effects.`,
		Example: `  wbaudit whatif --snapshot report/snapshot --v2 off
  wbaudit whatif --snapshot report/snapshot --setting NewUnifiedGroupWritebackDefault=false --member-limit v1=50000
  wbaudit whatif --snapshot report/snapshot --group 3a5c3221-c465-48c0-95b8-e9305786a271:isEnabled=false --full`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runWhatif(c, t, a) },
	}
	addSettingFlags(c, "snapshot")
	f := c.Flags()
	f.StringArrayVar(&a.settings, "setting", nil, "NewUnifiedGroupWritebackDefault=true or =false")
	f.StringArrayVar(&a.v1, "v1", nil, "V1 of Connect Sync is on or off")
	f.StringArrayVar(&a.v2, "v2", nil, "V2 of Connect Sync is on or off")
	f.StringArrayVar(&a.cloudSync, "cloudsync", nil, "Cloud Sync provisioning to AD is on or off")
	f.StringArrayVar(&a.limits, "member-limit", nil, "ENGINE=N: v1, v2_m365, v2_security or cloudsync writes groups of up to N members (repeatable)")
	f.StringArrayVar(&a.groups, "group", nil, "ID:isEnabled=BOOL,onPremisesGroupType=TYPE of one group, by cloud id (repeatable)")
	f.Bool("full", false, "list all groups and people")
	f.StringP("format", "f", "text", "text, json or jsonl")
	return c
}

func runWhatif(c *cobra.Command, t terminal, a *assumptions) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	format, err := c.Flags().GetString("format")
	if err != nil {
		return err
	}
	full, err := c.Flags().GetBool("full")
	if err != nil {
		return err
	}
	if oneOf("text", "json", "jsonl")(format) != nil {
		return usage("--format %q: expected text, json or jsonl", format)
	}
	if cfg.text("snapshot") == "" {
		return usage(`whatif needs --snapshot with the folder of a stored snapshot; "wbaudit audit" and "wbaudit demo" write one`)
	}
	assumed, err := a.parse()
	if err != nil {
		return err
	}
	choices, err := cfg.choices()
	if err != nil {
		return err
	}
	return assume(c.Context(), t, cfg.text("snapshot"), choices, assumed, format, full)
}

// assume loads the snapshot at path and writes what the assumption does to it.
func assume(ctx context.Context, t terminal, path string, choices diff.Choices, assumed assumed, format string, full bool) (err error) {
	r, err := snapshot.OpenPath(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	facts, err := diff.Load(ctx, r, choices)
	if err != nil {
		return err
	}
	if err := assumed.possible(facts); err != nil {
		return err
	}
	after, err := facts.Assume(assumed.Assumption)
	if err != nil {
		return usage("%w", err)
	}
	head := headOf(facts, &assumed)
	out := bufio.NewWriter(t.out)
	switch format {
	case "jsonl":
		err = streamEffects(ctx, json.NewEncoder(out), head, facts, after)
	case "json":
		err = documentEffects(ctx, json.NewEncoder(out), head, facts, after)
	default:
		err = printEffects(ctx, out, head, facts, after, full)
	}
	return errors.Join(err, out.Flush())
}

// whatifFormat is the version of the records.
const whatifFormat = 1

// whatifHead says what was assumed of which snapshot.
type whatifHead struct {
	Format         int      `json:"format"`
	Version        string   `json:"version"`
	TenantID       string   `json:"tenant_id"`
	SnapshotDigest string   `json:"snapshot_digest"`
	Assumed        []string `json:"assumed"`
	Notes          []string `json:"notes"`
}

func headOf(f *diff.Facts, a *assumed) whatifHead {
	return whatifHead{
		Format: whatifFormat, Version: buildVersion(), TenantID: f.TenantID(), SnapshotDigest: f.SnapshotDigest(),
		Assumed: a.lines(), Notes: a.notes(f.TenantSubject().Tenant),
	}
}

// whatifRecord is one line of the stream; exactly one field is set.
type whatifRecord struct {
	Whatif *whatifHead    `json:"whatif,omitempty"`
	Effect *whatif.Effect `json:"effect,omitempty"`
	Totals *whatif.Totals `json:"totals,omitempty"`
}

func streamEffects(ctx context.Context, out *json.Encoder, head whatifHead, facts *diff.Facts, after *diff.Overlay) error {
	if err := out.Encode(whatifRecord{Whatif: &head}); err != nil {
		return err
	}
	totals, err := whatif.Compare(ctx, facts, after, func(e *whatif.Effect) error { return out.Encode(whatifRecord{Effect: e}) })
	if err != nil {
		return err
	}
	return out.Encode(whatifRecord{Totals: &totals})
}

// documentEffects writes one document, for which all effects are held in memory.
func documentEffects(ctx context.Context, out *json.Encoder, head whatifHead, facts *diff.Facts, after *diff.Overlay) error {
	effects := []*whatif.Effect{}
	totals, err := whatif.Compare(ctx, facts, after, func(e *whatif.Effect) error {
		effects = append(effects, e)
		return nil
	})
	if err != nil {
		return err
	}
	out.SetIndent("", "  ")
	return out.Encode(struct {
		Whatif  whatifHead       `json:"whatif"`
		Effects []*whatif.Effect `json:"effects"`
		Totals  whatif.Totals    `json:"totals"`
	}{head, effects, totals})
}

func printEffects(ctx context.Context, out *bufio.Writer, head whatifHead, facts *diff.Facts, after *diff.Overlay, full bool) error {
	digest := newEffectDigest(full)
	totals, err := whatif.Compare(ctx, facts, after, digest.add)
	if err != nil {
		return err
	}
	p := effectPrinter{printer: printer{out: out}, effectDigest: digest}
	p.whatif(&head, &totals)
	return p.err
}
