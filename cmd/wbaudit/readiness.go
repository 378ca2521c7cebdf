package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/policies/migration"
	"github.com/wbaudit/wbaudit/report"
)

// readinessProfiles are those that a move is judged by, whatever the configuration chooses besides.
var readinessProfiles = []string{"audit", "governance", "migration"}

const readinessName = "readiness"

func readinessCommand(t terminal, s sides) *cobra.Command {
	c := &cobra.Command{
		Use:   readinessName + " --to TARGET",
		Short: "Say which groups can move to another engine, and in which order",
		Long: `Audit by the profiles audit, governance and migration and say of every group whether it can move: ready, ready
after something, blocked, undecided, staying on V1, at the target already. Groups move in waves, none before its
child groups; groups that contain one another move at once. The answer names the controls behind it, the anchors to
copy, names and places of copies, who loses access and at which edge, the target's limits, what has to be signed
for, and ends with go, no-go, or that nothing moves. Nothing that is not known is ever ready.

  cloudsync  security groups from Connect to Cloud Sync; V1 keeps Microsoft 365 groups
  v1         Microsoft 365 groups from V2 to V1
  v2         what V2 writes as groups ask for it
  soa        groups of the directory to the cloud as their source of authority

The folder has what an audit's has, and "wbaudit report" renders its stream in any format; all of them tell the
verdict.

` + formatHelp() + `

` + pseudonymHelp + ` No snapshot is written then.

Exit codes:
  0    go; or nothing moves, which the answer says instead
  1    what was read or reached failed
  2    what you wrote is wrong: the target, flags, configuration, waivers, ids,
       the path of a snapshot
  3    no-go; or findings at or above --fail-on
  4    no-go only because of what is not known; or a control at or above --fail-on was not evaluated
       everywhere. Gaps that the configuration accepts by id and reason do not count
  130  interrupted`,
		Example: `  wbaudit readiness --to cloudsync --export ./export --out ./readiness
  wbaudit readiness --to v1 --snapshot ./report/snapshot --waivers waivers.yaml
  wbaudit report ./readiness -f xlsx=move.xlsx,md=move.md`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runReadiness(c, t, s) },
	}
	c.Flags().StringArray("to", nil, "target: cloudsync, soa, v1 or v2")
	c.Flags().Bool("resume", false, resumeMeaning)
	addSettingFlags(c, "export", "snapshot", "previous", "waivers", "triage", "baseline", "out", "fail_on_new", "profiles", "policies", "now", "collected_at", "allow_partial",
		"trust_nulls", "directory.writeback_ou", registerKey)
	c.Flags().String("fail-on", "none", "lowest severity of findings that end with exit code 3 or 4 whatever the verdict")
	c.Flags().String("pseudonymise", "", "file with a key: write stand-ins for names, addresses, DNs and ids, and no snapshot")
	c.Flags().StringP("format", "f", "", "further formats to write, besides workbook, page and findings")
	return c
}

func runReadiness(c *cobra.Command, t terminal, s sides) error {
	words, err := c.Flags().GetStringArray("to")
	if err != nil {
		return err
	}
	switch {
	case len(words) == 0 || words[0] == "":
		return usage("readiness needs --to with a target: cloudsync, soa, v1 or v2")
	case len(words) > 1:
		return usage("--to is given %d times (%s): a move has one target; run readiness for each", len(words), strings.Join(words, ", "))
	}
	to, err := diff.ParseTarget(words[0])
	if err != nil {
		return usage("flag --to: %w", err)
	}
	return runAudit(c, t, s, to)
}

// failOn is the severity that findings end with; a verdict decides by itself unless one is asked for.
func (j *judging) failOn(cfg *config) string {
	if f := cfg.flags.Lookup("fail-on"); j.target != "" && (f == nil || !f.Changed) {
		return "none"
	}
	return cfg.text("fail_on")
}

// moving puts the judgement of a move before to, where one is asked for.
func (j *judging) moving(ctx context.Context, facts *diff.Facts, g *gate, to report.Handler) (report.Handler, error) {
	if j.target == "" {
		return to, nil
	}
	g.judged = true
	h, err := migration.New(ctx, to, facts, migration.Options{Target: j.target, Accepted: j.decided.accepts, Today: j.today})
	if err != nil {
		return nil, err
	}
	j.options.Unjudged = func(u policies.Unjudged) error { return h.Unjudged(u.Key, u.Control, u.Reason) }
	return h, nil
}
