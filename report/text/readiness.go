package text

import (
	"fmt"

	"github.com/wbaudit/wbaudit/report"
)

// listedHeld is how many groups of each kind are named that do not move or lose somebody; the others are
// counted.
const listedHeld = 5

// move keeps what the summary names of a move.
type move struct {
	limit int
	// held are the first groups that are blocked or undecided, losing the first that lose people.
	held, losing []*report.Readiness
	losers       int
}

func (m *move) add(r *report.Readiness) {
	if (r.State == report.StateBlocked || r.State == report.StateUndecided) && len(m.held) < m.limit {
		m.held = append(m.held, r)
	}
	if r.Members == nil || r.Members.PeopleLost == 0 {
		return
	}
	if m.losers++; len(m.losing) < m.limit {
		m.losing = append(m.losing, r)
	}
}

// readiness says go or no-go, and what it rests on.
func (s *summary) readiness(p *printer) {
	v := s.counts.Verdict
	if v == nil {
		return
	}
	style := styleWarning
	if !v.Against() {
		style = styleBold
	}
	p.blank()
	p.line(style, report.Visible(v.Title()))
	if remark := v.Remark(); remark != "" {
		p.wrapped("", "  ", "  ", remark)
	}
	for _, state := range v.States {
		p.line("", fmt.Sprintf("  %9s %s", report.Thousands(state.Groups), report.StateWords[state.State]))
	}
	p.wrapped("", "  ", "  ", v.Totals.Sentence())
	p.wrapped("", "  ", "  ", v.Totals.Work())
	s.verdictReasons(p, v)
	s.heldGroups(p, v)
	s.waves(p)
	s.losses(p, v)
	p.heading("Limits of the target")
	for i := range v.Limits {
		p.wrapped("", "  ", "    ", report.Visible(v.Limits[i].Sentence()))
	}
	p.heading("To be signed for: no data shows it")
	for _, item := range v.SignOff {
		p.wrapped("", "  [ ] "+report.Visible(item.ID)+"  ", "             ", report.Visible(item.Text))
	}
}

func (s *summary) verdictReasons(p *printer, v *report.Verdict) {
	if len(v.Reasons) == 0 {
		return
	}
	p.heading("What it rests on")
	for _, r := range s.counts.RestsOn() {
		p.wrapped("", "  "+pad(report.ReasonWord(r.Kind), 10)+" ", "             ", report.Visible(r.Sentence()))
	}
	p.heading("What the words say")
	for _, w := range report.MoveLegend {
		p.wrapped(styleDim, "  ", "    ", w.Word+": "+w.Meaning)
	}
}

func (s *summary) heldGroups(p *printer, v *report.Verdict) {
	if len(s.move.held) == 0 {
		return
	}
	p.heading("Groups that do not move")
	for _, r := range s.move.held {
		p.wrapped("", "  ", "    ", report.Visible(fmt.Sprintf("%s: %s; %s", r.Target.Name, report.StateWords[r.State], r.Why())))
	}
	if more := v.Of(report.StateBlocked) + v.Of(report.StateUndecided) - len(s.move.held); more > 0 {
		p.line(styleDim, fmt.Sprintf("  … and %s", report.Separated(more, "more group")))
	}
}

func (s *summary) waves(p *printer) {
	if len(s.counts.Waves) == 0 {
		return
	}
	p.heading("Waves")
	for _, w := range s.counts.Waves {
		p.wrapped("", "  ", "    ", w.Sentence())
	}
}

func (s *summary) losses(p *printer, v *report.Verdict) {
	if len(s.move.losing) == 0 {
		return
	}
	p.heading(fmt.Sprintf("People who lose access (%s)", report.Known(v.Totals.PeopleLost, v.Totals.PeopleWhole)))
	for _, r := range s.move.losing {
		first := r.Members.PeopleLosses[0]
		text := fmt.Sprintf("%s: %s, such as %s", r.Target.Name, r.Members.PeopleWords(), first.Sentence())
		p.wrapped("", "  ", "    ", report.Visible(text))
	}
	if more := s.move.losers - len(s.move.losing); more > 0 {
		p.line(styleDim, fmt.Sprintf("  … and %s", report.Separated(more, "more group")))
	}
}
