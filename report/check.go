package report

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// checker holds a stream to its contract: the order of records, names that are known, and numbers
// that agree. Its memory is bounded by the number of controls and the findings of one subject.
type checker struct {
	stage stage
	// group is the key of the last group and about its target, which its findings have too; empty
	// before the first.
	group string
	about Target
	// prints are the fingerprints of the findings since. That no finding comes twice in the whole
	// stream follows: every other one has another target.
	prints map[string]bool
	// promised are the counts of the run that group records must come to, by effective state, and
	// listed what they came to.
	promised, listed map[string]int64
	// changed holds the change records to what the run counts of them.
	changed changeCheck

	// graves are the severities of the controls, the gravest that a finding of each can have.
	graves   map[string]string
	findings map[string]int
	// unjudged counts by control the groups that say why it did not judge them.
	unjudged map[string]int
	summed   map[string]bool
	move     *moveChecker
}

// stage is how far a stream has come; it never goes back.
type stage int

const (
	stageStart stage = iota
	stageRun
	stageControls
	stageSubjects
	stageReadiness
	stageWaves
	stageVerdict
	stageDecided
	stageSummaries
)

func newChecker() *checker {
	return &checker{prints: map[string]bool{}, promised: map[string]int64{}, listed: map[string]int64{}, graves: map[string]string{}, findings: map[string]int{}, unjudged: map[string]int{}, summed: map[string]bool{}, move: newMoveChecker()}
}

func (c *checker) check(r Record) error {
	if n := r.fields(); n != 1 {
		return fmt.Errorf("%d of the known fields are set, expected exactly one", n)
	}
	if err := c.advance(r); err != nil {
		return err
	}
	switch {
	case r.Run != nil:
		c.promise(r.Run)
		return checkFormat(r.Run.Format)
	case r.Control != nil:
		return c.control(r.Control)
	case r.Finding != nil:
		return c.finding(r.Finding)
	case r.Group != nil:
		return c.nextGroup(r.Group)
	case r.Absent != nil:
		return checkAbsent(r.Absent)
	case r.Readiness != nil:
		return c.readiness(r.Readiness)
	case r.Wave != nil:
		return c.move.wave(r.Wave)
	case r.Verdict != nil:
		return c.move.verdict(r.Verdict)
	case r.Change != nil:
		return c.change(r.Change)
	default:
		if err := c.move.end(); err != nil {
			return err
		}
		if err := cmp.Or(c.allListed(), c.changed.all()); len(c.summed) == 0 && err != nil {
			return err
		}
		return c.summary(r.Summary)
	}
}

// listedStates are the effective states whose groups all have a record, by the total that counts them.
var listedStates = map[string]string{"written": "yes", "undecided": "unknown"}

// promise notes how many records the run says there are.
func (c *checker) promise(r *Run) {
	c.changed.promised = r.Comparison
	for _, total := range r.Totals {
		if state, ok := listedStates[total.Name]; ok && total.Value != nil {
			c.promised[state] = *total.Value
		}
		if total.Name == "cloud_groups" {
			c.move.groups = total.Value
		}
	}
}

// allListed refuses a stream that lacks records of groups, or has more than the run counts.
func (c *checker) allListed() error {
	for _, name := range slices.Sorted(maps.Keys(listedStates)) {
		state := listedStates[name]
		if want, ok := c.promised[state]; ok && want != c.listed[state] {
			return fmt.Errorf("the run counts %d cloud groups as %s, but the stream holds %d of them: lines are missing, or were added", want, name, c.listed[state])
		}
	}
	return nil
}

// advance refuses a record that comes too early or too late.
func (c *checker) advance(r Record) error {
	kind, at := "finding, group, change or absent", stageSubjects
	switch {
	case r.Run != nil:
		kind, at = "run", stageRun
	case r.Control != nil:
		kind, at = "control", stageControls
	case r.Readiness != nil:
		kind, at = "readiness", stageReadiness
	case r.Wave != nil:
		kind, at = "wave", stageWaves
	case r.Verdict != nil:
		kind, at = "verdict", stageVerdict
	case c.stage > stageSubjects && aboutDecisions(r):
		// What is said of waivers and of a baseline may stand before a move or behind it.
		at = stageDecided
	case r.Summary != nil:
		kind, at = "summary", stageSummaries
	}
	switch {
	case c.stage == stageStart && at != stageRun:
		return fmt.Errorf("%s comes first, expected run", kind)
	case at < c.stage || (at == stageRun || at == stageVerdict) && c.stage == at:
		return fmt.Errorf("%s comes too late, expected the order run, control, finding, group, change and absent, readiness, wave, verdict, summary", kind)
	}
	c.stage = at
	return nil
}

// aboutDecisions reports whether a record is about what was decided before the run.
func aboutDecisions(r Record) bool {
	return r.Absent != nil || r.Finding != nil && r.Finding.Target.Kind == TargetWaiver
}

// readiness holds a record of a move to the groups before.
func (c *checker) readiness(r *Readiness) error {
	if err := oneOf("target.kind", r.Target.Kind, []string{TargetGroup}); err != nil {
		return err
	}
	return c.move.readiness(r)
}

func checkFormat(format int) error {
	switch {
	case format > Format:
		return fmt.Errorf("the stream has format %d, this version reads up to %d: use the version that wrote it, or a newer one", format, Format)
	case format < 1:
		return fmt.Errorf("the stream has format %d, expected 1 to %d", format, Format)
	}
	return nil
}

func (c *checker) control(control *Control) error {
	if control.ID == "" {
		return fmt.Errorf("a control has no id")
	}
	if _, twice := c.findings[control.ID]; twice {
		return fmt.Errorf("control %s comes twice", control.ID)
	}
	c.findings[control.ID], c.graves[control.ID] = 0, control.Severity
	return oneOf("severity", control.Severity, Severities)
}

func (c *checker) finding(f *Finding) error {
	if _, known := c.findings[f.Control]; !known {
		return fmt.Errorf("finding of control %q, which the stream does not describe", f.Control)
	}
	if f.Fingerprint == "" {
		return fmt.Errorf("finding of control %s has no fingerprint", f.Control)
	}
	if c.prints[f.Fingerprint] {
		return fmt.Errorf("finding %s of control %s comes twice", f.Fingerprint, f.Control)
	}
	c.prints[f.Fingerprint] = true
	c.findings[f.Control]++
	if err := oneOf("severity", f.Severity, Severities); err != nil {
		return err
	}
	if gravest := c.graves[f.Control]; SeverityRank(f.Severity) < SeverityRank(gravest) {
		return fmt.Errorf("finding of control %s is %s, but the control is %s at most: a line was changed", f.Control, f.Severity, gravest)
	}
	if err := oneOf("target.kind", f.Target.Kind, TargetKinds); err != nil {
		return err
	}
	return c.place(f)
}

// place refuses a finding that does not stand where its target puts it: those of the tenant before
// every group, those of a group behind its record.
func (c *checker) place(f *Finding) error {
	switch f.Target.Kind {
	case TargetTenant:
		if c.changed.last != nil {
			return fmt.Errorf("finding of control %s about the tenant comes after a change, expected all of the tenant's before: lines were moved, or come twice", f.Control)
		}
		if c.group != "" {
			return fmt.Errorf("finding of control %s about the tenant comes after group %q, expected all of the tenant's before: lines were moved, or come twice", f.Control, c.group)
		}
	case TargetGroup, TargetDirectoryGroup:
		if f.Target != c.about {
			return fmt.Errorf("finding of control %s does not follow the group or change that it is about: lines are missing, were moved, or come twice", f.Control)
		}
	}
	return nil
}

// checkAbsent holds a finding of the baseline to what is known of it: its control may not run any more.
func checkAbsent(f *Finding) error {
	if f.Age == nil || f.Age.State != AgeResolved && f.Age.State != AgeNotEvaluated {
		return fmt.Errorf("absent finding of %s does not say whether it is %s or %s", f.Control, AgeResolved, AgeNotEvaluated)
	}
	return cmp.Or(oneOf("severity", f.Severity, Severities), oneOf("target.kind", f.Target.Kind, TargetKinds))
}

func (c *checker) nextGroup(g *Group) error {
	if c.changed.last != nil {
		return fmt.Errorf("group %q comes after a change, expected all groups before: lines were moved", g.Key)
	}
	if g.Key <= c.group {
		return fmt.Errorf("group %q follows %q, expected ascending keys", g.Key, c.group)
	}
	if strings.HasPrefix(g.Key, "c:") {
		c.listed[g.Writeback.Expected]++
	}
	c.group, c.about = g.Key, g.Target
	clear(c.prints)
	return cmp.Or(checkMembers(g), c.gaps(g))
}

// gaps counts what was not judged of a group.
func (c *checker) gaps(g *Group) error {
	for _, gap := range g.NotEvaluated {
		if len(gap.Controls) == 0 {
			return fmt.Errorf("group %q has a reason that kept no control from judging it", g.Key)
		}
		for _, id := range gap.Controls {
			if _, known := c.findings[id]; !known {
				return fmt.Errorf("group %q was not judged by control %q, which the stream does not describe", g.Key, id)
			}
			c.unjudged[id]++
		}
	}
	return nil
}

// reasons holds those of a summary to its counts, and to the groups that say the same of themselves.
func (c *checker) reasons(s *Summary) error {
	total, groups := 0, 0
	for _, r := range s.Reasons {
		if err := oneOf("scope", r.Scope, Scopes); err != nil {
			return err
		}
		total += r.Count
		if r.Scope == ScopeGroup {
			groups += r.Count
		}
	}
	switch {
	case groups != c.unjudged[s.Control]:
		return fmt.Errorf("summary of %s has %d groups that were not evaluated, but %d groups of the stream say so: lines are missing, or were changed",
			s.Control, groups, c.unjudged[s.Control])
	case len(s.Reasons) > 0 && s.Reasons[0].Scope != "" && total != s.NotEvaluated+s.Errors:
		return fmt.Errorf("summary of %s has reasons for %d subjects, but %d were not evaluated or ended in an error", s.Control, total, s.NotEvaluated+s.Errors)
	}
	return nil
}

func (c *checker) summary(s *Summary) error {
	findings, known := c.findings[s.Control]
	sum := s.NotApplicable + s.Passed + s.Failed + s.NotEvaluated + s.Errors
	least := min(s.NotApplicable, s.Passed, s.Failed, s.NotEvaluated, s.Errors, s.Waived)
	switch {
	case !known:
		return fmt.Errorf("summary of control %q, which the stream does not describe", s.Control)
	case c.summed[s.Control]:
		return fmt.Errorf("control %s is summed up twice", s.Control)
	case least < 0:
		return fmt.Errorf("summary of %s has a count of %d", s.Control, least)
	case s.Subjects != sum:
		return fmt.Errorf("summary of %s does not reconcile: %d subjects, but its parts add up to %d", s.Control, s.Subjects, sum)
	case s.Waived > s.Failed:
		return fmt.Errorf("summary of %s has %d waived of %d failed subjects", s.Control, s.Waived, s.Failed)
	case findings < s.Failed || s.Failed == 0 && findings > 0:
		return fmt.Errorf("summary of %s has %d failed subjects, but the stream holds %d findings of it: lines are missing", s.Control, s.Failed, findings)
	}
	c.summed[s.Control] = true
	return cmp.Or(c.reasons(s), oneOf("outcome", s.Outcome, Outcomes))
}

// end refuses a stream that stops before every control is summed up.
func (c *checker) end() error {
	if len(c.findings) > 0 && len(c.summed) == len(c.findings) {
		return nil
	}
	for _, id := range slices.Sorted(maps.Keys(c.findings)) {
		if !c.summed[id] {
			return fmt.Errorf("the stream ends without the summary of %s: it was cut off; write it again", id)
		}
	}
	return fmt.Errorf("the stream ends before its first control: it was cut off; write it again")
}

func oneOf(field, value string, allowed []string) error {
	if slices.Contains(allowed, value) {
		return nil
	}
	return fmt.Errorf("%s is %q, expected one of %q", field, value, allowed)
}

// Checked returns a handler that passes records on to h after holding each to the contract of the
// stream, as Read does. Close refuses a stream without its summaries, and then does not close h.
func Checked(h Handler) Handler {
	return &checked{to: h, checker: newChecker()}
}

type checked struct {
	to      Handler
	checker *checker
}

func (c *checked) Handle(r Record) error {
	if err := c.checker.check(r); err != nil {
		return fmt.Errorf("checking the report stream: %w", err)
	}
	return c.to.Handle(r)
}

func (c *checked) Close() error {
	if err := c.checker.end(); err != nil {
		return fmt.Errorf("checking the report stream: %w", err)
	}
	return c.to.Close()
}
