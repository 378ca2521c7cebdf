package readiness

import (
	"cmp"
	"context"
	"slices"

	"github.com/wbaudit/wbaudit/diff"
)

// Plan is a move in the making: what is known of every cloud group, and then the order.
type Plan struct {
	facts *diff.Facts
	to    diff.Target
	// after are the facts as they are when the target's engine writes.
	after   *diff.Overlay
	entries []entry
	// told are the reasons that were told of groups that are to move, by position.
	told map[int][]*Reason
	// same are reasons without a finding, by themselves: many groups have equal ones.
	same map[Reason]*Reason
	// common are reasons of the tenant that every group has which is to move.
	common []Reason
	order  *order
	// anchorsRead is that of the tenant, jobName the form of the names that the cloud sync job gives.
	anchorsRead diff.Answer
	jobName     diff.CNFormat
}

// entry is what is kept of one cloud group: little, since there may be a million.
type entry struct {
	stand   stand
	state   State
	retypes diff.Answer
	// written says whether the target's engine writes the group after the move.
	written diff.Answer
}

// New looks at every cloud group of the facts.
func New(ctx context.Context, facts *diff.Facts, to diff.Target) (*Plan, error) {
	now, err := facts.Assume(diff.Assumption{})
	if err != nil {
		return nil, err
	}
	after, err := facts.Assume(assumption(to))
	if err != nil {
		return nil, err
	}
	p := &Plan{facts: facts, to: to, after: after, entries: make([]entry, facts.Totals().CloudGroups), told: map[int][]*Reason{}, same: map[Reason]*Reason{}}
	tenant := facts.TenantSubject().Tenant
	p.anchorsRead, p.jobName = tenant.AnchorsRead, tenant.Job.Name
	for i := range p.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		s := subject{Footing: facts.Footing(i), Candidate: facts.Candidate(i), now: now.Writeback(i, nil), then: after.Writeback(i, nil)}
		p.add(i, &s)
	}
	return p, p.traceMembers(ctx)
}

// assumption is what the move makes of the tenant's engines.
func assumption(to diff.Target) diff.Assumption {
	switch to {
	case diff.ToCloudSync:
		return diff.Assumption{V2: diff.Off}
	case diff.ToV1:
		return diff.Assumption{V1: diff.On, V2: diff.Off}
	case diff.ToV2:
		return diff.Assumption{V2: diff.On}
	}
	return diff.Assumption{}
}

func (p *Plan) add(i int, s *subject) {
	d := decide(p.to, s)
	p.entries[i] = entry{stand: d.stand, retypes: d.retypes, written: p.written(&d, s)}
	if d.reason.Kind != "" {
		p.tell(i, d.reason)
	}
	p.tellType(i, &d)
	if d.stand == moves && p.to != diff.ToSOA && s.HasCopy == diff.Unknown {
		p.tell(i, Reason{Kind: ReasonOpen, Control: controlUnknown, Text: movedUnknown})
	}
	if d.stand == moves && s.Gap != "" {
		p.tell(i, Reason{Kind: ReasonOpen, Control: controlUnknown, Text: "its members in the cloud were not read completely, so neither are the groups that have to move before it: " + s.Gap})
	}
}

// tellType tells of a copy that becomes a distribution group. A group that V1 will keep does not move, so
// nothing keeps it: the control blocks the tenant then.
//
// Source: ENG-25 of the design, a blocker of readiness.
func (p *Plan) tellType(i int, d *decision) {
	r := Reason{Kind: ReasonBlocker, Control: controlRetypes, Text: lossRetyped}
	switch d.retypes {
	case diff.Yes:
	case diff.Unknown:
		r.Kind, r.Text = ReasonOpen, typeUnknown
	default:
		return
	}
	if d.stand == stays {
		r.Kind = ReasonNotice
	}
	p.tell(i, r)
}

// written says whether the engine of the target writes a group after the move, for the edges of its parents.
func (p *Plan) written(d *decision, s *subject) diff.Answer {
	switch {
	case d.stand == moves, d.stand == there:
		return diff.Yes
	case d.stand == unclear:
		return diff.Unknown
	case p.to == diff.ToV1, p.to == diff.ToV2:
		return s.then.Expected
	case s.now.CloudSync.State != diff.Off:
		return s.now.CloudSync.Expected
	}
	return diff.No
}

// Len counts the cloud groups.
func (p *Plan) Len() int { return len(p.entries) }

// Concerns reports whether what a control says of group i can matter.
func (p *Plan) Concerns(i int) bool {
	if i >= len(p.entries) {
		return false
	}
	s := p.entries[i].stand
	return s != outside && s != there
}

// Tell adds a reason to group i, before Conclude. What is told of a group that stays on V1 is a notice: it
// does not move.
func (p *Plan) Tell(i int, r Reason) {
	if !p.Concerns(i) {
		return
	}
	if p.entries[i].stand == stays && r.Kind != ReasonAccepted {
		r.Kind = ReasonNotice
	}
	p.tell(i, r)
}

// tell keeps equal reasons once: there may be a million groups with the same gap.
func (p *Plan) tell(i int, r Reason) {
	kept, known := p.same[r]
	if !known {
		kept = &r
		if r.Fingerprint == "" {
			p.same[r] = kept
		}
	}
	p.told[i] = append(p.told[i], kept)
}

// TellAll adds something that has to be done before any group moves, before Conclude.
func (p *Plan) TellAll(r Reason) { p.common = append(p.common, r) }

// Accept takes for accepted what match says was: gaps of groups that are to move, what is to be done before,
// and blockers that are no findings. It is called before Conclude. A group of which it is not known whether it
// moves stays undecided, and one that the target does not write stays blocked.
func (p *Plan) Accept(match func(Reason) bool) {
	for i, reasons := range p.told {
		if p.entries[i].stand != moves {
			continue
		}
		for at, r := range reasons {
			byTables := r.Kind == ReasonBlocker && r.Fingerprint == ""
			if (r.Kind == ReasonOpen || r.Kind == ReasonAfter || byTables) && match(*r) {
				accepted := *r
				accepted.Kind = ReasonAccepted
				reasons[at] = &accepted
			}
		}
	}
}

// Conclude decides order and states from what was told.
func (p *Plan) Conclude() {
	g := graph{
		size: len(p.entries), children: func(i int) []uint32 { return p.facts.Candidate(i).Children },
		has: func(i int) bool { s := p.entries[i].stand; return s == moves || s == refused || s == unclear },
	}
	p.order = newOrder(g, p.own)
	for i := range p.entries {
		p.entries[i].state = p.conclude(i)
	}
}

// own says what keeps a group itself from moving.
func (p *Plan) own(i int) hold {
	switch p.entries[i].stand {
	case refused:
		return stuck
	case unclear:
		return open
	}
	worst := free
	for _, r := range p.told[i] {
		switch r.Kind {
		case ReasonBlocker:
			return stuck
		case ReasonOpen:
			worst = open
		}
	}
	return worst
}

func (p *Plan) conclude(i int) State {
	switch p.entries[i].stand {
	case stays:
		return StaysOnV1
	case there:
		return AtTarget
	case outside:
		return NotApplicable
	case refused:
		return Blocked
	case unclear:
		return Undecided
	}
	c := p.order.of[i]
	switch {
	case p.order.held[c] == stuck:
		return Blocked
	case p.order.held[c] == open:
		return Undecided
	case p.order.wave[c] > 1 || len(p.common) > 0 || slices.ContainsFunc(p.told[i], func(r *Reason) bool { return r.Kind == ReasonAfter }):
		return ReadyAfter
	}
	return Ready
}

// Tenant tells what is against the move whatever the groups are that were read: groups that were not, and
// engines that nobody can switch on.
//
// Source: MIG; conflict C16 of the design.
func (p *Plan) Tenant() []VerdictReason {
	var list []VerdictReason
	open := func(text string) {
		list = append(list, VerdictReason{Kind: ReasonOpen, Control: controlUnknown, Text: text})
	}
	tenant := p.facts.TenantSubject().Tenant
	if state := p.facts.State(cloudGroups); state.Status != complete {
		open("not every cloud group was read, and nothing is said of the others: " + cmp.Or(state.Reason, string(state.Status)))
	}
	if p.to == diff.ToSOA && !tenant.Collected.Sync {
		open("which groups come from the directory was not read: ask for onPremisesSyncEnabled")
	}
	switch {
	case p.to != diff.ToV2 || tenant.V2 == diff.On:
	case tenant.V2 == diff.Off:
		list = append(list, VerdictReason{Kind: ReasonBlocker, Text: "V2 is off and cannot be switched on: its preview ended on June 30, 2024 (MIG, C16)"})
	default:
		open("whether V2 is on was not read, and it cannot be switched on any more (MIG, C16)")
	}
	return list
}

// cloudGroups is the list that holds every group that can move, complete the status of one that was read to
// its end.
const (
	cloudGroups = "cloud_groups"
	complete    = "complete"
)

// State returns that of group i, after Conclude.
func (p *Plan) State(i int) State { return p.entries[i].state }

// Wave returns the wave in which group i moves, 0 for none, after Conclude.
func (p *Plan) Wave(i int) int {
	if !p.entries[i].state.Moves() {
		return 0
	}
	return p.order.wave[p.order.of[i]]
}
