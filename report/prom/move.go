package prom

import "github.com/wbaudit/wbaudit/report"

// move writes the verdict on a move as a set of states of which one is 1, and what it counts. A count of which nothing is
// known is absent; beside each that may be too low stands a series that says so.
func (m *metrics) move() {
	v := m.counts.Verdict
	if v == nil {
		return
	}
	m.family("wbaudit_readiness_verdict", "1 for the verdict on the move, 0 for the others.")
	for _, word := range report.VerdictWords {
		m.sample("wbaudit_readiness_verdict", one(v.Word() == word), "target", v.To, "verdict", word)
	}
	m.moved("wbaudit_readiness_blind", "1 where nothing known is against the move, only what is not known, else 0.", one(v.Blind), v)
	m.family("wbaudit_readiness_groups", "Cloud groups by how they stand to the move.")
	for _, s := range v.States {
		m.sample("wbaudit_readiness_groups", int64(s.Groups), "target", v.To, "state", s.State)
	}
	m.moved("wbaudit_readiness_waves", "Waves in which groups move.", int64(v.Waves), v)
	m.lost(v)
}

// lost writes what becomes of members and people.
func (m *metrics) lost(v *report.Verdict) {
	n := &v.Totals
	m.moved("wbaudit_readiness_groups_complete", "1 when every cloud group was read; else the counts of members and people are at least so many.", one(n.Whole), v)
	m.moved("wbaudit_readiness_unfollowed_groups", "Groups of which members could not all be followed: the counts of members are at least so many where there are any.", int64(n.Unfollowed), v)
	m.family("wbaudit_readiness_members", "Members of copies by what the move does to them, as far as they are known; absent when not known.")
	for _, f := range []struct {
		fate string
		n    int
	}{{"kept", n.Kept}, {"lost", n.Lost}, {"undecided", n.Undecided}} {
		if f.n > 0 || n.WholeMembers() {
			m.sample("wbaudit_readiness_members", int64(f.n), "target", v.To, "fate", f.fate)
		}
	}
	whole := n.WholeLoss()
	m.moved("wbaudit_readiness_people_complete", "1 when all people who lose access are counted, 0 when there may be more.", one(whole), v)
	if n.PeopleLost > 0 || whole {
		m.moved("wbaudit_readiness_people_losing_access", "People who lose access by the move, as far as they are known; absent when not known.", int64(n.PeopleLost), v)
	}
}

// moved writes a metric of one value for the target of a move.
func (m *metrics) moved(name, help string, value int64, v *report.Verdict) {
	m.family(name, help)
	m.sample(name, value, "target", v.To)
}

func one(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}
