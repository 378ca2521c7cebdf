package diff

// Stand is how a cloud group stands to a move by kind, engines and copy alone, before any control.
type Stand uint8

// The stands; every cloud group has exactly one.
const (
	// StandOutside: the target is not about the group.
	StandOutside Stand = iota
	// StandMoves: the group is to move.
	StandMoves
	// StandStays: V1 goes on writing it, or begins to.
	StandStays
	// StandThere: the target writes it already.
	StandThere
	// StandRefused: the target does not write it, and what writes it now ends.
	StandRefused
	// StandUnclear: it is not known which of these holds.
	StandUnclear
)

// candidate says whether the move is about a group that stands so.
func (s Stand) candidate() Answer {
	switch s {
	case StandOutside, StandThere:
		return No
	case StandUnclear:
		return Unknown
	}
	return Yes
}

// ChangesOver says whether V1 takes over from V2, or begins to write, a group that stands so and is written as now
// says: where V2 is off already, nothing changes for it.
func (s Stand) ChangesOver(now *Writeback) bool { return s == StandStays && now.V2.State != Off }

// Decision is the stand of one group with what it rests on.
type Decision struct {
	Stand Stand
	// Control is the id of the control whose rule decided, Text what it came to; both are "" for a stand that
	// asks for nothing, and Control alone where no control judges it.
	Control, Text string
	// Retypes says whether the copy becomes a distribution group, which grants nothing any more; "" where the
	// target does not write it as another type.
	Retypes Answer
	// Appears says whether the target gives the group a copy that it has not had; "" for one that has one or should
	// have.
	Appears Answer
	// Kind and HasCopy are those of the group's Footing. Now is what is written of it, Then what would be if
	// the engines were as the move leaves them.
	Kind      GroupKind
	HasCopy   Answer
	Now, Then Writeback
}

// ChangesOver says whether V1 takes over from V2, or begins to write, a group that the move is about: unknown where it is
// not known whether V2 is on, or whether the group is one of those that are left to V1.
func (d *Decision) ChangesOver() Answer {
	mayStay := d.Stand == StandUnclear && (d.Kind == KindM365 || d.Kind == KindUnknown)
	switch {
	case d.Now.V2.State == Off || d.Then.V2.State != Off:
		return No
	case d.Stand == StandStays && d.Now.V2.State == On:
		return Yes
	case d.Stand == StandStays || mayStay:
		return Unknown
	}
	return No
}

// Mover decides for every cloud group how it stands to a move to one target. It is read-only and may be used
// by several goroutines.
type Mover struct {
	facts *Facts
	to    Target
	after *Overlay
}

// Mover returns one for moves to a target, whatever target the choices of the facts name.
func (f *Facts) Mover(to Target) *Mover {
	after := &Overlay{facts: *f}
	after.facts.tenant.assume(enginesAfter(to))
	return &Mover{facts: f, to: to, after: after}
}

// enginesAfter is what a move makes of the tenant's engines.
func enginesAfter(to Target) Assumption {
	switch to {
	case ToCloudSync:
		return Assumption{V2: Off}
	case ToV1:
		return Assumption{V1: On, V2: Off}
	case ToV2:
		return Assumption{V2: On}
	}
	return Assumption{}
}

// Decide says how subject i, which is a cloud group, stands to the move.
func (m *Mover) Decide(i int) Decision {
	c := &m.facts.cloud[i]
	s := moveCase{
		kind: c.kind.kind(), hasCopy: m.facts.hasCopy(i), converted: c.soa.text(),
		now: m.facts.writebacks[c.writeback], then: m.after.Writeback(i, nil),
	}
	switch {
	case c.flags.has(cloudCopyBySID):
		s.hasCopy = No
	case c.copy != none:
		s.category = CategoryOf(m.facts.directory[c.copy].groupTypeValue())
	}
	s.sourceUnread = c.syncEnabled == triNil && (!m.facts.collected.Sync || c.missing&missingSync != 0)
	d := s.decide(m.to)
	d.Kind, d.HasCopy, d.Now, d.Then = s.kind, s.hasCopy, s.now, s.then
	return d
}

// After is what would be written if the engines were as the move leaves them.
func (m *Mover) After() *Overlay { return m.after }

// stands decides all cloud groups for the target of the choices; nil without one.
func (f *Facts) stands() []Stand {
	if f.target() == "" {
		return nil
	}
	m, stands := f.Mover(f.target()), make([]Stand, len(f.cloud))
	parallel(len(stands), func(from, to int) {
		for i := from; i < to; i++ {
			stands[i] = m.Decide(i).Stand
		}
	})
	return stands
}
