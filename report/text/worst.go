package text

import (
	"cmp"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// worst keeps the first few of the worst findings of each control.
type worst struct {
	limit     int
	byControl map[string][]*report.Finding
}

func newWorst(limit int) *worst {
	return &worst{limit: limit, byControl: map[string][]*report.Finding{}}
}

// add keeps f when it is among the worst of its control; of equals the first one stays.
func (w *worst) add(f *report.Finding) {
	kept := w.byControl[f.Control]
	at, _ := slices.BinarySearchFunc(kept, f, func(a, b *report.Finding) int {
		if compareFindings(a, b) <= 0 {
			return -1
		}
		return 1
	})
	if at == w.limit {
		return
	}
	kept = slices.Insert(kept, at, f)
	w.byControl[f.Control] = kept[:min(len(kept), w.limit)]
}

// compareFindings puts what is open before what is waived or settling, then the worse first.
func compareFindings(a, b *report.Finding) int {
	return cmp.Or(closed(a)-closed(b), report.SeverityRank(a.Severity)-report.SeverityRank(b.Severity))
}

func closed(f *report.Finding) int {
	if f.Open() {
		return 0
	}
	return 1
}

// controls returns the controls that have findings, the one with the worst first finding first, and
// of equals the one with more findings.
func (w *worst) controls(counts *report.Counts) []*report.ControlCount {
	var found []*report.ControlCount
	for _, c := range counts.Controls {
		if c.Findings.Total() > 0 {
			found = append(found, c)
		}
	}
	slices.SortStableFunc(found, func(a, b *report.ControlCount) int {
		return cmp.Or(compareFindings(w.byControl[a.Control.ID][0], w.byControl[b.Control.ID][0]), b.Findings.Total()-a.Findings.Total())
	})
	return found
}
