package triage

import (
	"slices"
	"strings"

	"github.com/wbaudit/wbaudit/report"
)

// waiverPlan finds out which waivers the entries of a workbook ask for.
type waiverPlan struct {
	*Plan
	in   *Intake
	list *List
	// places are those of the waivers of a control for a target; taken and made what was asked for so far.
	places map[[2]string][]int
	taken  map[[2]string]*intakeRow
	made   map[[2]string]*Waiver
}

// take adds or renews the waiver of an accepted risk, and finds those that still accept what was
// decided otherwise.
func (p *waiverPlan) take(row *intakeRow) {
	n, id := row.note, strings.ToLower(row.about.ID)
	targets := []string{id}
	if row.about.Kind == report.TargetTenant {
		targets = []string{TargetTenant, id}
	}
	var places []int
	for _, target := range targets {
		places = append(places, p.places[[2]string{n.Control, target}]...)
	}
	switch {
	case n.Word != WordAccept:
		p.leave(row, places)
	case row.about.Kind == report.TargetWaiver:
		p.in.fault(row, "%s is about a waiver, which is corrected and not accepted: choose fix", n.Control)
	case targets[0] != TargetTenant && !guid.MatchString(id):
		p.in.fault(row, "%s is about %q, which a waiver cannot name: write a waiver by hand", n.Control, clip(id))
	default:
		p.accept(row, targets[0], id, places)
	}
}

// leave notes the waivers in force of what was decided otherwise, those by name as well: the operator has to delete
// them.
func (p *waiverPlan) leave(row *intakeRow, places []int) {
	if p.list == nil {
		if row.waived {
			p.Left = append(p.Left, LeftWaiver{0, row.note})
		}
		return
	}
	for i := range p.list.Waivers {
		w := &p.list.Waivers[i]
		if (slices.Contains(places, i) || w.Control == row.note.Control && w.covers(row.about)) && !w.Expired(p.in.Now) {
			p.Left = append(p.Left, LeftWaiver{w.Line, row.note})
		}
	}
}

func (p *waiverPlan) accept(row *intakeRow, target, id string, places []int) {
	n, key := row.note, [2]string{row.note.Control, target}
	if first := p.taken[key]; first != nil {
		if first.note.seal() != n.seal() {
			p.in.fault(row, "it accepts %s for the same target on other terms than row %d of sheet %.60q: write the same Owner, Due and Comment", n.Control, first.number, first.sheet)
		}
		if w := p.made[key]; w != nil {
			p.wider(w, p.Wider[w]-1)
			w.MaxCount = larger(w.MaxCount, row.count)
		}
		return
	}
	p.taken[key] = row
	created, last := p.in.Now.UTC(), n.day().Add(lastSecond)
	w := &Waiver{Control: n.Control, Target: target, Reason: strings.Join(strings.Fields(n.Comment), " "), Owner: n.Owner, Created: &created, Expires: &last, MaxCount: row.count}
	switch {
	case len(places) == 0:
		p.Added = append(p.Added, w)
	case !sameTerms(w, &p.list.Waivers[places[0]]):
		w.Target = p.list.Waivers[places[0]].Target
		p.Renewed[places[0]] = w
	default:
		return
	}
	p.made[key] = w
	p.wider(w, p.in.same[p.in.hash(n.Control+"\x00"+id)]-1)
}

func (p *waiverPlan) wider(w *Waiver, n int) {
	delete(p.Wider, w)
	if n > 0 {
		p.Wider[w] = n
	}
}

// larger returns the larger of two counts; no count is one that a waiver is not held to.
func larger(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	n := max(*a, *b)
	return &n
}

// sameTerms reports whether two waivers accept the same until the same day.
func sameTerms(a, b *Waiver) bool {
	return a.Reason == b.Reason && a.Owner == b.Owner && report.Day(a.Expires) == report.Day(b.Expires)
}

// places are those of the waivers of a control for a target; those by name are for no single target.
func (l *List) places() map[[2]string][]int {
	found := map[[2]string][]int{}
	if l == nil {
		return found
	}
	for i := range l.Waivers {
		w := &l.Waivers[i]
		key := [2]string{w.Control, w.Target}
		if w.Name == "" {
			found[key] = append(found[key], i)
		}
	}
	return found
}
