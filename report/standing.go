package report

import "slices"

// Of says in words what a reason holds of; "" where the stream does not tell.
func (r Reason) Of() string {
	return map[string]string{
		ScopeRun: "every subject", ScopeTenant: "the tenant", ScopeGroup: "these groups", ScopeChange: "changes", ScopeWaiver: "waivers",
	}[r.Scope]
}

// Sentence is the reason, and that the configuration accepts it where it does.
func (r Reason) Sentence() string { return r.Text + r.Acceptance() }

// Acceptance says, behind the reason or behind one of several controls that have it, that the configuration accepts it;
// "" where it does not.
func (r Reason) Acceptance() string {
	if r.Accepted {
		return " (accepted in the configuration)"
	}
	return ""
}

// Acceptance is that of the reason that stands for the others.
func (s *Summary) Acceptance() string {
	for _, r := range s.Reasons {
		if r.Text == s.Reason {
			return r.Acceptance()
		}
	}
	return ""
}

// WantsEarlier reports whether nothing kept the control from judging but that nobody gave an earlier snapshot to
// compare with: then nothing that was read is in doubt.
func (s *Summary) WantsEarlier() bool {
	return s.NotEvaluated > 0 && s.Errors == 0 && len(s.Reasons) > 0 &&
		!slices.ContainsFunc(s.Reasons, func(r Reason) bool { return r.Text != NoEarlierSnapshot })
}

// Known reports whether the operator knows of all that kept the control from judging: the configuration accepts each
// reason, or it is that nobody gave an earlier snapshot. Errors are never accepted.
func (s *Summary) Known() bool {
	return s.Errors == 0 && len(s.Reasons) > 0 &&
		!slices.ContainsFunc(s.Reasons, func(r Reason) bool { return !r.Accepted && r.Text != NoEarlierSnapshot })
}

// Sentence tells how the finding stands to the baseline; "" for a nil Age.
func (a *Age) Sentence() string {
	if a == nil {
		return ""
	}
	text := a.State
	switch a.State {
	case AgeNew:
		text = "new since the baseline"
	case AgeResolved:
		text = "resolved since the baseline"
	case AgeNotEvaluated:
		text = "in the baseline, and not judged again"
	}
	if a.State != AgeNew && a.FirstSeen != nil {
		text += ", first seen " + Day(a.FirstSeen)
	}
	if a.Changed {
		text += ", on other evidence than before"
	}
	if a.Grown {
		text += ", and has grown"
	}
	if a.Closed {
		text += ", waived or settling then"
	}
	return text
}

// Sentence tells who accepted the risk, until when and why, in the operator's words; "" for a nil Waiver.
func (w *Waiver) Sentence() string {
	if w == nil {
		return ""
	}
	text := "waived"
	if w.Expires != nil {
		text += " until " + Day(w.Expires)
	}
	for _, part := range [][2]string{{", owner ", w.Owner}, {", approved by ", w.Approver}, {", ticket ", w.Ticket}, {": ", w.Reason}} {
		if part[1] != "" {
			text += part[0] + part[1]
		}
	}
	return text
}

// Sentence tells what was decided on the finding, by whom and when, in the reviewer's words; "" for a nil
// Decision.
func (d *Decision) Sentence() string {
	if d == nil {
		return ""
	}
	text := d.Word
	switch {
	case text == "":
		text = "noted"
	case d.TakenBack():
		text = "reopened"
	}
	if d.Due != nil {
		text += ", due " + Day(d.Due)
	}
	for _, part := range [][2]string{{", owner ", d.Owner}, {", by ", d.Author}} {
		if part[1] != "" {
			text += part[0] + part[1]
		}
	}
	if d.Decided != nil {
		text += ", on " + Day(d.Decided)
	}
	if d.Comment != "" {
		text += ": " + d.Comment
	}
	if d.Changed {
		text += " (the evidence changed since)"
	}
	return text
}
