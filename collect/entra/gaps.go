package entra

import (
	"fmt"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// gaps counts the groups whose members, or owners, should have been read and were not all read. Each
// says so on its own record; together they are why the list of all edges is not whole.
type gaps struct {
	// groups are all whose list counts, with a gap or without.
	groups                int
	refused, unread, open gap
}

// gap counts groups of one kind of gap.
type gap struct {
	n int
	// least is the first reason by its text, whatever the order of the groups; several is true when
	// there are others.
	least   string
	several bool
}

func (g *gap) add(reason string) {
	switch {
	case g.n == 0 || reason < g.least:
		g.several = g.n > 0
		g.least = reason
	case reason != g.least:
		g.several = true
	}
	g.n++
}

// see takes in how whole the list of one group is.
func (g *gaps) see(c *snapshot.Coverage) {
	g.groups++
	switch {
	case c.Status == snapshot.Complete:
	case strings.Contains(c.Reason, "grant ") || strings.Contains(c.Reason, HiddenPermission):
		g.refused.add(c.Reason)
	case c.Status == snapshot.Absent:
		g.unread.add(c.Reason)
	default:
		g.open.add(c.Reason)
	}
}

// reason says in words how many groups have a gap and of which kind; "" when none has.
func (g *gaps) reason(what string) string {
	all := g.refused.n + g.unread.n + g.open.n
	if all == 0 {
		return ""
	}
	var kinds []string
	for _, k := range []struct {
		gap
		name string
	}{{g.refused, "refused"}, {g.unread, "not read"}, {g.open, "not whole"}} {
		such := ""
		if k.several {
			such = "such as "
		}
		if k.n > 0 {
			kinds = append(kinds, fmt.Sprintf("%d %s (%s%s)", k.n, k.name, such, k.least))
		}
	}
	return fmt.Sprintf("%s of %d of %d groups: %s", what, all, g.groups, strings.Join(kinds, ", "))
}

// MayBeWritten is false for groups that no engine can write: those that come from the directory, and
// distribution lists and mail-enabled security groups. Everything else may be written or have been
// written once, whatever its configuration says. What was not read may be.
//
// Source: https://learn.microsoft.com/entra/identity/hybrid/group-writeback-cloud-sync
func (g *Group) MayBeWritten() bool {
	if g.SyncEnabled != nil && *g.SyncEnabled {
		return false
	}
	mail, unified := g.MailEnabled != nil && *g.MailEnabled, false
	for _, kind := range g.GroupTypes {
		unified = unified || strings.EqualFold(kind, "Unified")
	}
	return !mail || unified
}

// counts says whether a gap in the lists of a group is one of the whole: not where they were not
// wanted. A collector knows which it wanted; an export needs those of groups that may be written.
func (l *groupList) counts(g *Group, c *snapshot.Coverage) bool {
	switch told := l.run.options.Told; {
	case c.Status != snapshot.Absent:
		return true
	case told != nil:
		return !told.Unwanted[g.ID]
	}
	return g.MayBeWritten()
}
