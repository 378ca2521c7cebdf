package html

import "github.com/wbaudit/wbaudit/report"

// How many groups of one state, and how many people of one group, the page lists of a move; the counts stay
// exact, and the workbook has all of them.
const (
	listedMoves  = 300
	listedLosers = 50
)

// moves are the readiness records that the page lists, in the order of states.
type moves struct {
	byState map[string][]*report.Readiness
}

func (m *moves) add(r *report.Readiness) {
	if m.byState == nil {
		m.byState = map[string][]*report.Readiness{}
	}
	if len(m.byState[r.State]) == listedMoves {
		return
	}
	short := *r
	if short.Members != nil {
		members := *short.Members
		// What is lost can be everybody; the page holds the first few.
		members.Losses, members.PeopleLosses = nil, append([]report.PersonLoss(nil), members.PeopleLosses[:min(len(members.PeopleLosses), listedLosers)]...)
		short.Members = &members
	}
	m.byState[r.State] = append(m.byState[r.State], &short)
}

func (m *moves) list() []*report.Readiness {
	var all []*report.Readiness
	for _, state := range report.ReadinessStates {
		all = append(all, m.byState[state]...)
	}
	return all
}

// said is a reason of the verdict with the title of its control where it has no text of its own.
func said(v view, r report.VerdictReason) string {
	if r.Text == "" {
		if c := v.Counts.Control(r.Control); c != nil {
			return c.Control.Title
		}
	}
	return r.Text
}
