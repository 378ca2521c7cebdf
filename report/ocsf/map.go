package ocsf

import (
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// term is a number of OCSF with its caption.
type term struct {
	id      int
	caption string
}

var severities = map[string]term{
	report.SeverityCritical: {5, "Critical"}, report.SeverityHigh: {4, "High"}, report.SeverityMedium: {3, "Medium"},
	report.SeverityLow: {2, "Low"}, report.SeverityInfo: {1, "Informational"},
}

// What a check came to, and where a finding stands.
var (
	pass       = term{1, "Pass"}
	warning    = term{2, "Warning"}
	fail       = term{3, "Fail"}
	other      = term{99, "Not applicable"}
	summed     = term{99, "Failed, as its findings say"}
	fresh      = term{1, "New"}
	inProgress = term{2, "In Progress"}
	suppressed = term{3, "Suppressed"}
	resolved   = term{4, "Resolved"}
	held       = term{99, "No-go, as its groups say"}
	unknown    = term{0, "Unknown"}
	sum        = term{99, "Summary"}
)

// What happened to a finding since the baseline.
var (
	created = term{1, "Create"}
	updated = term{2, "Update"}
	closed  = term{3, "Close"}
)

// does sets the activity, from which the type of the event follows.
func (v *event) does(activity term) {
	v.ActivityID, v.ActivityName = activity.id, activity.caption
	v.TypeUID, v.TypeName = 200300+activity.id, "Compliance Finding: "+activity.caption
}

// event returns what all events have.
func (e *events) event(c *report.Control, severity, status, result term) event {
	v := event{
		CategoryUID: 2, CategoryName: "Findings", ClassUID: 2003, ClassName: "Compliance Finding",
		SeverityID: severity.id, Severity: severity.caption, StatusID: status.id, Status: status.caption,
		Time: e.time, Metadata: e.metadata, Compliance: comply(c, result), Remediation: remedy(c),
	}
	v.does(created)
	return v
}

// finding returns the event of a finding. A waiver suppresses it; synchronisation may still settle it,
// then it is in progress.
func (e *events) finding(f *report.Finding) event {
	c := e.counts.Control(f.Control).Control
	status, detail := fresh, ""
	switch {
	case f.Waiver != nil:
		status, detail = suppressed, report.Visible(f.Waiver.Reason)
	case f.Settling:
		status, detail = inProgress, "synchronisation may still correct it"
	}
	v := e.event(c, severities[f.Severity], status, fail)
	v.StatusDetail, v.Message, v.Metadata.UID = detail, report.Visible(f.Message), report.Visible(f.Fingerprint)
	v.FindingInfo = findingInfo{UID: report.Visible(f.Fingerprint), Title: report.Visible(c.Title), Desc: report.Visible(f.Message), Types: []string{"finding"}}
	v.Resources = []resource{e.resource(f)}
	v.Unmapped = unmappedFacts{
		Severity: f.Severity, Expected: report.Visible(f.Expected), Actual: report.Visible(f.Actual),
		Evidence: report.Visible(report.EvidenceText(f.Evidence)), EvidenceDigest: report.Visible(f.EvidenceDigest), Settling: f.Settling,
	}
	if f.Cause != nil {
		v.Unmapped.Cause = report.Visible(*f.Cause)
	}
	v.Unmapped.Waiver = acceptance(f.Waiver)
	e.age(&v, f.Age)
	return v
}

// resource is what a finding is about, and of a group what the portal shows of it.
func (e *events) resource(f *report.Finding) resource {
	data := resourceData{DN: report.Visible(f.Target.DN)}
	if shown := e.counts.About(f).Shown(); shown != nil {
		data.Portal = &portal{report.Visible(shown.Enabled), report.Visible(shown.Target), shown.Meaning,
			report.Visible(shown.Expected), report.Visible(shown.Type)}
	}
	return resource{report.Visible(f.Target.ID), report.Visible(f.Target.Name), f.Target.Kind, data}
}

// age says how a finding stands to the baseline. One that persists is an update of the one before.
func (e *events) age(v *event, a *report.Age) {
	if a == nil {
		return
	}
	v.Unmapped.Age, v.Unmapped.EvidenceChanged = a.State, a.Changed
	if a.FirstSeen != nil {
		first := a.FirstSeen.UnixMilli()
		v.FindingInfo.FirstSeen = &first
	}
	if a.State == report.AgePersisting {
		v.does(updated)
	}
	if (a.State == report.AgeNew || a.State == report.AgePersisting) && e.time != 0 {
		last := e.time
		v.FindingInfo.LastSeen = &last
	}
}

// absent returns the event of a finding of the baseline that this run did not make: it is resolved, or
// nothing is known of it any more.
func (e *events) absent(f *report.Finding) event {
	c := &report.Control{ID: f.Control, Title: f.Message, Severity: f.Severity}
	if known := e.counts.Control(f.Control); known != nil {
		c = known.Control
	}
	status, result, activity := resolved, pass, closed
	if f.Age.State == report.AgeNotEvaluated {
		status, result, activity = unknown, warning, updated
	}
	v := e.event(c, severities[f.Severity], status, result)
	v.does(activity)
	v.StatusDetail, v.Message, v.Metadata.UID = report.Visible(f.Age.Sentence()), report.Visible(f.Message), report.Visible(f.Fingerprint)
	v.FindingInfo = findingInfo{UID: report.Visible(f.Fingerprint), Title: report.Visible(c.Title), Desc: report.Visible(f.Message), Types: []string{"finding"}}
	v.Resources = []resource{e.resource(f)}
	v.Unmapped = unmappedFacts{Severity: f.Severity, EvidenceDigest: report.Visible(f.EvidenceDigest)}
	e.age(&v, f.Age)
	return v
}

// acceptance returns the waiver of a finding, nil without one.
func acceptance(w *report.Waiver) *accepted {
	if w == nil {
		return nil
	}
	a := &accepted{Reason: report.Visible(w.Reason), Owner: report.Visible(w.Owner), Approver: report.Visible(w.Approver), Ticket: report.Visible(w.Ticket)}
	if w.Expires != nil {
		a.Expires = w.Expires.UTC().Format(time.RFC3339)
	}
	return a
}

// control returns the event of a control as a whole. Its severity is informational, since its findings
// have theirs, unless something was not looked at: that may be as bad as the control.
func (e *events) control(s *report.Summary) event {
	c := e.counts.Control(s.Control).Control
	result, severity, status := outcome(s), severities[report.SeverityInfo], fresh
	switch result {
	case warning:
		severity = severities[c.Severity]
	case summed:
		status = sum
	}
	v := e.event(c, severity, status, result)
	uid := report.Fingerprint(s.Control, "control", "", "")
	v.Message = report.Visible(c.ID + " " + c.Title + ": " + s.Outcome)
	if result == warning && s.Outcome == report.OutcomeFail {
		v.Message += ", and not everything was judged"
	}
	v.Metadata.UID = uid
	v.FindingInfo = findingInfo{UID: uid, Title: report.Visible(c.Title), Desc: report.Visible(c.Description), Types: []string{"control"}}
	for _, r := range s.Reasons {
		v.Compliance.StatusDetails = append(v.Compliance.StatusDetails, report.Visible(r.Sentence()))
	}
	if len(s.Reasons) == 0 && s.Reason != "" {
		v.Compliance.StatusDetails = []string{report.Visible(s.Reason)}
	}
	for _, remark := range e.counts.Remarks() {
		v.Compliance.StatusDetails = append(v.Compliance.StatusDetails, report.Visible(remark))
	}
	v.Unmapped = unmappedFacts{Severity: c.Severity, counts: &counts{s.Outcome, s.Subjects, s.NotApplicable, s.Passed, s.Failed, s.NotEvaluated, s.Errors, s.Waived}}
	return v
}

// outcome says what a control came to. What could not be judged weighs more than what failed, which the
// findings say, each as a Fail: the control is none besides.
func outcome(s *report.Summary) term {
	switch {
	case s.NotEvaluated+s.Errors > 0:
		return warning
	case s.Failed > 0:
		return summed
	case s.Outcome == report.OutcomeNotApplicable:
		return other
	}
	return pass
}

func comply(c *report.Control, result term) compliance {
	v := compliance{Control: report.Visible(c.ID), StatusID: result.id, Status: result.caption}
	for _, f := range c.Frameworks {
		if name := report.Visible(f.Name); !slices.Contains(v.Standards, name) {
			v.Standards = append(v.Standards, name)
		}
		v.Requirements = append(v.Requirements, report.Visible(f.Name+" "+f.Clause))
	}
	severity := severities[c.Severity]
	v.Checks = []check{{report.Visible(c.ID), report.Visible(c.Title), report.Visible(c.Description), severity.id, severity.caption, result.id, result.caption}}
	return v
}

func remedy(c *report.Control) *remediation {
	if c.Remediation == "" {
		return nil
	}
	r := &remediation{Desc: report.Visible(c.Remediation)}
	for _, reference := range c.References {
		r.References = append(r.References, report.Visible(reference))
	}
	return r
}
