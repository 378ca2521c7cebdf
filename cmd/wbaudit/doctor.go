package main

import (
	"context"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
)

func doctorCommand(t terminal, s sides) *cobra.Command {
	var table bool
	c := &cobra.Command{
		Use:   "doctor",
		Short: "Check whether both sides can be read, and what an audit would lack",
		Long: `Check everything that a collection needs: that the endpoints answer, with which certificates, whether the clocks
agree, whether the sign-in works, which permissions the token has and which controls lack one, how old the last sync is,
and the same of the directory. Each line passes, fails or is skipped, and says what to do. Nothing is written.

Ends with 3 when a line fails.`,
		Example: `  wbaudit doctor
  wbaudit doctor --controls --profiles audit,governance`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			if s.cloud == nil {
				return errNoLive()
			}
			d := doctor{cfg: cfg, t: t, sides: s}
			return d.run(c.Context(), table)
		},
	}
	c.Flags().BoolVar(&table, "controls", false, "print for every control which permissions it needs and whether they are there")
	addSettingFlags(c, append(cloudKeys(), "profiles", "policies", "collect.owners")...)
	return c
}

// doctor checks what a collection needs.
type doctor struct {
	cfg   *config
	t     terminal
	sides sides
}

func (d *doctor) run(ctx context.Context, table bool) error {
	catalogue, done, err := d.cfg.controls(ctx)
	if err != nil {
		return err
	}
	defer done()
	chosen := chosenControls(catalogue, d.cfg)
	list, held := d.cloud(ctx)
	list = append(list, d.permissions(chosen, held)...)
	list = append(list, d.directory(ctx)...)
	code := printChecks(d.t.out, list)
	if table {
		if err := printNeeds(d.t.out, chosen, held); err != nil {
			return err
		}
	}
	return quiet(code)
}

// chosenControls are those of the chosen profiles.
func chosenControls(catalogue *policies.Catalogue, cfg *config) []policies.Control {
	var chosen []policies.Control
	for _, control := range catalogue.Controls() {
		if cfg.hasProfile(control.Profile) {
			chosen = append(chosen, control)
		}
	}
	return chosen
}

// directory lets the live directory check itself.
func (d *doctor) directory(ctx context.Context) []check {
	c := &checks{side: "Active Directory"}
	side, err := d.sides.directory(d.cfg, d.t)
	switch {
	case err != nil:
		c.fail("configuration", `"wbaudit config view" lists the settings`, "%v", err)
	case side == nil:
		c.skip("directory", "set directory.domains, or give an export of the directory with --export", "no directory is configured")
	default:
		return side.Check(ctx)
	}
	return c.list
}
