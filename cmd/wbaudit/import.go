package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/report"
)

func importCommand(t terminal) *cobra.Command {
	c := &cobra.Command{
		Use:   "import EXPORT",
		Short: "Turn an export (folder or zip) into a snapshot",
		Long: `Read exported files and write a snapshot that can be audited any time later, offline.
Ends with 4 when a list of the export is partial. A list that is not there at all is named, and what needs it
is not evaluated; an export without cloud and directory side is refused.

` + exitHelp,
		Example: "  wbaudit import ./export --out ./snapshot",
		Args:    arguments(cobra.ExactArgs(1), "the folder or zip of the export"),
		RunE:    func(c *cobra.Command, args []string) error { return runImport(c, t, args[0]) },
	}
	c.Flags().String("out", "snapshot", "folder of the snapshot")
	addSettingFlags(c, "collected_at", "allow_partial", "trust_nulls")
	return c
}

func runImport(c *cobra.Command, t terminal, path string) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	e, err := collect.OpenExport(path)
	if err != nil {
		return err
	}
	defer e.Close()
	if err := oneTime(cfg, e); err != nil {
		return err
	}
	dir, err := c.Flags().GetString("out")
	if err != nil {
		return err
	}
	if err := importExport(c.Context(), cfg, e, dir); err != nil {
		return err
	}
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return err
	}
	defer r.Close()
	return quiet(printStreams(t, dir, r.Manifest(), false))
}

// mainLists are those without which an audit has little to say; import names them when they are absent.
var mainLists = []snapshot.Stream{
	snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships, snapshot.StreamDirectoryGroups, snapshot.StreamDirectoryMemberships,
}

// printStreams lists how each stream ended, absent ones only when they are wanted or among the main
// lists, says which of these are not whole, and returns the exit code.
func printStreams(t terminal, dir string, m snapshot.Manifest, absent bool) int {
	code := exitClean
	var lacking []string
	fmt.Fprintf(t.out, "Snapshot %s\n", dir)
	for _, s := range m.Streams {
		isMain := slices.Contains(mainLists, s.Name)
		if s.Status == snapshot.Absent && !absent && !isMain {
			continue
		}
		switch {
		case s.PerGroup:
			lacking = append(lacking, fmt.Sprintf("%s is partial for single groups", s.Name))
		case s.Status == snapshot.Partial || s.Status == snapshot.Absent && isMain:
			lacking = append(lacking, fmt.Sprintf("%s is %s", s.Name, s.Status))
		}
		fmt.Fprintf(t.out, "  %-24s %-9s %10d records%s\n", s.Name, s.Status, s.Records, suffix(unreadable(s)))
		if s.Status == snapshot.Partial {
			code = exitIncomplete
		}
	}
	for _, note := range m.Notes {
		fmt.Fprintf(t.out, "  note: %s\n", report.Visible(note))
	}
	if len(lacking) > 0 {
		fmt.Fprintf(t.out, "  Not whole: %s; what needs them whole is not evaluated\n", strings.Join(lacking, ", "))
	}
	return code
}

// unreadable says how many records of a list could not be read, and why the list is not whole.
func unreadable(s snapshot.StreamState) string {
	if s.Unreadable == 0 {
		return s.Reason
	}
	text := report.Thousands(s.Unreadable) + " unreadable"
	if s.Reason != "" {
		text += "; " + s.Reason
	}
	return text
}

func suffix(reason string) string {
	if reason == "" {
		return ""
	}
	return "  " + report.Visible(reason)
}
