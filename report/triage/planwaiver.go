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
	// places are those of the waivers of a control for a target and a finding, "" for all of its findings.
	places map[[3]string][]int
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
	for _, fingerprint := range [...]string{n.Fingerprint, ""} {
		for _, target := range targets {
			places = append(places, p.places[[3]string{n.Control, target, fingerprint}]...)
		}
	}
	switch {
	case n.Word != WordAccept:
		p.leave(row, places)
	case row.about.Kind == report.TargetWaiver:
		p.in.fault(row, "%s is about a waiver, which is corrected and not accepted: choose fix", n.Control)
	case targets[0] != TargetTenant && !guid.MatchString(id):
		p.in.fault(row, "%s is about %q, which a waiver cannot name: write a waiver by hand", n.Control, clip(id))
	default:
		p.accept(row, targets[0], places)
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

// accept asks for a waiver of this finding alone. An entry that is for it is renewed, also one without finding that
// covers no other; one that does stays as it is, and is told.
func (p *waiverPlan) accept(row *intakeRow, target string, places []int) {
	n := row.note
	created, last := p.in.Now.UTC(), n.day().Add(lastSecond)
	w := &Waiver{Control: n.Control, Target: target, Finding: n.Fingerprint, Reason: strings.Join(strings.Fields(n.Comment), " "), Owner: n.Owner, Created: &created, Expires: &last, MaxCount: row.count}
	others := p.in.same[p.in.hash(n.Control+"\x00"+strings.ToLower(row.about.ID))] - 1
	for _, i := range places {
		one := &p.list.Waivers[i]
		wide := one.Finding == "" && others > 0
		if wide && !one.Expired(p.in.Now) {
			p.Wide = append(p.Wide, WideWaiver{one.Line, n, others})
		}
		if sameTerms(w, one) {
			return
		}
		if !wide {
			w.Target = one.Target
			p.Renewed[i] = w
			return
		}
	}
	p.Added = append(p.Added, w)
}

// sameTerms reports whether two waivers accept the same until the same day.
func sameTerms(a, b *Waiver) bool {
	return a.Reason == b.Reason && a.Owner == b.Owner && report.Day(a.Expires) == report.Day(b.Expires)
}

// places are those of the waivers of a control for a target and a finding; those by name are for no single target.
func (l *List) places() map[[3]string][]int {
	found := map[[3]string][]int{}
	if l == nil {
		return found
	}
	for i := range l.Waivers {
		w := &l.Waivers[i]
		key := [3]string{w.Control, w.Target, w.Finding}
		if w.Name == "" {
			found[key] = append(found[key], i)
		}
	}
	return found
}
