package readiness

import "github.com/wbaudit/wbaudit/diff"

// movers follow members, made when they are needed; every worker has its own.
type movers struct {
	plan          *Plan
	target, stays *diff.Tracer
}

// moving follows members to the target.
func (m *movers) moving() *diff.Tracer {
	if m.target == nil {
		p := m.plan
		to := diff.Destination{Engine: diff.CloudSync, Synced: p.to == diff.ToSOA, Writes: func(i int) diff.Answer { return p.entries[i].written }}
		if p.to == diff.ToV1 || p.to == diff.ToV2 {
			to.Engine = diff.V2
		}
		m.target = p.facts.Tracer(to)
	}
	return m.target
}

// staying follows members of groups that Connect goes on writing.
func (m *movers) staying() *diff.Tracer {
	if m.stays == nil {
		m.stays = m.plan.facts.Tracer(diff.Destination{Engine: diff.V2, Writes: func(int) diff.Answer { return diff.Yes }})
	}
	return m.stays
}

// Reasons for the loss of everybody.
const (
	lossRetyped = "the copy becomes a distribution group: access granted to it stops working"
	typeUnknown = "the type of the copy was not read: a security group becomes a distribution group, and access granted to it stops working"
	moveUnclear = "it is not known whether the group moves, so neither is what becomes of its members"
	lossRefused = "nothing writes the group after the move, and no document says what becomes of its copy"
)

// follow says what becomes of the members of group i; nil where nothing does.
func (p *Plan) follow(m *movers, i int) *diff.Transfer {
	e := &p.entries[i]
	switch {
	case e.stand == diff.StandMoves:
		move := m.moving().Trace(i)
		p.retyped(&move, i)
		return &move
	case e.stand == diff.StandStays && e.retypes != diff.No && e.retypes != "":
		move := m.staying().Trace(i)
		p.retyped(&move, i)
		return &move
	case e.stand == diff.StandRefused && p.to == diff.ToV2:
		// A copy that V2 does not write freezes as it is.
		move := m.staying().Trace(i)
		move.Kept, move.Lost, move.Undecided, move.Edges, move.Losses = move.Members, 0, 0, nil, nil
		move.PeopleLost, move.PeopleUndecided, move.PeopleLosses = 0, 0, nil
		return &move
	case e.stand == diff.StandRefused:
		move := m.staying().Trace(i)
		if move.Members > 0 {
			move.Kept, move.Lost, move.Undecided, move.Losses = 0, 0, move.Members, nil
			move.Edges = []diff.TransferEdge{{Fate: diff.FateUndecided, Reason: lossRefused, Count: move.Members}}
		}
		p.everybody(&move, i, diff.FateUndecided, lossRefused)
		return &move
	case e.stand == diff.StandUnclear:
		return &diff.Transfer{Gap: moveUnclear}
	}
	return nil
}

// retyped is what becomes of everybody in a copy that becomes, or may become, a distribution group.
func (p *Plan) retyped(move *diff.Transfer, i int) {
	switch p.entries[i].retypes {
	case diff.Yes:
		p.everybody(move, i, diff.FateLost, lossRetyped)
	case diff.Unknown:
		p.everybody(move, i, diff.FateUndecided, typeUnknown)
	}
}

// everybody gives all people in the copy of group i one fate.
func (p *Plan) everybody(move *diff.Transfer, i int, fate diff.Fate, reason string) {
	people, whole := p.facts.CopyMembers(i)
	move.People, move.PeopleWhole = len(people), whole
	move.PeopleLost, move.PeopleUndecided, move.PeopleLosses = 0, 0, nil
	if fate == diff.FateUndecided {
		move.PeopleUndecided = len(people)
		return
	}
	name := ""
	if read, _ := p.facts.CloudText(i); read != nil {
		name = *read
	}
	move.PeopleLost = len(people)
	for _, one := range people {
		move.PeopleLosses = append(move.PeopleLosses, diff.PersonLoss{
			Key: one.Key, DN: one.DN, Name: one.Name, Direct: one.Direct, Group: name, Member: one.Name, Reason: reason, At: i,
		})
	}
}
