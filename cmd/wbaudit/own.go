package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/policies"
)

// ownHelp is what every command with own controls says of them.
const ownHelp = `Own controls (--policies) run in a process of their own, which neither reaches the network nor sees the
environment. A control that exceeds policy_limits ends the command with exit code 2 and one line that names
its file and line; nothing is written, since a report without it would pass for a whole one. The process
watches its memory itself; on Linux the kernel helps, on macOS and Windows a control that is faster than the watch may
take more for a moment.`

// serveOwnName is the hidden command that this program starts itself with.
const serveOwnName = "serve-own-controls"

func serveOwnCommand(t terminal) *cobra.Command {
	return &cobra.Command{
		Use: serveOwnName, Hidden: true, Args: noArguments,
		Short: "Judge by own controls; wbaudit starts this itself",
		RunE: func(c *cobra.Command, _ []string) error {
			return policies.ServeOwn(c.Context(), os.Stdin, t.out)
		},
	}
}

// ownControls starts the process for the controls of the setting policies; nil when there is none.
// Defects of the controls are usage errors.
func (c *config) ownControls(ctx context.Context) (*policies.Own, error) {
	dir := c.text("policies")
	if dir == "" {
		return nil, nil
	}
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("starting the process for own controls: %w", err)
	}
	own, err := policies.OpenOwn(ctx, dir, policies.Sandbox{
		Command: []string{program, serveOwnName},
		Memory:  c.count("policy_limits.memory") << 20,
		Subject: c.seconds("policy_limits.subject"), Total: c.seconds("policy_limits.total"),
	})
	if err != nil && ctx.Err() == nil {
		return nil, usage("%w", err)
	}
	return own, err
}

// controls are the built-in controls with the own ones. The caller calls the function at the end.
func (c *config) controls(ctx context.Context) (*policies.Catalogue, func(), error) {
	catalogue, err := policies.Load()
	if err != nil {
		return nil, nil, err
	}
	own, err := c.ownControls(ctx)
	if own == nil || err != nil {
		return catalogue, func() {}, err
	}
	return catalogue.With(own), own.Close, nil
}

func (c *config) seconds(key string) time.Duration {
	return time.Duration(c.count(key)) * time.Second
}

func isPositive(value string) error {
	if n, err := strconv.ParseInt(value, 10, 32); err != nil || n < 1 {
		return errors.New("expected a whole number from 1")
	}
	return nil
}
