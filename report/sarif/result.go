package sarif

import (
	"fmt"

	"github.com/wbaudit/wbaudit/report"
)

// finding returns a finding as a result. A waiver suppresses it and leaves it listed.
func (l *log) finding(f *report.Finding) result {
	r := result{
		RuleID: report.Visible(f.Control), RuleIndex: l.index[f.Control], Kind: "fail", Level: levels[f.Severity],
		Message: text(f.Message), Locations: []location{l.place(&f.Target)}, Suppressions: []suppression{},
		Fingerprints: map[string]string{"wbaudit/1": report.Visible(f.Fingerprint)},
		Partial:      map[string]string{"primaryLocationLineHash": report.Visible(f.Fingerprint)},
		Properties: map[string]any{
			"severity": f.Severity, "expected": report.Visible(f.Expected), "actual": report.Visible(f.Actual),
			"evidence": report.Visible(report.EvidenceText(f.Evidence)), "evidenceDigest": report.Visible(f.EvidenceDigest), "settling": f.Settling,
		},
	}
	if shown := l.counts.About(f).Shown(); shown != nil {
		r.Properties["portal"] = portal{report.Visible(shown.Enabled), report.Visible(shown.Target), shown.Meaning,
			report.Visible(shown.Expected), report.Visible(shown.Type)}
	}
	if f.Cause != nil {
		r.Properties["cause"] = report.Visible(*f.Cause)
	}
	if f.Age != nil {
		r.Baseline = baselineState(f.Age)
		if f.Age.FirstSeen != nil {
			r.Properties["firstSeen"] = f.Age.FirstSeen.UTC()
		}
	}
	if w := f.Waiver; w != nil {
		s := suppression{Kind: "external", Status: "accepted", Justification: report.Visible(w.Reason),
			Properties: map[string]any{"owner": report.Visible(w.Owner), "approver": report.Visible(w.Approver), "ticket": report.Visible(w.Ticket)}}
		if w.Expires != nil {
			s.Properties["expires"] = w.Expires.UTC()
		}
		r.Suppressions = append(r.Suppressions, s)
	}
	return r
}

// baselineState is SARIF's word for how a finding stands to the baseline.
func baselineState(a *report.Age) string {
	switch {
	case a.State == report.AgeNew:
		return "new"
	case a.Changed:
		return "updated"
	}
	return "unchanged"
}

// open returns what a control could not judge as a result that is neither passed nor failed.
func (l *log) open(s *report.Summary) result {
	return result{
		RuleID: report.Visible(s.Control), RuleIndex: l.index[s.Control], Kind: "open", Level: "none",
		Message: text(gap(s)), Suppressions: []suppression{},
		Locations:  []location{l.place(&report.Target{Kind: "control", Name: s.Control})},
		Partial:    map[string]string{"primaryLocationLineHash": report.Fingerprint(s.Control, "control", "", "notEvaluated")},
		Properties: map[string]any{"notEvaluated": s.NotEvaluated, "errors": s.Errors},
	}
}

// gap says in words what a control could not judge.
func gap(s *report.Summary) string {
	sentence := fmt.Sprintf("%d of %d subjects were not evaluated, %d ended with an error: nothing is known of them.", s.NotEvaluated, s.Subjects, s.Errors)
	if s.Reason != "" {
		sentence += " " + s.Reason
	}
	return sentence
}

// place is the record's line in the stream, and the target by name.
func (l *log) place(t *report.Target) location {
	return location{
		Physical: physical{artifact{stream}, region{l.line}},
		Logical:  []logical{{Name: report.Visible(t.Name), FullyQualifiedName: report.Visible(qualified(t)), Kind: "resource"}},
	}
}

func qualified(t *report.Target) string {
	if t.ID == "" {
		return t.Kind + "/" + t.Name
	}
	return t.Kind + "/" + t.ID
}
