package main

import (
	"context"
	"errors"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/diff/whatif"
	"github.com/wbaudit/wbaudit/report"
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
groups inside it, too; that somebody keeps a right by another way is not looked at. A copy that is updated again
loses whoever is in it and would not be written.

A stream (-f jsonl) has a record whatif with what was assumed, one effect for each subject that changes, is undecided
or rests on a weaker reading than before, and totals, every number of which is counted again from the effects when
"wbaudit report" renders it.

` + helpOf(effectFormats()) + "\n\n" + pseudonymHelp,
		Example: `  wbaudit whatif --snapshot report/snapshot --v2 off
  wbaudit whatif --snapshot report/snapshot --setting NewUnifiedGroupWritebackDefault=false --member-limit v1=50000
  wbaudit whatif --snapshot report/snapshot --group 3a5c3221-c465-48c0-95b8-e9305786a271:isEnabled=false --full
  wbaudit whatif --snapshot report/snapshot --v1 off --v2 off -f text,jsonl=whatif.jsonl,csv=whatif.csv
  wbaudit report whatif.jsonl -f md`,
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
	f.StringP("format", "f", "text", "formats to write")
	f.String("pseudonymise", "", "file with a key: write stand-ins for names, addresses, DNs and ids")
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
	requests, err := parseOf(format, effectFormats())
	if err != nil {
		return err
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
	change, err := effectPseudonyms(c)
	if err != nil {
		return err
	}
	files, err := openEffects(t, requests, full)
	if err != nil {
		return err
	}
	defer files.discard()
	if err := assume(c.Context(), cfg.text("snapshot"), choices, assumed, change(files.handler())); err != nil {
		return err
	}
	return files.publish(c.Context())
}

// assume loads the snapshot at path and writes what the assumption does to it.
func assume(ctx context.Context, path string, choices diff.Choices, assumed assumed, to report.EffectHandler) (err error) {
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
	if err := to.HandleEffect(report.EffectRecord{Whatif: &head}); err != nil {
		return err
	}
	totals, err := whatif.Compare(ctx, facts, after, func(e *whatif.Effect) error {
		return to.HandleEffect(report.EffectRecord{Effect: effectOf(e)})
	})
	if err != nil {
		return err
	}
	sum := report.EffectTotals(totals)
	if err := to.HandleEffect(report.EffectRecord{Totals: &sum}); err != nil {
		return err
	}
	return to.Close()
}

func headOf(f *diff.Facts, a *assumed) report.Whatif {
	return report.Whatif{
		Format: report.Format, Version: buildVersion(), TenantID: f.TenantID(), TenantName: f.TenantName(), CollectedAt: f.Manifest().CollectedAt,
		SnapshotDigest: f.SnapshotDigest(), Subjects: f.Len(), Assumed: append([]string{}, a.lines()...), Notes: append([]string{}, a.notes(f.TenantSubject().Tenant)...),
	}
}

// effectOf is how the stream shows an effect.
func effectOf(e *whatif.Effect) *report.Effect {
	people := make([]report.EffectPerson, 0, len(e.People))
	for _, p := range e.People {
		people = append(people, report.EffectPerson(p))
	}
	return &report.Effect{
		Key: e.Key, CloudID: e.CloudID, Name: e.Name, Kind: string(e.Kind), Copies: e.Copies, HasCopy: string(e.HasCopy),
		Outcome: string(e.Outcome), Confidence: string(e.Confidence), Rule: e.Rule, Source: e.Source, Text: e.Text,
		Before: effectState(&e.Before), After: effectState(&e.After), Loss: string(e.Loss), People: people, PeopleWhole: e.PeopleWhole,
	}
}

func effectState(s *whatif.State) report.EffectState {
	return report.EffectState{Expected: string(s.Expected), Type: string(s.Type), Engine: string(s.Engine), Row: s.Row, Confidence: string(s.Confidence)}
}
