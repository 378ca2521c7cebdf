package whatif

import "github.com/wbaudit/wbaudit/diff"

// judge knows both sides of the assumption.
type judge struct {
	before, after diff.Tenant
	// deleteRule says whether Connect deletes copies of groups that are switched off (ENG-30).
	deleteRule diff.Answer
}

// subject is one group on both sides.
type subject struct {
	diff.Footing
	assumed       diff.GroupAssumption
	before, after diff.Writeback
}

func newJudge(before, after diff.Tenant) judge {
	return judge{before, after, deleteRule(before.Connect)}
}

// deleteRule looks at the servers that may write; it is no only where one was read that does.
func deleteRule(c diff.ConnectFacts) diff.Answer {
	active, open := false, false
	for i := range c.Servers {
		s := &c.Servers[i]
		switch {
		case s.Role == diff.RoleStaging:
			continue
		case s.Rules.DeleteOnDisable > 0 && s.Role == diff.RoleActive:
			return diff.Yes
		}
		active = active || s.Role == diff.RoleActive
		open = open || !s.Rules.Read || s.Rules.DeleteOnDisable+s.Rules.DeleteUnclear > 0
	}
	if !active || open {
		return diff.Unknown
	}
	return diff.No
}

// decide says what becomes of the subject. A switch of the tenant comes first: it deletes what
// Connect wrote whatever the group's own settings say.
func (j *judge) decide(s *subject) verdict {
	if v, ok := j.bySwitch(s); ok {
		return v
	}
	if s.CloudID.IsZero() || same(&s.before, &s.after) {
		return verdict{outcome: Unchanged, confidence: s.after.Confidence, rule: s.after.Row}
	}
	if s.before.Expected == diff.Unknown || s.after.Expected == diff.Unknown {
		return openDecision(s)
	}
	if s.HasCopy == diff.Unknown && (s.before.Expected == diff.Yes || s.after.Expected == diff.Yes) {
		return openUnread
	}
	switch {
	case s.before.Expected == s.after.Expected && s.after.Expected == diff.No:
		return verdict{outcome: Unchanged, confidence: s.after.Confidence, rule: s.after.Row}
	case s.before.Expected == s.after.Expected:
		return retyped(s)
	case s.after.Expected == diff.Yes:
		return written(s)
	}
	return j.leaves(s)
}

// same says whether both sides came to the same answer and type. An answer that is unknown on both
// sides is the same only by the same row, and where the engines that may write are as they were.
func same(before, after *diff.Writeback) bool {
	if before.Expected != after.Expected || before.Type != after.Type || before.Conflicting != after.Conflicting {
		return false
	}
	return before.Expected != diff.Unknown || before.Row == after.Row && before.RestsOnSame(after)
}

// suppose decides a subject of which something is open that decides: where it would change by anything that it may be,
// it is undecided whether it does.
func (j *judge) suppose(s *subject, before, after *diff.Overlay, i int, all []diff.Supposition) verdict {
	for k := range all {
		one := *s
		one.Kind, one.before, one.after = all[k].Kind, before.Supposing(i, &all[k]), after.Supposing(i, &all[k])
		if v := j.decide(&one); v.outcome != Unchanged {
			return undecided(v.rule, v.source, "what would be written is not known, since "+openOf(s, &one)+": "+v.text)
		}
	}
	return verdict{outcome: Unchanged, confidence: s.after.Confidence, rule: s.after.Row}
}

// open reports whether the same answer on both sides may hide a change: what is written, or as what, is not known.
func open(s *subject) bool {
	return !s.CloudID.IsZero() && (s.before.Expected == diff.Unknown || s.before.Expected == diff.Yes && s.before.Type == diff.TypeNone)
}

// openOf says what is open of a group, and what it is supposed to be.
func openOf(s, supposed *subject) string {
	if s.Kind == diff.KindUnknown || s.before.Row == "1.1/unread" {
		return "the kind of the group was not read; if it is a " + kindNames[supposed.Kind]
	}
	return "what decides was not read, or the documents leave it open; in one case"
}

// kindNames are the kinds in words.
var kindNames = map[diff.GroupKind]string{
	diff.KindM365: "Microsoft 365 group", diff.KindSecurity: "security group", diff.KindSynced: "group from the directory",
	diff.KindMailEnabledSecurity: "mail-enabled security group", diff.KindDistribution: "distribution list", diff.KindOther: "group of another kind",
}

// bySwitch applies what the documents say of the tenant's switches to a copy that exists. Where that is not
// known, a group that a switch would reach is open, whatever is written of it.
func (j *judge) bySwitch(s *subject) (verdict, bool) {
	if s.HasCopy == diff.No || s.HasCopy == diff.Unknown && !mayBeWritten(s.Kind) {
		return verdict{}, false
	}
	v, ok := j.ofSwitches(s)
	if ok && s.HasCopy == diff.Unknown {
		v = undecided(v.rule, v.source, "the directory was not read completely: whether a copy exists is not known; if one does: "+v.text)
	}
	return v, ok
}

// mayBeWritten says whether any engine of Connect writes groups of this kind.
func mayBeWritten(k diff.GroupKind) bool {
	return k == diff.KindM365 || k == diff.KindSecurity || k == diff.KindUnknown
}

func (j *judge) ofSwitches(s *subject) (verdict, bool) {
	v1Off := j.before.V1 != diff.Off && j.after.V1 == diff.Off
	v2Off := j.before.V2 != diff.Off && j.after.V2 == diff.Off
	if !v1Off && !v2Off {
		return verdict{}, false
	}
	if s.CloudID.IsZero() {
		anchored := s.Anchor != diff.AnchorNone && s.Anchor != ""
		return openOrphan, anchored && j.after.V1 == diff.Off
	}
	wrote := j.connectWrote(s)
	if wrote == diff.No {
		return verdict{}, false
	}
	connectOff := j.after.V1 == diff.Off && j.after.V2 == diff.Off
	switch {
	case wrote == diff.Unknown && (v1Off || connectOff):
		return openTwoEngines, true
	case connectOff && v1Off && j.before.V1 != diff.On:
		return openV1Before, true
	case connectOff && v1Off:
		return deletedByV1, true
	case connectOff && j.before.V2 == diff.On:
		return deletedByV2, true
	case v1Off:
		return openV1UnderV2, true
	case v2Off && s.Kind == diff.KindSecurity && s.after.Expected != diff.Yes:
		return openSecurity, true
	case v2Off && s.Kind == diff.KindSecurity && s.before.Engine != diff.CloudSync && !j.handedOver(s):
		return openHandover, true
	}
	return verdict{}, false
}

// handedOver says whether a copy that V2 wrote, of a group that cloud sync writes, was prepared as the
// migration guide says: Connect has the rules that leave it alone, and cloud sync finds it by its own anchor.
func (j *judge) handedOver(s *subject) bool {
	active := 0
	for i := range j.before.Connect.Servers {
		server := &j.before.Connect.Servers[i]
		if server.Role == diff.RoleStaging {
			continue
		}
		if c := server.Rules.Coexistence; !server.Rules.Read || c.Inbound != diff.Yes || c.Outbound != diff.Yes {
			return false
		}
		active++
	}
	return active > 0 && s.Anchor == diff.AnchorExternalID
}

// connectWrote says whether Connect wrote the copy. Microsoft 365 groups are written by nobody else,
// and security groups by cloud sync alone where V2 is off.
func (j *judge) connectWrote(s *subject) diff.Answer {
	switch {
	case s.Kind == diff.KindM365:
		return diff.Yes
	case s.Kind != diff.KindSecurity:
		return diff.Unknown
	case j.before.V2 == diff.Off && j.before.CloudSync != diff.Off:
		return diff.No
	case j.before.CloudSync == diff.Off:
		return diff.Yes
	}
	return diff.Unknown
}

// openDecision is a decision that is open on either side.
func openDecision(s *subject) verdict {
	open, text := &s.after, "what would be written is not known"
	if s.after.Expected != diff.Unknown {
		open, text = &s.before, "what is written now is not known, so neither is what would change"
	}
	return undecided(open.Row, "", text)
}

// retyped is a group that is written on both sides, as another type.
func retyped(s *subject) verdict {
	v := verdict{Retypes, weaker(s.before.Confidence, s.after.Confidence), s.after.Row, "", "the group is written as another type"}
	switch {
	case s.before.Type == diff.TypeNone || s.after.Type == diff.TypeNone:
		return undecided(s.after.Row, "", "the group is written before and after, but as which type is not known on one side")
	case s.HasCopy == diff.No:
		v.outcome, v.text = Pending, "the group has no copy yet; it would be made as another type"
	case s.before.Category != s.after.Category && s.Category == s.after.Category:
		v.outcome, v.text = Unchanged, "the copy is of that type already"
	case s.before.Category == diff.CategorySecurity && s.after.Category == diff.CategoryDistribution:
		v.text = "the copy becomes a distribution group: access granted to it stops working (ENG-25)"
	}
	return v
}

// written is a group that is written only afterwards.
func written(s *subject) verdict {
	v := verdict{Appears, s.after.Confidence, s.after.Row, "", "the group is not in the directory and would be written"}
	if s.HasCopy != diff.Yes {
		return v
	}
	v.outcome, v.text = Resumes, "the copy that nobody updates now would be updated again"
	if s.Category != s.after.Category && s.Category != "" && s.Category != diff.CategoryUnknown && s.after.Type != diff.TypeNone {
		v.outcome, v.text = Retypes, "the copy that nobody updates now would be updated again, as another type"
	}
	return v
}

// leaves is a group that is written only before.
func (j *judge) leaves(s *subject) verdict {
	if s.HasCopy == diff.No {
		return verdict{Pending, s.after.Confidence, s.after.Row, "", "the group has no copy yet, and none would be made"}
	}
	byItself := s.assumed.IsEnabled != nil && !*s.assumed.IsEnabled
	switch {
	case s.before.Engine == diff.V2 && byItself && j.before.V2 == j.after.V2:
		return j.disabled(s)
	case s.before.Engine == diff.V1 && j.after.V2 == diff.On && j.before.V2 == diff.Off:
		return frozenByV2On
	case s.before.Engine == diff.CloudSync:
		return openCloudSync
	case s.after.Row == "1.3/6" || s.after.Row == "1.3/8":
		return openSetting
	}
	return openOther
}

// disabled is a group whose own switch is turned off.
func (j *judge) disabled(s *subject) verdict {
	v := frozenUnlessRule
	switch j.deleteRule {
	case diff.Yes:
		v = deletedByRule
	case diff.No:
		v = frozen
	}
	v.confidence = weaker(v.confidence, s.before.Confidence)
	return v
}

// weaker returns the lesser confidence.
func weaker(a, b diff.Confidence) diff.Confidence {
	for _, c := range []diff.Confidence{diff.None, diff.Low, diff.Medium, diff.High} {
		if a == c || b == c {
			return c
		}
	}
	return a
}
