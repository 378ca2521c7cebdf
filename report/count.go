package report

import (
	"fmt"
	"slices"
	"strings"
)

// Counts is what a stream adds up to. Every renderer takes its numbers from here, so that all of
// them show the same. The zero Counts is ready for Add.
type Counts struct {
	// Run heads the stream; nil before it was added.
	Run *Run
	// Findings counts every finding; Open those that are neither waived nor settling, which is
	// what --fail-on looks at. A finding can be both waived and settling.
	Findings Tally
	Open     Tally
	Waived   int
	Settling int
	// Regraded counts the findings whose severity is not that of their control.
	Regraded int
	// Groups and MemberDifferences count group records and the differences in them, ByDesign those of the
	// differences that no engine is meant to carry over.
	Groups            int
	MemberDifferences int
	ByDesign          int
	// Misleading counts groups that the portal's two columns show otherwise than they are written,
	// Unlabelled those of which that is not known.
	Misleading, Unlabelled int
	// Unread counts groups of which a list of members was not read completely: their differences are at least those
	// that are listed.
	Unread int
	// Uncompared counts cloud groups that several directory groups name: their members are compared with none of these.
	Uncompared int
	// Unreadable counts cloud groups whose record could not be read.
	Unreadable int
	// Changes counts change records by kind, MemberChanges the members and owners in them.
	Changes       map[string]int
	MemberChanges int
	// Controls are in the order of the stream.
	Controls []*ControlCount
	// Ages counts findings by how they stand to the baseline; zero without one.
	Ages Ages
	// Checks adds up the summaries of all controls.
	Checks Checks
	// Moves counts readiness records; Verdict and Waves are nil where no move was judged.
	Moves   int
	Waves   []*Wave
	Verdict *Verdict

	byID map[string]*ControlCount
	// group is the last group, whose findings follow it.
	group *Group
}

// ControlCount is one control with what was found for it.
type ControlCount struct {
	Control *Control
	// Summary is nil until it was added.
	Summary  *Summary
	Findings Tally
	Open     Tally
	Waived   int
	Settling int
	// Ages counts its findings, and those of the baseline that are absent now.
	Ages Ages
}

// Tally counts findings by severity.
type Tally struct {
	Critical int `json:"critical"`
	High     int `json:"high"`
	Medium   int `json:"medium"`
	Low      int `json:"low"`
	Info     int `json:"info"`
}

// Checks counts evaluations: one subject judged by one control is one. Subjects is the sum of the
// others.
type Checks struct {
	Subjects      int `json:"subjects"`
	NotApplicable int `json:"not_applicable"`
	Passed        int `json:"passed"`
	Failed        int `json:"failed"`
	NotEvaluated  int `json:"not_evaluated"`
	Errors        int `json:"errors"`
}

// Add counts one record. Records come in the order of the stream.
func (c *Counts) Add(r Record) {
	switch {
	case r.Run != nil:
		c.Run = r.Run
	case r.Control != nil:
		c.of(r.Control.ID).Control = r.Control
	case r.Finding != nil:
		c.addFinding(r.Finding)
	case r.Group != nil:
		c.group = r.Group
		c.Groups++
		c.addDifferences(r.Group.Members.Differences)
		c.addLabel(r.Group.Cloud)
		if r.Group.Members.Unread() {
			c.Unread++
		}
		if len(r.Group.Candidates) > 1 {
			c.Uncompared++
		}
		if r.Group.Cloud != nil && r.Group.Cloud.Unreadable != "" {
			c.Unreadable++
		}
	case r.Change != nil:
		c.addChange(r.Change)
	case r.Absent != nil:
		c.Ages.add(r.Absent)
		// A control that does not run any more has no counter.
		if control := c.byID[r.Absent.Control]; control != nil {
			control.Ages.add(r.Absent)
		}
	case r.Readiness != nil:
		c.Moves++
	case r.Wave != nil:
		c.Waves = append(c.Waves, r.Wave)
	case r.Verdict != nil:
		c.Verdict = r.Verdict
	case r.Summary != nil:
		c.of(r.Summary.Control).Summary = r.Summary
		c.Checks.add(r.Summary)
	}
}

func (c *Counts) addChange(o *ObjectChange) {
	if c.Changes == nil {
		c.Changes = map[string]int{}
	}
	c.Changes[o.Kind]++
	c.MemberChanges += len(o.Members)
}

func (c *Counts) addDifferences(all []MemberDifference) {
	c.MemberDifferences += len(all)
	for i := range all {
		if all[i].Difference == DifferenceExcluded {
			c.ByDesign++
		}
	}
}

func (c *Counts) addLabel(side *CloudSide) {
	switch {
	case side.Misleads():
		c.Misleading++
	case side != nil && side.PortalLabel == LabelUnknown:
		c.Unlabelled++
	}
}

// of returns the counter of a control, a new one with nothing but the id for one not seen yet.
func (c *Counts) of(id string) *ControlCount {
	if known, ok := c.byID[id]; ok {
		return known
	}
	if c.byID == nil {
		c.byID = map[string]*ControlCount{}
	}
	added := &ControlCount{Control: &Control{ID: id}}
	c.byID[id] = added
	c.Controls = append(c.Controls, added)
	return added
}

func (c *Counts) addFinding(f *Finding) {
	control := c.of(f.Control)
	c.Ages.add(f)
	control.Ages.add(f)
	c.Findings.Add(f.Severity)
	control.Findings.Add(f.Severity)
	if f.Open() {
		c.Open.Add(f.Severity)
		control.Open.Add(f.Severity)
	}
	if known := control.Control.Severity; known != "" && known != f.Severity {
		c.Regraded++
	}
	if f.Waiver != nil {
		c.Waived++
		control.Waived++
	}
	if f.Settling {
		c.Settling++
		control.Settling++
	}
}

// RestsOn returns the reasons of the verdict on a move, each with a text: that of groups of one control is its title.
func (c *Counts) RestsOn() []VerdictReason {
	if c.Verdict == nil {
		return nil
	}
	reasons := slices.Clone(c.Verdict.Reasons)
	for i := range reasons {
		if known := c.byID[reasons[i].Control]; known != nil && reasons[i].Text == "" {
			reasons[i].Text = known.Control.Title
		}
	}
	return reasons
}

// Control returns the counter of a control, nil when the stream holds nothing of it.
func (c *Counts) Control(id string) *ControlCount {
	return c.byID[id]
}

// About returns the record of the group that the finding added last is about, nil for one about something else.
func (c *Counts) About(f *Finding) *Group {
	if c.group == nil || c.group.Target != f.Target {
		return nil
	}
	return c.group
}

// Outcomes counts controls by outcome.
func (c *Counts) Outcomes() map[string]int {
	outcomes := map[string]int{}
	for _, control := range c.Controls {
		if control.Summary != nil {
			outcomes[control.Summary.Outcome]++
		}
	}
	return outcomes
}

// NotEvaluated returns the controls that could not judge all of their subjects, in order.
func (c *Counts) NotEvaluated() []*ControlCount {
	var blind []*ControlCount
	for _, control := range c.Controls {
		if s := control.Summary; s != nil && (s.NotEvaluated > 0 || s.Errors > 0) {
			blind = append(blind, control)
		}
	}
	return blind
}

// Incomplete returns the streams of the snapshot that were read in part or hold records that could not be read, and
// those that were not read although the run needs them or a control of it could not judge something for lack of them,
// in order.
func (c *Counts) Incomplete() []Stream {
	return c.streams(func(s Stream) bool {
		return s.Status == StatusAbsent && c.needed(s.Name) || s.Status != StatusAbsent && !s.Whole()
	})
}

// Absent returns the streams that were not read and that nothing of the run asked for, in order.
func (c *Counts) Absent() []Stream {
	return c.streams(func(s Stream) bool { return s.Status == StatusAbsent && !c.needed(s.Name) })
}

func (c *Counts) streams(choose func(Stream) bool) []Stream {
	var chosen []Stream
	if c.Run == nil {
		return nil
	}
	for _, s := range c.Run.Streams {
		if choose(s) {
			chosen = append(chosen, s)
		}
	}
	return chosen
}

// memberships is the word for both lists of edges among what a control requires.
const memberships = "memberships"

// core are the streams that every audit needs, whether or not a control names them: they say which
// engine runs and with which settings.
var core = []string{"sync_configuration", "tenant_settings", "sync_jobs"}

func (c *Counts) needed(stream string) bool {
	return slices.Contains(core, stream) || len(c.Cost(stream)) > 0 || slices.ContainsFunc(c.Controls, func(control *ControlCount) bool {
		return slices.ContainsFunc(control.Control.Requires, func(need string) bool {
			return need == stream || need == memberships && strings.HasSuffix(stream, "_"+memberships)
		})
	})
}

// Cost returns the ids of the controls that could not judge something for lack of a stream, in order.
func (c *Counts) Cost(stream string) []string {
	var ids []string
	for _, control := range c.Controls {
		s := control.Summary
		if s != nil && slices.ContainsFunc(s.Reasons, func(r Reason) bool { return slices.Contains(r.Lists, stream) }) {
			ids = append(ids, control.Control.ID)
		}
	}
	return ids
}

// Shortfall tells in a sentence how a stream ended, why, and which controls could not judge something for lack
// of it.
func (c *Counts) Shortfall(s Stream) string {
	text := c.Why(s)
	switch {
	case text == "":
		return s.Status
	case s.Status == StatusComplete:
		return text
	}
	return s.Status + ": " + text
}

// Why is Shortfall without how the stream ended.
func (c *Counts) Why(s Stream) string {
	var parts []string
	if text := s.UnreadableSentence(); text != "" {
		parts = append(parts, text)
	}
	if s.Reason != "" {
		parts = append(parts, s.Reason)
	}
	if ids := c.Cost(s.Name); len(ids) > 0 {
		named := strings.Join(ids[:min(len(ids), costNamed)], ", ")
		if more := len(ids) - costNamed; more > 0 {
			named += fmt.Sprintf(" and %d more", more)
		}
		parts = append(parts, "not evaluated without it: "+named)
	}
	return strings.Join(parts, "; ")
}

// Remedy names the lists that a control lacks where it gives the reason not to judge, and how they ended; "" where
// the reason rests on none.
func (c *Counts) Remedy(control, reason string) string {
	known := c.byID[control]
	if known == nil || known.Summary == nil || c.Run == nil {
		return ""
	}
	var parts []string
	for _, r := range known.Summary.Reasons {
		for _, s := range c.Run.Streams {
			if r.Text == reason && slices.Contains(r.Lists, s.Name) {
				parts = append(parts, strings.TrimSuffix(s.Name+", "+s.Status+": "+s.Reason, ": "))
			}
		}
	}
	return strings.Join(parts, "; ")
}

// costNamed is how many controls the sentence about a stream names.
const costNamed = 6

// Open reports whether f counts for --fail-on: it is neither waived nor settling.
func (f *Finding) Open() bool {
	return f.Waiver == nil && !f.Settling
}

// Evaluated counts the evaluations that came to a verdict.
func (c Checks) Evaluated() int {
	return c.Passed + c.Failed
}

func (c *Checks) add(s *Summary) {
	c.Subjects += s.Subjects
	c.NotApplicable += s.NotApplicable
	c.Passed += s.Passed
	c.Failed += s.Failed
	c.NotEvaluated += s.NotEvaluated
	c.Errors += s.Errors
}
