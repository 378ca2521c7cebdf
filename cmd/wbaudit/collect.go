package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const resumeMeaning = "go on with a collection that broke off within the last 12 hours, from its last finished list"

// cloudKeys are the settings of the cloud side, which every command that asks it takes as flags.
func cloudKeys() []string {
	return []string{"tenant.id", "cloud.name", "cloud.sign_in", "cloud.client_id"}
}

func collectCommand(t terminal, s sides) *cobra.Command {
	c := &cobra.Command{
		Use:   "collect",
		Short: "Read a tenant and its directory into a snapshot",
		Long: `Read Microsoft Graph and Active Directory into a snapshot that can be audited any time later, offline. Nothing
is written to either. What may not be read is absent from the snapshot, with the permission that would read it.

A collection that breaks off keeps what it read beside the snapshot (SNAPSHOT.spool, which is as confidential
as the snapshot); --resume goes on with it, or reads everything anew where it began more than 12 hours ago. Sides that
are not read live come from --export, if given. Ends with 4 when a list is partial or a fault kept it from being read,
or the second look; what Graph refuses for want of rights (403) or of a licence is absent and no fault.

` + exitHelp,
		Example: `  wbaudit collect --out ./snapshot
  wbaudit collect --dry-run --groups 50000
  wbaudit collect --resume`,
		Args: noArguments,
		RunE: func(c *cobra.Command, _ []string) error { return runCollect(c, t, s) },
	}
	c.Flags().String("out", "snapshot", "folder of the snapshot")
	c.Flags().Bool("resume", false, resumeMeaning)
	c.Flags().Bool("dry-run", false, "print what would be asked, the permissions, the units and the time the quota allows; read nothing")
	c.Flags().Int("groups", 0, "number of groups to reckon with in a dry run (default: the tenant is asked)")
	addSettingFlags(c, append(cloudKeys(), "collect.all_groups", "collect.owners", "collect.governance", "collect.sync_behavior", "export", "allow_partial")...)
	return c
}

func isResumed(c *cobra.Command) bool {
	on, _ := c.Flags().GetBool("resume")
	return on
}

func runCollect(c *cobra.Command, t terminal, s sides) error {
	cfg, err := loadConfig(c)
	if err != nil {
		return err
	}
	if s.cloud == nil {
		return errNoLive()
	}
	l := live{cfg: cfg, t: t, sides: s, resume: isResumed(c)}
	if dry, _ := c.Flags().GetBool("dry-run"); dry {
		groups, _ := c.Flags().GetInt("groups")
		return l.dryRun(c.Context(), groups)
	}
	out, _ := c.Flags().GetString("out")
	dir := filepath.Clean(out)
	if err := l.collect(c.Context(), dir, spoolOf(dir)); err != nil {
		return err
	}
	return reportCollected(t, dir, l.lacking)
}

// reportCollected says what the snapshot holds. Without groups, or their members, there is nothing to
// judge, so that is incomplete too, as it is where a fault kept anything from being read; what may not be read for want
// of rights is not.
func reportCollected(t terminal, dir string, lacking []string) (err error) {
	r, err := snapshot.OpenPath(dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	m := r.Manifest()
	code := printStreams(t, dir, m, true)
	if lost := append(lostLists(m), lacking...); len(lost) > 0 {
		code = max(code, exitIncomplete)
		fmt.Fprintf(t.talk, "Not whole: %s; collect again, or what needs it is not evaluated\n", strings.Join(lost, ", "))
	}
	for _, stream := range []snapshot.Stream{snapshot.StreamCloudGroups, snapshot.StreamCloudMemberships} {
		if code == exitClean && r.State(stream).Status == snapshot.Absent {
			code = exitIncomplete
		}
	}
	if refused := refusedLists(m); len(refused) > 0 {
		fmt.Fprintf(t.talk, "Refused: %s; what needs these is not evaluated\n", strings.Join(refused, ", "))
	}
	return quiet(code)
}

// lostLists names the lists of the cloud that are absent through a fault: they were asked for, and it was not Graph
// that refused them for want of rights.
func lostLists(m snapshot.Manifest) []string {
	var names []string
	for _, s := range m.Streams {
		if isOfCloud(s.Name) && s.Status == snapshot.Absent && isFault(s.Reason) {
			names = append(names, string(s.Name))
		}
	}
	return names
}

// noFault is how the reasons of lists begin that are absent although nothing went wrong.
var noFault = []string{"not asked for", "there is no group to ask for", "neither members nor owners", "the export has no"}

// isFault reports whether the reason of an absent list is a fault: neither want of rights nor of a licence, which Graph
// tells with one status or another.
func isFault(reason string) bool {
	if status, refused := strings.CutPrefix(reason, "Graph answered "); refused {
		return !strings.HasPrefix(status, "403") && !strings.Contains(strings.ToLower(status), "licen")
	}
	return reason != "" && !slices.ContainsFunc(noFault, func(start string) bool { return strings.HasPrefix(reason, start) })
}

// refusedLists names the lists that Graph refused.
func refusedLists(m snapshot.Manifest) []string {
	var names []string
	for _, s := range m.Streams {
		switch {
		case s.Status == snapshot.Absent && strings.HasPrefix(s.Reason, "Graph answered") && !isFault(s.Reason):
			names = append(names, string(s.Name))
		case s.PerGroup && strings.Contains(s.Reason, "refused ("):
			names = append(names, string(s.Name)+" of single groups")
		}
	}
	slices.Sort(names)
	return names
}
