package readiness

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// Group is how one cloud group stands to the move, and what the move does to it.
type Group struct {
	Key, CloudID, Name string
	// DN is that of the one copy; "" where there is none or where several claim to be it.
	DN    string
	State State
	// ChangesOver says whether V1 takes the group over from V2, or begins to write it, once V2 is off.
	ChangesOver diff.Answer
	// Wave is from 1; 0 for a group that does not move. Together counts the groups that move at once
	// because they contain one another, 1 for most and 0 for a group that does not move.
	Wave, Together int
	Reasons        []Reason
	// Anchor is nil where no anchor has to be copied: the target is not cloud sync, or the group has
	// no copy, or does not move there.
	Anchor *Anchor
	// Copy is nil for a group that neither moves nor is to. Of one of which that is not known, nothing of it is.
	Copy *Copy
	// Move is nil where nothing becomes of the members.
	Move *diff.Transfer
	// Members is the number of members in the cloud, nil when not known.
	Members *int64
	// at is its position.
	at int
}

// group makes that of position i.
func (p *Plan) group(m *movers, i int) *Group {
	foot := p.facts.Footing(i)
	g := &Group{
		Key: foot.Key, CloudID: foot.CloudID.String(), Name: foot.Name, DN: foot.DN,
		State: p.State(i), ChangesOver: p.entries[i].changesOver, Wave: p.Wave(i), Reasons: p.reasons(i), Move: p.follow(m, i), at: i,
	}
	if g.Wave > 0 {
		g.Together = len(p.order.members[p.order.of[i]])
	}
	if c := p.facts.Candidate(i); c.MembersExact {
		g.Members = &c.Members
	}
	switch p.entries[i].stand {
	case diff.StandMoves:
		copies := m.moving().Copies(i)
		if len(copies) == 1 {
			g.DN = copies[0].DN
		}
		unseen := len(copies) != 1 && g.Move.Unread()
		g.Anchor, g.Copy = p.anchorStep(copies, unseen), p.copy(i, copies, unseen)
	case diff.StandUnclear:
		g.Anchor, g.Copy = p.anchorStep(nil, true), unknownCopy()
	}
	return g
}

// reasons are those that were told, and what the order adds, in the order of reports.
func (p *Plan) reasons(i int) []Reason {
	list := distinct(p.told[i])
	if p.entries[i].stand == diff.StandMoves {
		list = append(list, p.common...)
		list = append(list, p.holding(i)...)
		list = append(list, p.before(i)...)
	}
	kinds := ReasonKinds()
	slices.SortStableFunc(list, func(a, b Reason) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), strings.Compare(a.Control, b.Control),
			strings.Compare(a.Group, b.Group), strings.Compare(a.Text, b.Text))
	})
	return list
}

// distinct returns reasons without those of the decision tables that a finding of the same control tells, too.
func distinct(told []*Reason) []Reason {
	list := make([]Reason, 0, len(told)+2) // the order may add two
	for _, r := range told {
		twice := func(other *Reason) bool {
			return other.Control == r.Control && other.Kind == r.Kind && other.Fingerprint != ""
		}
		if r.Fingerprint == "" && r.Control != "" && slices.ContainsFunc(told, twice) {
			continue
		}
		list = append(list, *r)
	}
	return list
}

// holding names the groups that hold group i back, itself left out.
func (p *Plan) holding(i int) []Reason {
	var list []Reason
	own := p.order.of[i]
	for _, culprit := range p.order.culprits[own] {
		if int(culprit) == i {
			continue
		}
		foot := p.facts.Footing(int(culprit))
		where := "which has to move before"
		if p.order.of[culprit] == own {
			where = "which contains it and has to move with it"
		}
		list = append(list, Reason{Kind: ReasonChild, Group: foot.Key, Name: foot.Name,
			Text: fmt.Sprintf("is held back by a group, %s and is %s", where, heldWords[p.entries[culprit].state])})
	}
	return list
}

var heldWords = map[State]string{Blocked: "blocked", Undecided: "undecided"}

// before tells what moves before or with group i.
func (p *Plan) before(i int) []Reason {
	var list []Reason
	wave := p.Wave(i)
	if wave == 0 {
		return nil
	}
	if n := len(p.order.members[p.order.of[i]]); n > 1 {
		list = append(list, Reason{Kind: ReasonNotice, Text: fmt.Sprintf("moves at once with the other groups of its loop, %d in all", n)})
	}
	if wave > 1 {
		list = append(list, Reason{Kind: ReasonWave, Text: fmt.Sprintf("moves after its child groups, the last of which move in wave %d", wave-1)})
	}
	return list
}
