package report

import (
	"cmp"
	"fmt"
	"strings"
)

// reasonsKept bounds the reasons of which UnjudgedGroups knows groups: a stream can hold one for each group.
const reasonsKept = 4096

// longestNamed is as much of a name as stands in a list of several, in characters.
const longestNamed = 60

// UnjudgedGroups gathers the groups that controls did not judge, by reason. Limit is how many of them it keeps for
// each; the others are counted.
type UnjudgedGroups struct {
	Limit int
	known map[string]*unjudged
}

// unjudged are the groups of one reason.
type unjudged struct {
	first []string
	count int
}

// Add notes the group.
func (u *UnjudgedGroups) Add(g *Group) {
	for _, gap := range g.NotEvaluated {
		u.note(gap.Reason, &g.Target)
		for _, control := range gap.Controls {
			u.note(control+"\x00"+gap.Reason, &g.Target)
		}
	}
}

func (u *UnjudgedGroups) note(key string, target *Target) {
	known := u.known[key]
	if known == nil {
		if len(u.known) >= reasonsKept {
			return
		}
		if u.known == nil {
			u.known = map[string]*unjudged{}
		}
		known = &unjudged{}
		u.known[key] = known
	}
	known.count++
	if len(known.first) < u.Limit {
		known.first = append(known.first, Cut(Visible(cmp.Or(target.Name, target.DN, target.ID)), longestNamed))
	}
}

// Names are the first groups of a reason, visible, and how many more there are; "" for none. A control of "" stands
// for any.
func (u *UnjudgedGroups) Names(control, reason string) string {
	if control != "" {
		reason = control + "\x00" + reason
	}
	known := u.known[reason]
	if known == nil {
		return ""
	}
	names := strings.Join(known.first, ", ")
	if more := known.count - len(known.first); more > 0 {
		names += fmt.Sprintf(" and %d more", more)
	}
	return names
}
