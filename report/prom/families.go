package prom

import (
	"time"

	"github.com/wbaudit/wbaudit/report"
)

// run writes what was audited with what, and when.
func (m *metrics) run() {
	run := m.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	m.family("wbaudit_info", "What was audited, with which version and which controls; always 1.")
	m.sample("wbaudit_info", 1, "version", run.Version, "tenant_id", run.Tenant.ID, "policy_digest", run.PolicyDigest)
	m.moment("wbaudit_snapshot_timestamp_seconds", "When the collection of the snapshot ended, in seconds since 1970; absent when not known.", run.CollectedAt)
	m.moment("wbaudit_judged_timestamp_seconds", "The time that controls judged by, in seconds since 1970; absent when not known.", run.Now)
}

func (m *metrics) moment(name, help string, at *time.Time) {
	if at == nil {
		return
	}
	m.family(name, help)
	m.sample(name, at.Unix())
}

// findings writes the counts of findings, zeros included: a series that vanishes cannot be alerted on.
func (m *metrics) findings() {
	for _, f := range []struct {
		name, help string
		tally      func(*report.ControlCount) report.Tally
	}{
		{"wbaudit_findings", "Findings, waived and settling ones included.", func(c *report.ControlCount) report.Tally { return c.Findings }},
		{"wbaudit_open_findings", "Findings that are neither waived nor settling: what --fail-on looks at.", func(c *report.ControlCount) report.Tally { return c.Open }},
	} {
		m.family(f.name, f.help)
		for _, c := range m.counts.Controls {
			for _, severity := range report.Severities {
				// A finding is never worse than its control.
				if n := f.tally(c).Of(severity); n > 0 || report.SeverityRank(severity) >= report.SeverityRank(c.Control.Severity) {
					m.sample(f.name, int64(n), "control", c.Control.ID, "severity", severity)
				}
			}
		}
	}
	m.byControl("wbaudit_waived_findings", "Findings that a waiver covers.", func(c *report.ControlCount) int { return c.Waived })
	m.byControl("wbaudit_settling_findings", "Findings that synchronisation may still settle.", func(c *report.ControlCount) int { return c.Settling })
}

// waivers writes when accepted risks come back, so that somebody can be told before.
func (m *metrics) waivers() {
	const name = "wbaudit_waiver_expires_timestamp_seconds"
	if len(m.expires) == 0 {
		return
	}
	m.family(name, "When the first waiver of a control's findings ends, in seconds since 1970; absent where none ends.")
	for _, c := range m.counts.Controls {
		if end, is := m.expires[c.Control.ID]; is {
			m.sample(name, end, "control", c.Control.ID)
		}
	}
}

// ages writes how findings stand to the baseline, when there is one. Resolved ones, and those not judged again,
// are no findings of this run; they are not in the other counts.
func (m *metrics) ages() {
	if m.counts.AgeSentence() == "" {
		return
	}
	const name = "wbaudit_findings_by_age"
	m.family(name, "Findings by how they stand to the baseline; resolved and notEvaluated ones were found then and not now.")
	for _, c := range m.counts.Controls {
		for i, n := range []int{c.Ages.New, c.Ages.Persisting, c.Ages.Resolved, c.Ages.NotEvaluated} {
			m.sample(name, int64(n), "control", c.Control.ID, "severity", c.Control.Severity, "age", report.AgeStates[i])
		}
	}
	m.moment("wbaudit_baseline_timestamp_seconds", "When the collection of the baseline's snapshot ended, in seconds since 1970; absent when not known.",
		m.counts.Run.Baseline.CollectedAt)
}

func (m *metrics) byControl(name, help string, count func(*report.ControlCount) int) {
	m.family(name, help)
	for _, c := range m.counts.Controls {
		m.sample(name, int64(count(c)), "control", c.Control.ID)
	}
}

// checks writes how subjects fared, and each control's outcome as a set of states of which one is 1.
func (m *metrics) checks() {
	m.family("wbaudit_subjects", "Subjects by what a control made of them. Alert on notEvaluated and error: nothing is known of those.")
	for _, c := range m.counts.Controls {
		s := c.Summary
		if s == nil {
			continue
		}
		for i, n := range []int{s.Errors, s.Failed, s.NotEvaluated, s.Passed, s.NotApplicable} {
			m.sample("wbaudit_subjects", int64(n), "control", c.Control.ID, "severity", c.Control.Severity, "outcome", report.Outcomes[i])
		}
	}
	m.family("wbaudit_control_outcome", "1 for the outcome that the control has, 0 for the others.")
	for _, c := range m.counts.Controls {
		if c.Summary == nil {
			continue
		}
		for _, outcome := range report.Outcomes {
			is := int64(0)
			if c.Summary.Outcome == outcome {
				is = 1
			}
			m.sample("wbaudit_control_outcome", is, "control", c.Control.ID, "severity", c.Control.Severity, "outcome", outcome)
		}
	}
}

// totals writes what the run as a whole holds.
func (m *metrics) totals() {
	c := &m.counts
	for _, t := range []struct {
		name, help string
		n          int
	}{
		{"wbaudit_groups", "Groups listed in the report.", c.Groups},
		{"wbaudit_member_differences", "Members that are on one side only, or should not be where they are, those by design included.", c.MemberDifferences},
		{"wbaudit_member_differences_by_design", "Those of the member differences that no engine is meant to carry over.", c.ByDesign},
		{"wbaudit_unread_member_groups", "Groups of which a list of members was not read completely: nothing is known of members that differ there but those that are counted.", c.Unread},
		{"wbaudit_unreadable_groups", "Cloud groups whose record could not be read, so that nothing is known of them but their id.", c.Unreadable},
		{"wbaudit_misleading_groups", "Groups that the portal shows otherwise than they are written.", c.Misleading},
		{"wbaudit_unlabelled_groups", "Groups of which it is not known whether the portal shows them otherwise than they are written.", c.Unlabelled},
	} {
		m.family(t.name, t.help)
		m.sample(t.name, int64(t.n))
	}
}

// streams writes how whole the snapshot is.
func (m *metrics) streams() {
	if m.counts.Run == nil {
		return
	}
	m.family("wbaudit_stream_complete", "1 when the list was read completely and every record of it could be read, else 0.")
	for _, s := range m.counts.Run.Streams {
		complete := int64(0)
		if s.Whole() {
			complete = 1
		}
		m.sample("wbaudit_stream_complete", complete, "stream", s.Name)
	}
	// A series of its own: a label that changes with the value would end the series that somebody alerts on.
	m.family("wbaudit_stream_status", "The status of the list in the snapshot, complete, partial or absent; always 1.")
	for _, s := range m.counts.Run.Streams {
		m.sample("wbaudit_stream_status", 1, "stream", s.Name, "status", s.Status)
	}
	m.family("wbaudit_stream_records", "Records received of the list.")
	for _, s := range m.counts.Run.Streams {
		m.sample("wbaudit_stream_records", s.Records, "stream", s.Name)
	}
	m.family("wbaudit_stream_unreadable_records", "Records of the list of which nothing but the id could be read; absent where they were not counted.")
	for _, s := range m.counts.Run.Streams {
		if s.Unreadable != nil {
			m.sample("wbaudit_stream_unreadable_records", *s.Unreadable, "stream", s.Name)
		}
	}
}
