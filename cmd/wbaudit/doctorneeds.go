package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/wbaudit/wbaudit/collect/entra"
	"github.com/wbaudit/wbaudit/collect/entra/fetch"
	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/policies"
)

// need is one permission, or the others that do as well, and the lists that it reads.
type need struct {
	anyOf   []string
	streams []snapshot.Stream
}

// permissions says of each permission that the collection wants whether the token has it, and what is
// not evaluated without it.
func (d *doctor) permissions(chosen []policies.Control, has held) []check {
	c := &checks{side: "Permissions"}
	if has == nil {
		c.skip("token", "", "without a token that can be read nothing is known of its permissions")
		return c.list
	}
	for _, n := range wanted(d.cfg.options()) {
		name := strings.Join(n.anyOf, " or ")
		if by := has.one(n.anyOf); by != "" {
			c.pass(listNames(n.streams), "%s", by)
			continue
		}
		without := affected(chosen, n.streams)
		if instead := d.instead(n.streams); instead != "" {
			c.skip(listNames(n.streams), "", "%s is missing; %s", name, instead)
			continue
		}
		remedy := "grant " + n.anyOf[0] + " to the application, with an administrator's consent"
		if statable(n.streams) {
			remedy += "; or set engines.v1 and engines.v2, if you know them"
		}
		c.fail(listNames(n.streams), remedy, "%s is missing%s", name, without)
	}
	c.hiddenMembers(has)
	return c.list
}

// hiddenMembers says whether the members of all groups come. Most tenants have no group that hides them.
func (c *checks) hiddenMembers(has held) {
	const name = "hidden memberships"
	if by := has.one([]string{entra.HiddenPermission}); by != "" {
		c.pass(name, "%s", by)
		return
	}
	c.skip(name, "grant "+entra.HiddenPermission+" to the application if such groups are to be judged",
		"%s is missing: members of groups that hide them (visibility HiddenMembership) are not read, and what needs them is not evaluated", entra.HiddenPermission)
}

// wanted are the permissions for what a collection with these options asks, in order of the streams.
func wanted(o fetch.Options) []need {
	var needs []need
	for _, stream := range snapshot.Streams() {
		optional := slices.Contains([]snapshot.Stream{snapshot.StreamAccessReviews, snapshot.StreamDirectoryAudits, snapshot.StreamPrivilegedAssignments}, stream)
		if optional && !o.Governance || stream == snapshot.StreamCloudOwners && !o.Owners {
			continue
		}
		for _, anyOf := range fetch.Needs(stream) {
			at := slices.IndexFunc(needs, func(n need) bool { return slices.Equal(n.anyOf, anyOf) })
			if at < 0 {
				at = len(needs)
				needs = append(needs, need{anyOf: anyOf})
			}
			needs[at].streams = append(needs[at].streams, stream)
		}
	}
	return needs
}

// one returns the permission of a list that the token has, "" when it has none. Whoever may write
// may read.
func (h held) one(anyOf []string) string {
	for _, name := range anyOf {
		for _, had := range []string{name, strings.Replace(name, ".Read.", ".ReadWrite.", 1)} {
			if h[strings.ToLower(had)] {
				return had
			}
		}
	}
	return ""
}

// instead says what makes a list unnecessary: settings that state what it would tell.
func (d *doctor) instead(streams []snapshot.Stream) string {
	if statable(streams) && d.cfg.text("engines.v1") != "" && d.cfg.text("engines.v2") != "" {
		return "engines.v1 and engines.v2 say which engines run"
	}
	return ""
}

// statable tells the list that settings can stand in for.
func statable(streams []snapshot.Stream) bool {
	return slices.Equal(streams, []snapshot.Stream{snapshot.StreamSyncConfiguration})
}

// affected names what is not evaluated without some lists.
func affected(chosen []policies.Control, streams []snapshot.Stream) string {
	var ids []string
	for _, control := range chosen {
		if slices.ContainsFunc(needed(&control), func(s snapshot.Stream) bool { return slices.Contains(streams, s) }) {
			ids = append(ids, control.ID)
		}
	}
	switch {
	case slices.ContainsFunc(streams, saysWhatIsWritten):
		return ": whether groups are written stays unknown, so most controls cannot decide"
	case len(ids) == 0:
		return ": what depends on it is not evaluated"
	case len(ids) > 6:
		return fmt.Sprintf(": %d controls are not evaluated", len(ids))
	}
	return ": " + strings.Join(ids, ", ") + " not evaluated"
}

// saysWhatIsWritten tells the lists by which the engines and their defaults are known. No control
// names them as its own, since settings can state the same.
func saysWhatIsWritten(s snapshot.Stream) bool {
	return s == snapshot.StreamSyncConfiguration || s == snapshot.StreamSyncJobs || s == snapshot.StreamTenantSettings
}

// needed are the lists without which a control says nothing.
func needed(control *policies.Control) []snapshot.Stream {
	var streams []snapshot.Stream
	for _, name := range control.Requires() {
		if name == "memberships" {
			streams = append(streams, snapshot.StreamCloudMemberships, snapshot.StreamCloudPrincipals)
			continue
		}
		streams = append(streams, snapshot.Stream(name))
	}
	return streams
}

func listNames(streams []snapshot.Stream) string {
	names := make([]string, len(streams))
	for i, s := range streams {
		names[i] = strings.TrimPrefix(string(s), "cloud_")
	}
	return strings.Join(names, ", ")
}

// printNeeds prints the table of controls, the permissions each cannot do without, and whether they
// are there.
func printNeeds(out io.Writer, chosen []policies.Control, has held) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "\nCONTROL\tPERMISSION\tPRESENT")
	for _, control := range chosen {
		met := map[string]bool{}
		for _, stream := range needed(&control) {
			for _, anyOf := range fetch.Needs(stream) {
				name := strings.Join(anyOf, " or ")
				if met[name] {
					continue
				}
				met[name] = true
				fmt.Fprintf(w, "%s\t%s\t%s\n", control.ID, name, present(has, anyOf))
			}
			if stream == snapshot.StreamCloudMemberships && !met[entra.HiddenPermission] {
				met[entra.HiddenPermission] = true
				fmt.Fprintf(w, "%s\t%s, for groups that hide their members\t%s\n", control.ID, entra.HiddenPermission, present(has, []string{entra.HiddenPermission}))
			}
		}
		if len(met) == 0 {
			fmt.Fprintf(w, "%s\tnone of Graph\t-\n", control.ID)
		}
	}
	return w.Flush()
}

func present(has held, anyOf []string) string {
	switch {
	case has == nil:
		return "unknown"
	case has.one(anyOf) == "":
		return "no"
	}
	return "yes: " + has.one(anyOf)
}
