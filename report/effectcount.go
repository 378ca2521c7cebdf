package report

import "fmt"

// effectCounter makes the totals of a what-if again from its effects.
type effectCounter struct {
	outcomes map[string]int
	lessSure int
	people   map[string]map[string]bool
	partial  bool
}

func newEffectCounter() *effectCounter {
	return &effectCounter{outcomes: map[string]int{}, people: map[string]map[string]bool{}}
}

func (c *effectCounter) add(e *Effect) {
	if e.Outcome == EffectUnchanged {
		c.lessSure++
	} else {
		c.outcomes[e.Outcome]++
	}
	c.partial = c.partial || !e.PeopleWhole
	if c.people[e.Loss] == nil {
		c.people[e.Loss] = map[string]bool{}
	}
	for _, p := range e.People {
		c.people[e.Loss][p.Key] = true
	}
}

// totals are those of the effects that were added, of so many subjects.
func (c *effectCounter) totals(subjects int) EffectTotals {
	t := EffectTotals{
		Subjects: subjects, Deleted: c.outcomes[EffectDeleted], Freezes: c.outcomes[EffectFreezes], Retypes: c.outcomes[EffectRetypes],
		Appears: c.outcomes[EffectAppears], Resumes: c.outcomes[EffectResumes], Pending: c.outcomes[EffectPending],
		Undecided: c.outcomes[EffectUndecided], LessSure: c.lessSure, PeopleWhole: !c.partial,
		PeopleLosingGroup: len(c.people[LossOfGroup]), PeopleLosingAccess: len(c.people[LossOfAccess]), PeopleUndecided: len(c.people[LossUndecided]),
	}
	t.Unchanged = subjects
	for _, n := range c.outcomes {
		t.Unchanged -= n
	}
	return t
}

// effectChecker holds a stream of effects to its contract: order, known words, and totals that are those of
// its effects.
type effectChecker struct {
	counter *effectCounter
	head    *Whatif
	last    string
	done    bool
}

func (c *effectChecker) check(r EffectRecord) error {
	switch {
	case c.done:
		return fmt.Errorf("a record comes behind the totals: lines were moved, or come twice")
	case r.Whatif != nil && c.head == nil:
		c.head = r.Whatif
		return checkFormat(r.Whatif.Format)
	case c.head == nil:
		return fmt.Errorf("expected what was assumed in the first line")
	case r.Effect != nil:
		return c.effect(r.Effect)
	case r.Totals != nil:
		c.done = true
		if want := c.counter.totals(c.head.Subjects); want != *r.Totals {
			return fmt.Errorf("the totals are not those of the effects: lines are missing, or were changed; counted %+v, found %+v", want, *r.Totals)
		}
		return nil
	}
	return fmt.Errorf("expected an effect or the totals")
}

func (c *effectChecker) effect(e *Effect) error {
	if e.Key <= c.last {
		return fmt.Errorf("effect on %q follows %q, expected ascending keys", e.Key, c.last)
	}
	c.last = e.Key
	c.counter.add(e)
	if err := oneOf("outcome", e.Outcome, EffectOutcomes); err != nil {
		return err
	}
	return oneOf("loss", e.Loss, []string{"", LossOfGroup, LossOfAccess, LossUndecided})
}
