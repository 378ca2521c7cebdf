package report

import (
	"errors"
	"fmt"
)

// moveChecker holds the records of a move to one another: what waves and verdict count is what readiness
// records say. Its memory is bounded by the number of waves and of people who lose something.
type moveChecker struct {
	// last is the key of the last readiness record, begun whether any record of a move was seen.
	last         string
	begun, ended bool
	states       map[string]int
	waves        []Wave
	told         int
	totals       MoveTotals
	people       map[string]bool
	// groups is how many cloud groups the run counts; nil where it does not say.
	groups *int64
}

func newMoveChecker() *moveChecker {
	return &moveChecker{states: map[string]int{}, totals: MoveTotals{PeopleWhole: true}, people: map[string]bool{}}
}

// readiness holds one record to its parts and adds it up.
func (c *moveChecker) readiness(r *Readiness) error {
	if r.Key <= c.last {
		return fmt.Errorf("readiness of %q follows that of %q, expected ascending keys", r.Key, c.last)
	}
	c.last, c.begun = r.Key, true
	if err := oneOf("state", r.State, ReadinessStates[:len(ReadinessStates)-1]); err != nil {
		return err
	}
	if r.Moves() != (r.Wave > 0) || r.Wave > 0 != (r.Together > 0) {
		return fmt.Errorf("readiness of %q is %s in wave %d with %d together, expected a wave for what is ready and none else", r.Key, r.State, r.Wave, r.Together)
	}
	for _, reason := range r.Reasons {
		if err := oneOf("kind", reason.Kind, ReasonKinds); err != nil {
			return err
		}
	}
	c.states[r.State]++
	return c.add(r)
}

func (c *moveChecker) add(r *Readiness) error {
	for len(c.waves) < r.Wave {
		c.waves = append(c.waves, Wave{Number: len(c.waves) + 1, PeopleWhole: true})
	}
	w := &Wave{}
	if r.Wave > 0 {
		w = &c.waves[r.Wave-1]
	}
	w.Groups++
	w.Together += one(r.Together > 1)
	if err := c.work(r, w); err != nil {
		return err
	}
	return c.members(r.Key, r.Members, w)
}

// work adds up what is to be done to a copy, and who writes it next.
func (c *moveChecker) work(r *Readiness, w *Wave) error {
	t := &c.totals
	if err := oneOf("changes_over", r.ChangesOver, answers); err != nil {
		return err
	}
	t.ChangingOver += one(r.ChangesOver == "yes")
	t.ChangingOpen += one(r.ChangesOver == "unknown")
	if a := r.Anchor; a != nil {
		if err := oneOf("action", a.Action, anchorActions); err != nil {
			return err
		}
		todo, open := one(a.Action == "copy"), one(a.Action == "unknown")
		t.Anchors, t.AnchorsOpen = t.Anchors+todo, t.AnchorsOpen+open
		w.Anchors, w.AnchorsOpen = w.Anchors+todo, w.AnchorsOpen+open
	}
	if p := r.Copy; p != nil {
		if err := oneOf("renamed", p.Renamed, answers); err != nil {
			return err
		}
		t.Renamed += one(p.Renamed == "yes")
		t.RenamedOpen += one(p.Renamed == "unknown")
		t.Cut += one(p.DescriptionCut != nil && *p.DescriptionCut > 0)
		t.CutOpen += one(p.DescriptionCut == nil)
	}
	return nil
}

var (
	answers       = []string{"yes", "no", "unknown"}
	anchorActions = []string{"copy", "done", "conflict", "missing", "unknown"}
)

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (c *moveChecker) members(key string, m *MemberMove, w *Wave) error {
	if m == nil {
		return nil
	}
	edges := 0
	for _, e := range m.Edges {
		edges += e.Count
	}
	switch {
	case min(m.Kept, m.Lost, m.Undecided, m.PeopleLost, m.PeopleUndecided) < 0 || m.Kept+m.Lost+m.Undecided != m.Count:
		return fmt.Errorf("readiness of %q does not reconcile: %d members, but %d kept, %d lost and %d undecided", key, m.Count, m.Kept, m.Lost, m.Undecided)
	case edges != m.Lost+m.Undecided || len(m.Losses) != m.Lost:
		return fmt.Errorf("readiness of %q lists %d members that are lost and %d on edges, expected %d and %d", key, len(m.Losses), edges, m.Lost, m.Lost+m.Undecided)
	case len(m.PeopleLosses) != m.PeopleLost || m.PeopleLost+m.PeopleUndecided > m.People:
		return fmt.Errorf("readiness of %q lists %d people who lose access, expected %d of %d", key, len(m.PeopleLosses), m.PeopleLost, m.People)
	}
	t, whole := &c.totals, m.WholeLoss()
	t.Members, t.Kept, t.Lost, t.Undecided = t.Members+m.Count, t.Kept+m.Kept, t.Lost+m.Lost, t.Undecided+m.Undecided
	t.Unfollowed += one(m.Gap != "")
	t.PeopleWhole = t.PeopleWhole && whole
	w.Members, w.Lost, w.Undecided, w.PeopleLost = w.Members+m.Count, w.Lost+m.Lost, w.Undecided+m.Undecided, w.PeopleLost+m.PeopleLost
	w.Unfollowed += one(m.Gap != "")
	w.PeopleWhole = w.PeopleWhole && whole
	for i := range m.PeopleLosses {
		c.people[m.PeopleLosses[i].ID] = true
	}
	return nil
}

// wave holds a wave to the records before.
func (c *moveChecker) wave(w *Wave) error {
	c.begun = true
	c.told++
	switch {
	case w.Number != c.told || c.told > len(c.waves):
		return fmt.Errorf("wave %d comes where wave %d of %d was expected", w.Number, c.told, len(c.waves))
	case *w != c.waves[c.told-1]:
		return fmt.Errorf("wave %d is said to be %+v, but its groups come to %+v: lines are missing, or were added", w.Number, *w, c.waves[c.told-1])
	}
	return nil
}

// verdict holds the end of a move to the records before.
func (c *moveChecker) verdict(v *Verdict) error {
	c.begun, c.ended = true, true
	// No record tells of groups that were not read.
	c.totals.PeopleLost, c.totals.Whole = len(c.people), v.Totals.Whole
	if v.Waves != c.told || c.told != len(c.waves) {
		return fmt.Errorf("the verdict counts %d waves, but the stream holds %d and its groups move in %d: lines are missing", v.Waves, c.told, len(c.waves))
	}
	for _, state := range ReadinessStates[:len(ReadinessStates)-1] {
		if v.Of(state) != c.states[state] {
			return fmt.Errorf("the verdict counts %d groups as %s, but the stream holds %d of them: lines are missing, or were added", v.Of(state), state, c.states[state])
		}
	}
	all := int64(0)
	for _, s := range v.States {
		all += int64(s.Groups)
	}
	if c.groups != nil && all != *c.groups {
		return fmt.Errorf("the states of the verdict count %d cloud groups, but the run counts %d", all, *c.groups)
	}
	if v.Totals != c.totals {
		return fmt.Errorf("the verdict's totals are %+v, but its groups come to %+v", v.Totals, c.totals)
	}
	return v.agrees()
}

// agrees holds go, no-go and that nothing moves to the reasons.
func (v *Verdict) agrees() error {
	held, blind := v.Of(StateBlocked) > 0, v.Of(StateUndecided) > 0
	for _, r := range v.Reasons {
		if err := oneOf("kind", r.Kind, ReasonKinds); err != nil {
			return err
		}
		held, blind = held || r.Kind == "blocker", blind || r.Kind == "undecided"
	}
	free, nothing := !held && !blind, v.Waves == 0 && v.Totals.ChangingOver+v.Totals.ChangingOpen == 0
	if v.Go != (free && !nothing) || v.Nothing != (free && nothing) || v.Blind != (!held && blind) {
		return fmt.Errorf("the verdict says go %t, nothing moves %t and blind %t, but its reasons and states say otherwise", v.Go, v.Nothing, v.Blind)
	}
	return nil
}

// end refuses a move without a verdict.
func (c *moveChecker) end() error {
	if c.begun && !c.ended {
		return errors.New("the readiness of groups has no verdict: lines are missing")
	}
	return nil
}
