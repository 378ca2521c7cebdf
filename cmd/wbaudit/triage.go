package main

import (
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/report/triage"
)

const triageHelp = `The sheet Findings of every workbook has the columns Decision, Owner, Due and Comment. People sort and filter it, write
in these columns, and save it with the program they have; "triage import" reads what they wrote.

  accept       live with the risk until Due: needs Owner, Due and Comment, and becomes a waiver
  fix          Owner mends it by Due
  investigate  Owner looks into it by Due
  dispute      the finding is wrong, and Comment says why; it counts all the same
  reopen       an earlier decision is taken back; so is one whose cells are emptied

Decisions are kept in a file of their own (--triage), with author and time. What was decided before stays in it, and so does
who took it back: the last decision on a finding counts, and "triage list --history" shows them all. Named by an audit or a report, that file fills
the columns of the next workbook, which marks every decision whose evidence has changed since. Change the comment of such
a row to confirm its decision. A finding that is reopened stays waived as long as its waiver is in force; the workbook says so.`

func triageCommand(t terminal) *cobra.Command {
	c := &cobra.Command{Use: "triage", Short: "Take decisions over from a workbook", Long: triageHelp, Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	c.AddCommand(importTriageCommand(t), listTriageCommand(t))
	return c
}

func listTriageCommand(t terminal) *cobra.Command {
	var history bool
	c := &cobra.Command{
		Use:   "list",
		Short: "List every decision with its author and time",
		Long: "List what is decided on each finding now, with its author and time. --history lists every decision that was ever recorded, in that\n" +
			"order and with its comment: those that were changed later, and those that were taken back (reopen).",
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			cfg, err := loadConfig(c)
			if err != nil {
				return err
			}
			place := cfg.place("triage")
			if place == "" {
				return usage("no file of decisions is named: give --triage FILE, or set triage in the configuration")
			}
			notes, err := readNotes(cfg.origin("triage"), place)
			if err != nil {
				return err
			}
			if history {
				return printHistory(t, notes)
			}
			return printNotes(t, notes)
		},
	}
	addSettingFlags(c, "triage")
	c.Flags().BoolVar(&history, "history", false, "list earlier decisions as well, in the order of recording")
	return c
}

func printNotes(t terminal, notes *triage.Notes) error {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "DECISION\tCONTROL\tFOR\tOWNER\tDUE\tDECIDED\tBY\tFINDING")
	for n := range notes.All() {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.12s\n", decisionWord(n.Word), oneLine(n.Control), oneLine(n.Name), oneLine(n.Owner), n.Due,
			n.Decided.UTC().Format("2006-01-02 15:04"), oneLine(n.Author), oneLine(n.Fingerprint))
	}
	return w.Flush()
}

// printHistory lists every note; the last one about a finding counts.
func printHistory(t terminal, notes *triage.Notes) error {
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "DECIDED\tBY\tDECISION\tCOUNTS\tCONTROL\tFOR\tOWNER\tDUE\tFINDING\tCOMMENT")
	for n := range notes.History() {
		counts := "no"
		if notes.Of(n.Fingerprint) == n {
			counts = "yes"
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\t%.12s\t%s\n", n.Decided.UTC().Format("2006-01-02 15:04"), oneLine(n.Author), decisionWord(n.Word), counts,
			oneLine(n.Control), oneLine(n.Name), oneLine(n.Owner), n.Due, oneLine(n.Fingerprint), oneLine(n.Comment))
	}
	return w.Flush()
}

// decisionWord is a decision, or what stands for a comment alone.
func decisionWord(word string) string {
	if word == "" {
		return "comment"
	}
	return word
}
