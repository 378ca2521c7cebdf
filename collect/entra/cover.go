package entra

import (
	"errors"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

// cover returns how whole the members or owners of a group are: as its files tell, else partial
// with what $expand brought, else absent.
func (l *groupList) cover(g *Group, from *edges, expanded expansion, asMember bool) (snapshot.Coverage, error) {
	if c, found := from.coverage[g.ID]; found {
		if l.run.options.Told == nil {
			from.doubt(g.ID, &c)
		}
		return c, nil
	}
	if expanded.list == nil {
		reason := "the export has no file for this group"
		if told := l.run.options.Told.group(g.ID, asMember); told != "" {
			reason = told
		}
		return snapshot.Coverage{Status: snapshot.Absent, Reason: reason}, nil
	}
	var t tally
	var seen distinct
	seen.clear()
	put, list := l.run.sink.CloudMembership, membersSpec.stem
	if !asMember {
		put, list = l.run.sink.CloudOwner, ownersSpec.stem
	}
	read := memberReader(func(m *Member) error {
		l.run.principals.See(m, asMember)
		if !seen.add(m.ID) {
			return nil
		}
		if err := put(g.ID, m.ID); err != nil {
			return fatal{err}
		}
		return nil
	}, func(what string) error { t.oddOne(what); return nil })
	var err error
	elements(expanded.list, func(raw []byte) bool {
		err = l.expandedOne(raw, read, &t)
		if cut := (*cutError)(nil); errors.As(err, &cut) {
			err = cut.within(list)
		}
		return err == nil
	})
	from.rows, from.counted = true, false
	reason := "they came with $expand, which gives at most 20"
	if expanded.next {
		reason += " and says that more exist"
	}
	return snapshot.Coverage{Status: snapshot.Partial, Reason: reason, Received: int64(len(seen.ids))}, err
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

// hiddenPermission lets an application see hidden members.
const hiddenPermission = "Member.Read.Hidden"

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
		g.Members.Reason = "hidden membership: Graph shows members only with " + hiddenPermission
	case !g.Seen.has(propertyVisibility) && (!g.Seen.has(propertyGroupTypes) || slices.Contains(g.GroupTypes, "Unified")):
		g.Members.Reason = "visibility was not collected, so the members may be hidden"
	default:
		return
	}
	g.Members.Status = snapshot.Absent
	l.hidden.add(g.ID.String())
}
