package readiness

import (
	"cmp"
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/diff"
)

// Wave is the groups that move at the same time.
type Wave struct {
	Number int
	Groups int
	// Together counts those of them that move at once because they contain one another.
	Together int
	// Members counts the members of their copies, Lost those that are lost and Undecided those of which that is not
	// known; Unfollowed counts groups of which members could not all be followed.
	Members, Lost, Undecided, Unfollowed int
	// PeopleLost counts people, each once for a group; PeopleWhole is false when there may be more.
	PeopleLost  int
	PeopleWhole bool
	// Anchors counts those of their copies that need an anchor copied, AnchorsOpen those of which that is not known.
	Anchors, AnchorsOpen int
}

// Verdict is go, no-go, or that there is nothing to decide on.
type Verdict struct {
	Go bool
	// Nothing says that nothing is against the move because nothing moves: no group has a wave, and none changes
	// over to V1. Then Go is false, and it is no no-go.
	Nothing bool
	// Blind says of a no-go that nothing known is against the move, only what is not known.
	Blind   bool
	Reasons []VerdictReason
	// States counts every cloud group.
	States map[State]int
	Waves  []Wave
	Totals Totals
	Limits []Limit
}

// VerdictReason is what stands against the move as a whole, or was accepted.
type VerdictReason struct {
	// Kind is blocker, undecided, after, notice or accepted.
	Kind    ReasonKind
	Control string
	// Severity is that of the finding; "" without one.
	Severity, Text string
	// Groups counts the groups that it is about; 0 for the tenant.
	Groups int
}

// Totals are sums over all groups that the target is about. Beside a number that rests on what is read of a group stands
// how many groups it is open of: those of which that was not read, or of which it is not known whether they move.
type Totals struct {
	// Whole is false when not every cloud group was read: all that follows is of those that were.
	Whole                          bool
	Members, Kept, Lost, Undecided int
	// PeopleLost counts people, each once, with at least one loss; PeopleWhole is false when there may
	// be more.
	PeopleLost  int
	PeopleWhole bool
	// Unfollowed counts groups of which members could not all be followed.
	Unfollowed int
	// Anchors counts anchors to copy, Renamed copies that get another name, Cut descriptions.
	Anchors, AnchorsOpen int
	Renamed, RenamedOpen int
	Cut, CutOpen         int
	// ChangingOver counts groups that V1 takes over from V2, or begins to write, once V2 is off.
	ChangingOver, ChangingOpen int
}

// Counter adds up groups. The zero Counter is not ready, see NewCounter.
type Counter struct {
	plan    *Plan
	verdict Verdict
	people  map[string]bool
	grouped map[VerdictReason]int
	// open are the ways in which people lose access that nobody accepted.
	open map[string]losses
}

// NewCounter returns a Counter without groups, for those of a plan.
func NewCounter(p *Plan) *Counter {
	return &Counter{
		plan: p, verdict: Verdict{States: map[State]int{}, Totals: Totals{Whole: p.groupsRead(), PeopleWhole: true}}, people: map[string]bool{}, grouped: map[VerdictReason]int{},
		open: map[string]losses{},
	}
}

// Add counts a group.
func (c *Counter) Add(g *Group) {
	v := &c.verdict
	v.States[g.State]++
	for len(v.Waves) < g.Wave {
		v.Waves = append(v.Waves, Wave{Number: len(v.Waves) + 1, PeopleWhole: true})
	}
	w := &Wave{} // of a group that does not move nothing is kept
	if g.Wave > 0 {
		w = &v.Waves[g.Wave-1]
	}
	w.Groups++
	if g.Together > 1 {
		w.Together++
	}
	c.work(g, w)
	c.members(g.Move, w)
	c.reasons(g)
	c.unsigned(g)
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// work counts what is to be done to the copy of a group, and who writes it next.
func (c *Counter) work(g *Group, w *Wave) {
	t := &c.verdict.Totals
	if a := g.Anchor; a != nil {
		todo, open := count(a.Action == AnchorCopy), count(a.Action == AnchorUnknown)
		t.Anchors, t.AnchorsOpen = t.Anchors+todo, t.AnchorsOpen+open
		w.Anchors, w.AnchorsOpen = w.Anchors+todo, w.AnchorsOpen+open
	}
	if g.Copy != nil {
		t.Renamed += count(g.Copy.Renamed == diff.Yes)
		t.RenamedOpen += count(g.Copy.Renamed == diff.Unknown)
		t.Cut += count(g.Copy.DescriptionCut != nil && *g.Copy.DescriptionCut > 0)
		t.CutOpen += count(g.Copy.DescriptionCut == nil)
	}
	t.ChangingOver += count(g.ChangesOver == diff.Yes)
	t.ChangingOpen += count(g.ChangesOver == diff.Unknown)
}

func (c *Counter) members(m *diff.Transfer, w *Wave) {
	if m == nil {
		return
	}
	t, whole := &c.verdict.Totals, m.PeopleWhole && m.PeopleUndecided == 0
	t.Members += m.Members
	t.Kept += m.Kept
	t.Lost += m.Lost
	t.Undecided += m.Undecided
	t.Unfollowed += count(m.Gap != "")
	t.PeopleWhole = t.PeopleWhole && whole
	w.Members += m.Members
	w.Lost += m.Lost
	w.Undecided += m.Undecided
	w.Unfollowed += count(m.Gap != "")
	w.PeopleLost += m.PeopleLost
	w.PeopleWhole = w.PeopleWhole && whole
	for i := range m.PeopleLosses {
		c.people[m.PeopleLosses[i].Key] = true
	}
}

// reasons counts the groups of each control that keeps groups back, or was accepted for them.
func (c *Counter) reasons(g *Group) {
	seen := map[VerdictReason]bool{}
	for _, r := range g.Reasons {
		if r.Kind == ReasonWave || r.Kind == ReasonChild || r.Kind == ReasonNotice && r.Control == "" {
			continue
		}
		key := VerdictReason{Kind: r.Kind, Control: r.Control, Text: r.Sum}
		if r.Control == "" {
			key.Text = r.Text
		}
		if !seen[key] {
			seen[key] = true
			c.grouped[key]++
		}
	}
}

// Conclude gives the verdict over all cloud groups of the plan, of which those that the target is not about
// were not added. The reasons given are those of the tenant.
func (c *Counter) Conclude(tenant []VerdictReason) Verdict {
	v := c.verdict
	counted := 0
	for _, n := range v.States {
		counted += n
	}
	v.States[NotApplicable] = c.plan.Len() - counted
	v.Totals.PeopleLost = len(c.people)
	v.Limits = c.plan.Limits()
	v.Reasons = slices.Clone(tenant)
	for r, n := range c.grouped {
		ofTenant := func(t VerdictReason) bool { return t.Kind == ReasonAfter && r.Kind == t.Kind && r.Control == t.Control }
		if slices.ContainsFunc(tenant, ofTenant) {
			continue // every group has it, and it was said of the tenant
		}
		r.Groups = n
		v.Reasons = append(v.Reasons, r)
	}
	kinds := ReasonKinds()
	slices.SortFunc(v.Reasons, func(a, b VerdictReason) int {
		return cmp.Or(cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind)), cmp.Compare(b.Groups, a.Groups),
			strings.Compare(a.Control, b.Control), strings.Compare(a.Text, b.Text))
	})
	has := func(kind ReasonKind) bool {
		return slices.ContainsFunc(v.Reasons, func(r VerdictReason) bool { return r.Kind == kind })
	}
	held, blind := has(ReasonBlocker) || v.States[Blocked] > 0, has(ReasonOpen) || v.States[Undecided] > 0
	v.Nothing = !held && !blind && len(v.Waves) == 0 && v.Totals.ChangingOver+v.Totals.ChangingOpen == 0
	v.Go, v.Blind = !held && !blind && !v.Nothing, !held && blind
	return v
}
