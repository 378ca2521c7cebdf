package policies

import (
	"cmp"
	"slices"

	"github.com/wbaudit/wbaudit/report"
)

// reasonLimit bounds the reasons a summary lists; the rest is counted in one.
const reasonLimit = 20

// tally counts the outcomes of one check.
type tally struct {
	counts  [outcomes]int
	reasons map[why]int
	// open is what could make the tenant's findings worse, see judgement.
	open string
}

// why is a reason, and what it holds of.
type why struct{ text, scope string }

// add counts a judgement of a subject; scope says what that is.
func (t *tally) add(g judgement, scope string) {
	t.counts[g.outcome]++
	if scope == report.ScopeTenant {
		t.open = cmp.Or(t.open, g.open)
	}
	if g.reason == "" {
		return
	}
	if g.general {
		scope = report.ScopeRun
	}
	t.because(why{g.reason, scope}, 1)
}

func (t *tally) because(w why, n int) {
	if t.reasons == nil {
		t.reasons = map[why]int{}
	}
	t.reasons[w] += n
}

func (t *tally) merge(other tally) {
	for i, n := range other.counts {
		t.counts[i] += n
	}
	for w, n := range other.reasons {
		t.because(w, n)
	}
	t.open = cmp.Or(t.open, other.open)
}

// blindness counts one subject as not evaluated where a required stream is not complete and no
// subject shows it: a list that was not read must not look like a list without defects. It does the
// same where what was not read could make a mild finding of the tenant, which is one subject of many
// parts, a grave one.
func (t *tally) blindness(judges []*judge) {
	if t.counts[notEvaluated] > 0 {
		return
	}
	for _, j := range judges {
		if reason := cmp.Or(j.blind, j.partial); reason != "" {
			t.add(judgement{outcome: notEvaluated, reason: reason}, report.ScopeRun)
			return
		}
	}
	if t.open != "" {
		t.add(judgement{outcome: notEvaluated, reason: t.open}, report.ScopeTenant)
	}
}

// summary reconciles one control.
func (t *tally) summary(id string) report.Summary {
	s := report.Summary{
		Control: id, Outcome: t.outcome(), Reasons: t.topReasons(),
		NotApplicable: t.counts[notApplicable], Passed: t.counts[passed], Failed: t.counts[failed],
		NotEvaluated: t.counts[notEvaluated], Errors: t.counts[errored],
	}
	s.Subjects = s.NotApplicable + s.Passed + s.Failed + s.NotEvaluated + s.Errors
	if len(s.Reasons) > 0 {
		s.Reason = s.Reasons[0].Text
	}
	return s
}

// outcome is the worst that occurred.
func (t *tally) outcome() string {
	for o := errored; o > notApplicable; o-- {
		if t.counts[o] > 0 {
			return o.String()
		}
	}
	return report.OutcomeNotApplicable
}

// String is the outcome as a stream has it.
func (o outcome) String() string {
	return [outcomes]string{notApplicable: report.OutcomeNotApplicable, passed: report.OutcomePass, notEvaluated: report.OutcomeNotEvaluated,
		failed: report.OutcomeFail, errored: report.OutcomeError}[o]
}

// topReasons lists the most frequent reasons first, equal ones by text. The rest is counted by what it holds of.
func (t *tally) topReasons() []report.Reason {
	list := make([]report.Reason, 0, len(t.reasons))
	for w, n := range t.reasons {
		list = append(list, report.Reason{Text: w.text, Count: n, Scope: w.scope})
	}
	slices.SortFunc(list, func(a, b report.Reason) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Text, b.Text), cmp.Compare(a.Scope, b.Scope))
	})
	if len(list) <= reasonLimit {
		return list
	}
	rest := map[string]int{}
	for _, r := range list[reasonLimit-1:] {
		rest[r.Scope] += r.Count
	}
	list = list[:reasonLimit-1]
	for _, scope := range sortedKeys(rest) {
		list = append(list, report.Reason{Text: "other reasons", Count: rest[scope], Scope: scope})
	}
	return list
}
