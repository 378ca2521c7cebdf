package triage

import (
	"fmt"
	"strings"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// verdict is what a control about waivers says of one waiver. Expected and actual are set where it
// fails, reason where it was not evaluated.
type verdict struct {
	outcome                           string
	message, expected, actual, reason string
	evidence                          map[string]any
}

func pass() verdict          { return verdict{outcome: report.OutcomePass} }
func notApplicable() verdict { return verdict{outcome: report.OutcomeNotApplicable} }

// judge passes on what is wrong with each waiver, control by control, and returns the summaries.
func (w *Waivers) judge() ([]*report.Summary, error) {
	blind := map[string]bool{}
	for _, s := range w.summaries {
		blind[s.Control] = s.NotEvaluated+s.Errors > 0
	}
	checks := map[string]func(i int) verdict{
		expired: w.expired, unused: func(i int) verdict { return w.unused(i, blind) }, unknown: w.unknown,
		duplicate: w.duplicate, broad: w.broad, outgrown: w.outgrown,
	}
	var summaries []*report.Summary
	for _, c := range Controls() {
		s, err := w.ask(&c, checks[c.ID])
		if err != nil {
			return nil, err
		}
		summaries = append(summaries, s)
	}
	return summaries, nil
}

// ask judges every waiver by one control.
func (w *Waivers) ask(c *report.Control, check func(int) verdict) (*report.Summary, error) {
	s := &report.Summary{Control: c.ID, Subjects: len(w.list.Waivers)}
	parts := map[string]int{}
	for i := range w.list.Waivers {
		v := check(i)
		switch v.outcome {
		case report.OutcomePass:
			s.Passed++
		case report.OutcomeNotApplicable:
			s.NotApplicable++
		case report.OutcomeNotEvaluated:
			s.NotEvaluated++
			addReason(s, v.reason)
		case report.OutcomeFail:
			s.Failed++
			f, err := w.report(c, i, v, parts)
			if err != nil {
				return nil, err
			}
			if err := w.to.Handle(report.Record{Finding: f}); err != nil {
				return nil, err
			}
		}
	}
	s.Outcome = worst(s)
	return s, nil
}

func addReason(s *report.Summary, text string) {
	s.Reason = text
	for i := range s.Reasons {
		if s.Reasons[i].Text == text {
			s.Reasons[i].Count++
			return
		}
	}
	s.Reasons = append(s.Reasons, report.Reason{Text: text, Count: 1, Scope: report.ScopeWaiver})
}

func worst(s *report.Summary) string {
	switch {
	case s.Failed > 0:
		return report.OutcomeFail
	case s.NotEvaluated > 0:
		return report.OutcomeNotEvaluated
	case s.Passed > 0:
		return report.OutcomePass
	}
	return report.OutcomeNotApplicable
}

// report makes the finding about a waiver. Its id is what the waiver is for and not its line, so that
// the finding is the same one after the file was sorted; the second of its kind has a part.
func (w *Waivers) report(c *report.Control, i int, v verdict, parts map[string]int) (*report.Finding, error) {
	one := &w.list.Waivers[i]
	id := one.Control + "/" + one.About()
	part := ""
	if parts[id]++; parts[id] > 1 {
		part = fmt.Sprint(parts[id])
	}
	if v.evidence == nil {
		v.evidence = map[string]any{}
	}
	v.evidence["line"] = one.Line
	digest, err := report.EvidenceDigest(v.expected, v.actual, v.evidence)
	return &report.Finding{
		Control: c.ID, Severity: c.Severity, Target: report.Target{Kind: report.TargetWaiver, ID: id, Name: one.Control + " for " + one.About()},
		Message: fmt.Sprintf("%s:%d: %s", w.list.base(), one.Line, v.message), Expected: v.expected, Actual: v.actual, Evidence: v.evidence,
		Fingerprint: report.Fingerprint(c.ID, report.TargetWaiver, id, part), EvidenceDigest: digest,
	}, err
}

// pair finds for each waiver the one that speaks in its stead: the first in force that is for the same.
func (w *Waivers) pair() {
	type same struct{ control, target, finding, name string }
	groups := map[same][]int{}
	for i := range w.list.Waivers {
		w.states[i].twin = -1
		one := &w.list.Waivers[i]
		key := same{one.Control, one.Target, one.Finding, strings.ToLower(one.Name)}
		groups[key] = append(groups[key], i)
	}
	for _, group := range groups {
		speaker := group[0]
		for _, i := range group {
			if !w.idle(i) {
				speaker = i
				break
			}
		}
		for _, i := range group {
			if i != speaker {
				w.states[i].twin = speaker
			}
		}
	}
}

// idle reports whether the end of a waiver has passed, or its beginning has not, as far as that is known.
func (w *Waivers) idle(i int) bool {
	one := &w.list.Waivers[i]
	return w.now != nil && (one.Expired(w.latest()) || one.Early(w.latest()))
}

func (w *Waivers) expired(i int) verdict {
	one := &w.list.Waivers[i]
	if severity := w.endless(i); severity != "" {
		return verdict{outcome: report.OutcomeFail,
			message:  fmt.Sprintf("the waiver of %s for %s is not applied: expires is missing, and what is %s is accepted until a day", one.Control, one.About(), severity),
			expected: "the last day of a risk that is " + severity, actual: "no expires", evidence: map[string]any{"findings": w.states[i].met}}
	}
	switch {
	case one.Expires == nil && one.Created == nil:
		return notApplicable()
	case w.now == nil:
		return verdict{outcome: report.OutcomeNotEvaluated,
			reason: "the time to judge by is not known, so waivers with a date are not applied: give --now"}
	case one.Early(w.latest()):
		return w.early(i)
	case !one.Expired(w.latest()):
		return pass()
	}
	days := int(w.latest().Sub(*one.Expires)/(24*time.Hour)) + 1
	message := fmt.Sprintf("the waiver of %s for %s expired on %s", one.Control, one.About(), one.Expires.Format(time.DateOnly))
	if !one.Expired(*w.now) {
		message += ", after what is judged was read"
	}
	return verdict{outcome: report.OutcomeFail, message: message,
		expected: "a waiver in force", actual: "expired on " + one.Expires.Format(time.DateOnly),
		evidence: map[string]any{"days": days, "findings": w.states[i].met}}
}

// endless returns the severity for which a waiver lacks an end: that of its control in this run, which settings can
// raise, or of a finding; "" where it needs none.
func (w *Waivers) endless(i int) string {
	one := &w.list.Waivers[i]
	if control := w.ran[one.Control]; control != nil && one.timeless(control.Severity) {
		return control.Severity
	}
	return w.states[i].endless
}

// latest is the time to hold both ends of a waiver to: what a snapshot showed is accepted later, but nothing is
// accepted in advance, and an acceptance that has ended by now holds for no snapshot, however old.
func (w *Waivers) latest() time.Time {
	if w.now.After(w.today) {
		return *w.now
	}
	return w.today
}

// early is said of a waiver that is created after the day on which somebody asks.
func (w *Waivers) early(i int) verdict {
	one := &w.list.Waivers[i]
	from, day := one.Created.UTC().Format(time.DateOnly), w.latest().UTC().Format(time.DateOnly)
	return verdict{outcome: report.OutcomeFail,
		message:  fmt.Sprintf("the waiver of %s for %s is not yet valid: it holds from %s, and it is %s", one.Control, one.About(), from, day),
		expected: "a waiver in force", actual: "created on " + from, evidence: map[string]any{"findings": w.states[i].met}}
}

func (w *Waivers) unused(i int, blind map[string]bool) verdict {
	one, s := &w.list.Waivers[i], &w.states[i]
	switch {
	case w.ran[one.Control] == nil, w.idle(i), s.twin >= 0, one.inert():
		return notApplicable() // not judged in this run, or another control about waivers speaks
	case s.met > 0:
		return pass()
	case blind[one.Control]:
		return verdict{outcome: report.OutcomeNotEvaluated, reason: one.Control + " did not judge everything, so nobody knows what its waivers cover"}
	}
	return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("%s has no finding about %s", one.Control, one.About()),
		expected: "a finding to cover", actual: "none"}
}

func (w *Waivers) unknown(i int) verdict {
	one := &w.list.Waivers[i]
	if w.ran[one.Control] != nil || w.known(one.Control) {
		return pass()
	}
	return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("there is no control %q", clip(one.Control)),
		expected: "the id of a control", actual: clip(one.Control)}
}

func (w *Waivers) duplicate(i int) verdict {
	twin := w.states[i].twin
	switch {
	case twin < 0:
		return pass()
	case w.idle(i):
		return notApplicable() // it has expired or has not begun, which is what to say of it
	}
	one, line := &w.list.Waivers[i], w.list.Waivers[twin].Line
	return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("%s is waived for %s in line %d already", one.Control, one.About(), line),
		expected: "one waiver", actual: "another in line " + fmt.Sprint(line), evidence: map[string]any{"other_line": line}}
}

func (w *Waivers) broad(i int) verdict {
	one, s := &w.list.Waivers[i], &w.states[i]
	switch n := letters(one.Name); {
	case one.Name == "":
		return notApplicable()
	case one.inert():
		return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("the pattern %q is not applied: it has fewer than %d characters of its own", clip(one.Name), fewestLetters),
			expected: fmt.Sprintf("at least %d characters besides * and ?", fewestLetters), actual: fmt.Sprint(n), evidence: map[string]any{"characters": n}}
	case s.covered > widest:
		return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("the pattern %q covers %d findings of %s", clip(one.Name), s.covered, one.Control),
			expected: fmt.Sprintf("at most %d findings", widest), actual: fmt.Sprint(s.covered), evidence: map[string]any{"findings": s.covered}}
	}
	return pass()
}

func (w *Waivers) outgrown(i int) verdict {
	one, s := &w.list.Waivers[i], &w.states[i]
	switch {
	case one.MaxCount == nil:
		return notApplicable()
	case s.grown == 0:
		return pass()
	case s.top.least && s.top.n <= *one.MaxCount:
		return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("%s about %s counts %s, since not all was read, so that max_count %d cannot hold it", one.Control, one.About(), s.top, *one.MaxCount),
			expected: fmt.Sprintf("at most %d", *one.MaxCount), actual: s.top.String(), evidence: map[string]any{"max_count": *one.MaxCount, "count": s.top.evidence()}}
	case s.top.n <= *one.MaxCount:
		return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("the finding of %s about %s has no count that max_count %d could hold it to", one.Control, one.About(), *one.MaxCount),
			expected: fmt.Sprintf("at most %d", *one.MaxCount), actual: "no count", evidence: map[string]any{"max_count": *one.MaxCount}}
	}
	return verdict{outcome: report.OutcomeFail, message: fmt.Sprintf("%s about %s has grown to %s, %d were accepted", one.Control, one.About(), s.top, *one.MaxCount),
		expected: fmt.Sprintf("at most %d", *one.MaxCount), actual: s.top.String(), evidence: map[string]any{"max_count": *one.MaxCount, "count": s.top.evidence()}}
}
