package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"
)

// terminal is where a command talks: data to out, talk to talk; answers and secrets come from in.
type terminal struct {
	in        io.Reader
	out, talk io.Writer
}

func rootCommand(t terminal, s sides) *cobra.Command {
	root := &cobra.Command{
		Use:   "wbaudit",
		Short: "Audit Microsoft Entra group writeback",
		Long: `wbaudit compares the groups of Microsoft Entra with their copies in Active Directory: which cloud
groups should be written back, which are, and whether the copy is right. It only ever reads, and
what it could not read it reports as not evaluated, never as passed.

Start with "wbaudit demo".

` + exitHelp,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if asked, _ := c.Flags().GetBool("version"); asked {
				_, err := fmt.Fprint(t.out, thisBuild())
				return err
			}
			return c.Help()
		},
	}
	// Not cobra's own flag, for whose text the digest of all controls would be made at every start.
	root.Flags().Bool("version", false, "print version, formats and policy digest")
	root.SetOut(t.out)
	root.SetErr(t.talk)
	root.PersistentFlags().String("config", "", "configuration file (default ./wbaudit.yaml, if there is one)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return usage("%w; see %q", err, c.CommandPath()+" --help")
	})
	root.AddCommand(
		demoCommand(t), auditCommand(t, s), collectCommand(t, s), doctorCommand(t, s), importCommand(t), reportCommand(t), explainCommand(t), waiversCommand(t), triageCommand(t), baselineCommand(t),
		controlsCommand(t), configCommand(t), initCommand(t), simulateCommand(t), versionCommand(t), whatifCommand(t), planCommand(t), readinessCommand(t, s), diffCommand(t), serveOwnCommand(t),
	)
	refuseUnknownNames(root)
	return root
}

// refuseUnknownNames makes a shell that completion does not know, and a command that help does not know,
// an error; cobra prints a help text and ends as if all were well.
func refuseUnknownNames(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	root.InitDefaultHelpCmd()
	for _, c := range root.Commands() {
		switch c.Name() {
		case "completion":
			c.Args = noArguments
			c.RunE = func(c *cobra.Command, _ []string) error { return c.Help() }
		case "help":
			c.Args = func(c *cobra.Command, args []string) error {
				if of, rest, _ := c.Root().Find(args); len(rest) > 0 {
					return unknownCommand(of, rest[0])
				}
				return nil
			}
		}
	}
}

// arguments wraps a cobra check so that a wrong number of arguments is a usage error.
func arguments(check cobra.PositionalArgs, names string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if check(c, args) == nil {
			return nil
		}
		return usage("%s expects %s; see %q", c.CommandPath(), names, c.CommandPath()+" --help")
	}
}

func noArguments(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.HasSubCommands() {
		return unknownCommand(c, args[0])
	}
	return usage("%s takes no arguments, found %q", c.CommandPath(), args[0])
}

func unknownCommand(c *cobra.Command, name string) error {
	c.SuggestionsMinimumDistance = 2
	if s := c.SuggestionsFor(name); len(s) > 0 {
		return usage("unknown command %q; did you mean %q?", name, s[0])
	}
	return usage("unknown command %q; see %q", name, c.CommandPath()+" --help")
}
