package oscal

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/wbaudit/wbaudit/report"
)

// list adds a target to the inventory, once, with what else is known of it.
func (a *Results) list(t *report.Target, more ...property) error {
	key := id("subject", t.Kind, t.ID)
	if a.subjects[key] {
		return nil
	}
	a.subjects[key] = true
	return a.items.add(item{key.String(), markup(t.Name), append(props("kind", t.Kind, "id", t.ID, "name", t.Name, "dn", t.DN), more...)})
}

// portal is what the portal's two columns show of a group, and what is true.
func portal(g *report.Group) []property {
	s := g.Shown()
	if s == nil {
		return nil
	}
	return props("portal-writeback-enabled", s.Enabled, "portal-target-writeback-type", s.Target, "portal-meaning", s.Meaning,
		"effective-writeback", s.Expected, "effective-type", s.Type)
}

// observing begins the list of observations, once.
func (a *Results) observing() {
	if !a.observed {
		a.observed = true
		a.out.List(`,"observations":[`)
	}
}

// idle writes that a control applies to nothing.
func (a *Results) idle(c *report.ControlCount) {
	a.observing()
	a.out.Element(observation{
		UUID: id("idle", c.Control.ID).String(), Title: markup(c.Control.ID + " " + c.Control.Title),
		Description: markup(fmt.Sprintf("The control applies to none of %s: it was not judged.", report.Separated(c.Summary.Subjects, "subject"))),
		Props:       outcomeProps(c, c.Summary), Methods: []string{"TEST"}, Types: []string{"not-applicable"}, Collected: stamp(a.collected()),
	})
}

// outcomeProps are what a control came to.
func outcomeProps(c *report.ControlCount, s *report.Summary) []property {
	return props("control", c.Control.ID, "severity", c.Control.Severity, "profile", c.Control.Profile, "outcome", s.Outcome,
		"subjects", strconv.Itoa(s.Subjects), "not-applicable", strconv.Itoa(s.NotApplicable), "passed", strconv.Itoa(s.Passed),
		"failed", strconv.Itoa(s.Failed), "not-evaluated", strconv.Itoa(s.NotEvaluated), "errors", strconv.Itoa(s.Errors), "waived", strconv.Itoa(s.Waived))
}

// observe writes a finding as an observation, and as a risk when it is accepted.
func (a *Results) observe(f *report.Finding) error {
	if err := a.list(&f.Target); err != nil {
		return err
	}
	a.observing()
	key := id("observation", f.Fingerprint)
	a.out.Element(observation{
		UUID: key.String(), Title: markup(f.Control + " " + a.counts.Control(f.Control).Control.Title), Description: markup(f.Message),
		Props: slices.Concat(props("control", f.Control, "severity", f.Severity, "state", state(f), "fingerprint", f.Fingerprint,
			"evidence-digest", f.EvidenceDigest, "expected", f.Expected, "actual", f.Actual, "evidence", report.EvidenceText(f.Evidence)),
			portal(a.counts.About(f)), cause(f), age(f)),
		Methods: []string{"TEST"}, Types: []string{"finding"}, Collected: stamp(a.collected()),
		Subjects: []subject{{id("subject", f.Target.Kind, f.Target.ID).String(), "inventory-item", markup(f.Target.Name),
			props("kind", f.Target.Kind, "id", f.Target.ID)}},
	})
	if err := a.out.Err(); err != nil {
		return err
	}
	r := a.relations(f.Control)
	if err := r.observations.add(observedRef{key.String()}); err != nil || f.Waiver == nil {
		return err
	}
	return a.accept(f, key.String(), r)
}

// miss writes a finding of the baseline that this run did not make as an observation of that.
func (a *Results) miss(f *report.Finding) error {
	if err := a.list(&f.Target); err != nil {
		return err
	}
	a.begin()
	a.observing()
	key := id("absent", f.Fingerprint).String()
	a.out.Element(observation{
		UUID: key, Title: markup(f.Control + " " + f.Age.Sentence()), Description: markup(f.Message),
		Props:   append(props("control", f.Control, "severity", f.Severity, "state", f.Age.State, "fingerprint", f.Fingerprint), age(f)...),
		Methods: []string{"TEST"}, Types: []string{"historic"}, Collected: stamp(a.collected()),
		Subjects: []subject{{id("subject", f.Target.Kind, f.Target.ID).String(), "inventory-item", markup(f.Target.Name),
			props("kind", f.Target.Kind, "id", f.Target.ID)}},
	})
	if err := a.out.Err(); err != nil || a.counts.Control(f.Control) == nil {
		return err // a control that does not run any more has no finding to relate to
	}
	return a.relations(f.Control).observations.add(observedRef{key})
}

// accept adds the risk of a finding that a waiver covers.
func (a *Results) accept(f *report.Finding, observed string, r *relations) error {
	key := id("risk", f.Fingerprint).String()
	accepted := risk{
		UUID: key, Title: markup(f.Control + " accepted"), Description: markup(f.Message), Statement: markup(f.Waiver.Reason),
		Props: props("owner", f.Waiver.Owner, "approver", f.Waiver.Approver, "ticket", f.Waiver.Ticket), Status: "deviation-approved", Related: []observedRef{{observed}},
	}
	if f.Waiver.Expires != nil {
		accepted.Deadline = stamp(f.Waiver.Expires)
	}
	if err := a.risks.add(accepted); err != nil {
		return err
	}
	return r.risks.add(riskRef{key})
}

func (a *Results) relations(control string) *relations {
	r, known := a.related[control]
	if !known {
		r = &relations{}
		a.related[control] = r
	}
	return r
}

// finding writes what a control came to.
func (a *Results) finding(c *report.ControlCount) {
	s := c.Summary
	if s == nil {
		s = &report.Summary{}
	}
	a.out.Raw("\n{\"uuid\":")
	a.out.Value(id("finding", c.Control.ID))
	a.out.Raw(`,"title":`)
	a.out.Value(markup(c.Control.ID + " " + c.Control.Title))
	a.out.Raw(`,"description":`)
	a.out.Value(markup(c.Control.Description))
	a.out.Raw(`,"props":`)
	a.out.Value(outcomeProps(c, s))
	a.out.Raw(`,"target":`)
	a.out.Value(targetOf(c.Control, s))
	r := a.relations(c.Control.ID)
	a.copy(`,"related-observations":[`, &r.observations, "]")
	a.copy(`,"related-risks":[`, &r.risks, "]")
	a.out.Raw(`,"remarks":`)
	a.out.Value(markup(c.Control.Remediation))
	a.out.Raw("}")
}

// targetOf says whether the control is satisfied. What could not be judged is not.
func targetOf(c *report.Control, s *report.Summary) target {
	t := target{Type: "objective-id", ID: token(c.ID)}
	blind := s.NotEvaluated+s.Errors > 0 || s.Outcome == ""
	if blind {
		t.Status.Remarks = markup(fmt.Sprintf("%d not evaluated, %d with an error: %s", s.NotEvaluated, s.Errors, s.Reason))
	}
	switch {
	case s.Failed > 0:
		t.Status.State, t.Status.Reason = "not-satisfied", "fail"
	case blind:
		t.Status.State, t.Status.Reason = "not-satisfied", "other"
	default:
		t.Status.State, t.Status.Reason = "satisfied", "pass"
	}
	return t
}

func state(f *report.Finding) string {
	switch {
	case f.Waiver != nil:
		return "waived"
	case f.Settling:
		return "settling"
	}
	return "open"
}

// age says how the finding stands to the baseline.
func age(f *report.Finding) []property {
	if f.Age == nil {
		return nil
	}
	first, changed := "", ""
	if f.Age.FirstSeen != nil {
		first = stamp(f.Age.FirstSeen)
	}
	if f.Age.Changed {
		changed = "true"
	}
	return props("age", f.Age.State, "first-seen", first, "evidence-changed", changed)
}

func cause(f *report.Finding) []property {
	if f.Cause == nil {
		return nil
	}
	return props("cause", *f.Cause)
}
