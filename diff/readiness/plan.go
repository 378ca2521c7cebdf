package readiness

import (
	"cmp"
	"context"
	"fmt"
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
	// jobName is the form of the names that the cloud sync job gives.
	jobName diff.CNFormat
	// signed are the losses that were accepted for groups at the target, of which nothing else is told, by position.
	signed map[int]losses
}

// entry is what is kept of one cloud group: little, since there may be a million.
type entry struct {
	stand   diff.Stand
	state   State
	retypes diff.Answer
	// written says whether the target's engine writes the group after the move.
	written diff.Answer
	// changesOver says whether V1 takes the group over from V2.
	changesOver diff.Answer
}

// New looks at every cloud group of the facts.
func New(ctx context.Context, facts *diff.Facts, to diff.Target) (*Plan, error) {
	mover := facts.Mover(to)
	p := &Plan{facts: facts, to: to, after: mover.After(), entries: make([]entry, facts.Totals().CloudGroups), told: map[int][]*Reason{}, same: map[Reason]*Reason{}, signed: map[int]losses{}}
	p.jobName = facts.TenantSubject().Tenant.Job.Name
	for i := range p.entries {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		d := mover.Decide(i)
		p.add(i, &d)
	}
	return p, p.traceMembers(ctx)
}

func (p *Plan) add(i int, d *diff.Decision) {
	p.entries[i] = entry{stand: d.Stand, retypes: d.Retypes, written: p.written(d), changesOver: d.ChangesOver()}
	if r, told := reasonOf(d); told {
		p.tell(i, r)
	}
	p.tellType(i, d)
	p.tellNew(i, d)
	if d.Stand != diff.StandMoves {
		return
	}
	if p.to != diff.ToSOA && d.HasCopy == diff.Unknown {
		p.tell(i, Reason{Kind: ReasonOpen, Control: controlUnknown, Text: movedUnknown})
	}
	if gap := p.facts.Candidate(i).Gap; gap != "" {
		p.tell(i, Reason{Kind: ReasonOpen, Control: controlUnknown, Text: "its members in the cloud were not read completely, so neither are the groups that have to move before it: " + gap})
	}
}

// tellType tells of a copy that becomes a distribution group. A group that V1 will keep does not move, so
// nothing keeps it: the control blocks the tenant then.
//
// Source: ENG-25 of the design, a blocker of readiness.
func (p *Plan) tellType(i int, d *diff.Decision) {
	r := Reason{Kind: ReasonBlocker, Control: controlRetypes, Text: lossRetyped}
	switch d.Retypes {
	case diff.Yes:
	case diff.Unknown:
		r.Kind, r.Text = ReasonOpen, typeUnknown
	default:
		return
	}
	if d.Stand == diff.StandStays {
		r.Kind = ReasonNotice
	}
	p.tell(i, r)
}

// tellNew tells of a group that gets a copy that it has not had. It names the group, so that accepting one accepts no
// other. That V1 will write it without a move is no reason to keep silent: this holds the whole move.
//
// Source: ENG-03 of the design, a blocker of readiness until accepted by name.
func (p *Plan) tellNew(i int, d *diff.Decision) {
	switch d.Appears {
	case diff.Yes:
		foot := p.facts.Footing(i)
		p.tell(i, Reason{Kind: ReasonBlocker, Control: controlAppears, Text: fmt.Sprintf("%s (%s): %s", foot.Name, foot.CloudID, appearsText), Sum: appearsAll, Named: true})
	case diff.Unknown:
		p.tell(i, Reason{Kind: ReasonOpen, Control: controlAppears, Text: appearsOpen, Sum: appearsOpen})
	}
}

// written says whether the engine of the target writes a group after the move, for the edges of its parents.
func (p *Plan) written(d *diff.Decision) diff.Answer {
	switch {
	case d.Stand == diff.StandMoves, d.Stand == diff.StandThere:
		return diff.Yes
	case d.Stand == diff.StandUnclear:
		return diff.Unknown
	case p.to == diff.ToV1, p.to == diff.ToV2:
		return d.Then.Expected
	case d.Now.CloudSync.State != diff.Off:
		return d.Now.CloudSync.Expected
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
	return s != diff.StandOutside && s != diff.StandThere
}

// Tell adds a reason to group i, before Conclude. What is told of a group that stays on V1 is a notice: it
// does not move. That it is not known whether a group moves leaves it undecided and says nothing against it.
func (p *Plan) Tell(i int, r Reason) {
	if !p.Concerns(i) {
		if r.Kind == ReasonAccepted {
			p.signed[i] |= signedBy(r.Control)
		}
		return
	}
	switch stand := p.entries[i].stand; {
	case stand == diff.StandStays && r.Kind != ReasonAccepted:
		r.Kind = ReasonNotice
	case stand == diff.StandUnclear && r.Kind == ReasonBlocker && r.Control == controlUnknown:
		r.Kind = ReasonOpen
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
		if s := p.entries[i].stand; s != diff.StandMoves && s != diff.StandStays {
			continue
		}
		for at, r := range reasons {
			byTables := r.Kind == ReasonBlocker && r.Fingerprint == ""
			signed := r.Kind == ReasonAfter && r.Fingerprint == "" && acceptedFinding(reasons, r.Control)
			if signed || (r.Kind == ReasonOpen || r.Kind == ReasonAfter || byTables) && match(*r) {
				accepted := *r
				accepted.Kind = ReasonAccepted
				reasons[at] = &accepted
			}
		}
	}
}

// acceptedFinding reports whether a finding of a control was accepted for the group: what the decision tables say
// by the rule of that control is accepted with it.
func acceptedFinding(reasons []*Reason, control string) bool {
	return control != "" && slices.ContainsFunc(reasons, func(r *Reason) bool {
		return r.Control == control && r.Kind == ReasonAccepted && r.Fingerprint != ""
	})
}

// Conclude decides order and states from what was told.
func (p *Plan) Conclude() {
	g := graph{
		size: len(p.entries), children: func(i int) []uint32 { return p.facts.Candidate(i).Children },
		has: func(i int) bool {
			s := p.entries[i].stand
			return s == diff.StandMoves || s == diff.StandRefused || s == diff.StandUnclear
		},
	}
	p.order = newOrder(g, p.own)
	for i := range p.entries {
		p.entries[i].state = p.conclude(i)
	}
}

// own says what keeps a group itself from moving.
func (p *Plan) own(i int) hold {
	switch p.entries[i].stand {
	case diff.StandRefused:
		return stuck
	case diff.StandUnclear:
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
	case diff.StandStays:
		return StaysOnV1
	case diff.StandThere:
		return AtTarget
	case diff.StandOutside:
		return NotApplicable
	case diff.StandRefused:
		return Blocked
	case diff.StandUnclear:
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
	if state := p.facts.State(cloudGroups); !p.groupsRead() {
		open("not every cloud group was read, and nothing is said of the others: " + cmp.Or(state.Reason, string(state.Status)))
	}
	if p.to == diff.ToSOA && !tenant.Collected.Sync {
		open("which groups come from the directory was not read: ask for onPremisesSyncEnabled")
	}
	for _, engine := range unreadEngines(p.to, tenant) {
		open("whether " + engine + " is on was not read, so it is not known what writes the groups: collect sync_configuration and sync_jobs, or state it under engines")
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

// unreadEngines names the engines that a move to the target rests on and of which nothing says whether they run. Of V2 as
// the target Tenant tells more.
func unreadEngines(to diff.Target, t *diff.Tenant) (names []string) {
	for _, engine := range [...]struct {
		name    string
		state   diff.Switch
		matters bool
	}{
		{"V1", t.V1, to == diff.ToCloudSync || to == diff.ToV1},
		{"V2", t.V2, to != diff.ToV2},
		{"cloud sync", t.CloudSync, to == diff.ToCloudSync || to == diff.ToSOA},
	} {
		if engine.matters && !engine.state.Known() {
			names = append(names, engine.name)
		}
	}
	return names
}

// groupsRead reports whether every cloud group was.
func (p *Plan) groupsRead() bool { return p.facts.State(cloudGroups).Status == complete }

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
