package entra

import (
	"errors"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// coverBoth finds how whole the members and the owners of a group are, and writes those that $expand brought, all or
// none.
func (l *groupList) coverBoth(g *Group) error {
	members, err := l.cover(&g.Members, g, &l.run.memberOf.edges, g.members, true)
	if err != nil {
		return err
	}
	owners, err := l.cover(&g.Owners, g, &l.run.owned.edges, g.owners, false)
	if err != nil {
		return err
	}
	for _, id := range members {
		if err := l.run.sink.CloudMembership(g.ID, id); err != nil {
			return fatal{err}
		}
	}
	for _, id := range owners {
		if err := l.run.sink.CloudOwner(g.ID, id); err != nil {
			return fatal{err}
		}
	}
	return nil
}

// cover finds how whole the members or owners of a group are: as its files tell, else partial
// with what $expand brought, which it returns, else absent.
func (l *groupList) cover(c *snapshot.Coverage, g *Group, from *edges, expanded expansion, asMember bool) ([]snapshot.GUID, error) {
	if known, found := from.coverage[g.ID]; found {
		*c = known
		if l.run.options.Told == nil {
			from.doubt(g.ID, c)
		}
		return nil, nil
	}
	if expanded.list == nil {
		reason := "the export has no file for this group"
		if told := l.run.options.Told.group(g.ID, asMember); told != "" {
			reason = told
		}
		*c = snapshot.Coverage{Status: snapshot.Absent, Reason: reason}
		return nil, nil
	}
	list, err := l.expanded(expanded.list, asMember)
	if err != nil {
		return nil, err
	}
	from.rows, from.counted = true, false
	reason := "they came with $expand, which gives at most 20"
	if expanded.next {
		reason += " and says that more exist"
	}
	*c = snapshot.Coverage{Status: snapshot.Partial, Reason: reason, Received: int64(len(list))}
	return list, nil
}

// expanded reads the members or owners that $expand put into a group.
func (l *groupList) expanded(raw []byte, asMember bool) (list []snapshot.GUID, err error) {
	var t tally
	var seen distinct
	seen.clear()
	stem := membersSpec.stem
	if !asMember {
		stem = ownersSpec.stem
	}
	read := memberReader(func(m *Member) error {
		l.run.principals.See(m)
		if seen.add(m.ID) {
			list = append(list, m.ID)
		}
		return nil
	}, func(what string) error { t.oddOne(what); return nil })
	elements(raw, func(raw []byte) bool {
		err = l.expandedOne(raw, read, &t)
		if cut := (*cutError)(nil); errors.As(err, &cut) {
			err = cut.within(stem)
		}
		return err == nil
	})
	return list, err
}

func (l *groupList) expandedOne(raw []byte, read func(*object) error, t *tally) error {
	if cutOff(raw) {
		return &cutError{value: raw}
	}
	if raw[0] != '{' {
		t.oddOne("found " + kind(raw) + ", expected an object")
		return nil
	}
	if _, err := l.inner.index(raw, 0); err != nil {
		return err
	}
	if err := read(l.inner); err != nil || l.inner.cut == nil {
		return err
	}
	return l.inner.cut
}

// HiddenPermission lets an application see the members of groups that hide them; those of all others come without it.
const HiddenPermission = "Member.Read.Hidden"

// hide makes an empty list of members absent where the membership is, or may be, hidden: Graph
// answers a caller without Member.Read.Hidden with an empty list.
//
// Source: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta, visibility
func (l *groupList) hide(g *Group) {
	if g.Members.Received > 0 || g.Members.Status == snapshot.Absent {
		return
	}
	switch {
	case g.Visibility != nil && strings.EqualFold(*g.Visibility, "HiddenMembership"):
		g.Members.Reason = "hidden membership: Graph shows members only with " + HiddenPermission
	case !g.Seen.has(propertyVisibility) && (!g.Seen.has(propertyGroupTypes) || slices.Contains(g.GroupTypes, "Unified")):
		g.Members.Reason = "visibility was not collected, so the members may be hidden"
	default:
		return
	}
	g.Members.Status = snapshot.Absent
	l.hidden.add(g.ID.String())
}
