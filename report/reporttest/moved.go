package reporttest

import "github.com/wbaudit/wbaudit/report"

// moved returns what a move adds to a stream: readiness of its cloud groups, waves and a verdict.
func moved(r random, records []report.Record) []report.Record {
	m := move{random: r, states: map[string]int{}, people: map[string]bool{}, verdict: report.Verdict{To: r.one("cloudsync", "soa", "v1", "v2")}}
	m.verdict.Totals.PeopleWhole, m.verdict.Totals.Whole = true, m.yes()
	for _, record := range records {
		if record.Group != nil {
			m.add(m.readiness(record.Group))
		}
	}
	return m.end()
}

// move adds up what it makes, as package migration does.
type move struct {
	random
	added   []report.Record
	waves   []report.Wave
	states  map[string]int
	people  map[string]bool
	verdict report.Verdict
}

func (m *move) readiness(g *report.Group) *report.Readiness {
	members := int64(m.IntN(1000))
	one := &report.Readiness{
		Key: g.Key, Target: g.Target, State: m.one(report.ReadinessStates[:6]...), CloudMembers: &members,
		Reasons: []report.ReadinessReason{{Kind: m.one(report.ReasonKinds...), Control: "CFG-01", Severity: "high", Text: m.text(), Group: g.Key, Name: m.text(),
			Fingerprint: report.Fingerprint("CFG-01", "group", g.Target.ID, "")}},
	}
	if one.ChangesOver = "no"; one.State == report.StateStaysOnV1 {
		one.ChangesOver = m.answer()
	}
	if one.Moves() {
		// Every wave has a group: the next one is at most one later.
		one.Wave, one.Together = 1+m.IntN(len(m.waves)+1), 1+m.IntN(2)
	}
	if m.yes() {
		current := m.text()
		one.Anchor = &report.AnchorStep{Action: m.one("copy", "done", "conflict", "missing", "unknown"), DN: m.text(), Value: m.text(), Current: &current}
		one.Copy = &report.CopyStep{CN: m.text(), CNNow: m.text(), CNSure: m.yes(), Renamed: m.answer(), OU: m.text(), OUKept: "unknown", Type: "universalSecurityGroup"}
		if cut := m.IntN(2); m.yes() {
			one.Copy.DescriptionCut = &cut
		}
	}
	if m.IntN(4) > 0 {
		one.Members = m.members()
	}
	return one
}

func (m *move) answer() string { return m.one("yes", "no", "unknown") }

func (m *move) members() *report.MemberMove {
	mm := &report.MemberMove{Gap: m.one("", m.text()), Kept: m.IntN(9), Undecided: m.IntN(3), PeopleWhole: m.yes()}
	for i := range m.IntN(4) {
		mm.Losses = append(mm.Losses, report.MemberLoss{Class: "guest", ID: m.id(5, i), DN: m.text(), Name: m.text(), Reason: m.text()})
		mm.PeopleLosses = append(mm.PeopleLosses, report.PersonLoss{ID: m.id(5, m.IntN(9)), DN: m.text(), Name: m.text(), Direct: m.yes(), Group: m.text(), Member: m.text(), Reason: m.text()})
	}
	mm.Lost, mm.PeopleLost = len(mm.Losses), len(mm.PeopleLosses)
	mm.Count, mm.People = mm.Kept+mm.Lost+mm.Undecided, mm.PeopleLost+m.IntN(5)
	if mm.Lost > 0 {
		mm.Edges = append(mm.Edges, report.LostEdge{Fate: "lost", Class: "guest", Reason: m.text(), Count: mm.Lost})
	}
	if mm.Undecided > 0 {
		mm.Edges = append(mm.Edges, report.LostEdge{Fate: "undecided", Class: "guest", Reason: m.text(), Count: mm.Undecided})
	}
	return mm
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

func (m *move) add(one *report.Readiness) {
	m.added = append(m.added, report.Record{Readiness: one})
	m.states[one.State]++
	if one.Wave > len(m.waves) {
		m.waves = append(m.waves, report.Wave{Number: one.Wave, PeopleWhole: true})
	}
	w, t := &report.Wave{}, &m.verdict.Totals
	if one.Wave > 0 {
		w = &m.waves[one.Wave-1]
	}
	w.Groups++
	w.Together += count(one.Together > 1)
	t.ChangingOver += count(one.ChangesOver == "yes")
	t.ChangingOpen += count(one.ChangesOver == "unknown")
	if a := one.Anchor; a != nil {
		w.Anchors, w.AnchorsOpen = w.Anchors+count(a.Action == "copy"), w.AnchorsOpen+count(a.Action == "unknown")
		t.Anchors, t.AnchorsOpen = t.Anchors+count(a.Action == "copy"), t.AnchorsOpen+count(a.Action == "unknown")
	}
	if c := one.Copy; c != nil {
		t.Renamed += count(c.Renamed == "yes")
		t.RenamedOpen += count(c.Renamed == "unknown")
		t.Cut += count(c.DescriptionCut != nil && *c.DescriptionCut > 0)
		t.CutOpen += count(c.DescriptionCut == nil)
	}
	if mm := one.Members; mm != nil {
		w.Members, w.Lost, w.Undecided, w.PeopleLost = w.Members+mm.Count, w.Lost+mm.Lost, w.Undecided+mm.Undecided, w.PeopleLost+mm.PeopleLost
		w.Unfollowed += count(mm.Gap != "")
		w.PeopleWhole = w.PeopleWhole && mm.WholeLoss()
		t.Members, t.Kept, t.Lost, t.Undecided = t.Members+mm.Count, t.Kept+mm.Kept, t.Lost+mm.Lost, t.Undecided+mm.Undecided
		t.Unfollowed += count(mm.Gap != "")
		t.PeopleWhole = t.PeopleWhole && mm.WholeLoss()
		for _, p := range mm.PeopleLosses {
			m.people[p.ID] = true
		}
	}
}

func (m *move) end() []report.Record {
	v := &m.verdict
	for i := range m.waves {
		m.added = append(m.added, report.Record{Wave: &m.waves[i]})
	}
	v.Waves, v.Totals.PeopleLost = len(m.waves), len(m.people)
	for _, state := range report.ReadinessStates {
		v.States = append(v.States, report.StateCount{State: state, Groups: m.states[state]})
	}
	v.Reasons = []report.VerdictReason{{Kind: m.one("after", "notice", "accepted"), Control: "CFG-01", Severity: "high", Text: m.text()}}
	if m.yes() {
		v.Reasons = append(v.Reasons, report.VerdictReason{Kind: "blocker", Control: "CFG-01", Groups: 1})
	}
	actual := m.Int64N(1000)
	v.Limits = []report.TargetLimit{{Name: "members of the largest group", Control: "CS-02", Limit: 50_000, Actual: &actual, State: "within"}}
	v.SignOff = []report.SignOff{{ID: "SO-01", Text: "The change window is agreed, and the owner of the rollback is named."}}
	held, blind := m.states[report.StateBlocked] > 0 || len(v.Reasons) > 1, m.states[report.StateUndecided] > 0
	v.Nothing = !held && !blind && v.Waves == 0 && v.Totals.ChangingOver+v.Totals.ChangingOpen == 0
	v.Go, v.Blind = !held && !blind && !v.Nothing, !held && blind
	return append(m.added, report.Record{Verdict: v})
}
