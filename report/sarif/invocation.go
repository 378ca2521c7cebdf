package sarif

import (
	"fmt"

	"github.com/wbaudit/wbaudit/report"
)

// invocation says how the run ended: an evaluation error makes it unsuccessful, and everything that was
// not looked at is a notification.
func (l *log) invocation() invocation {
	i := invocation{ExecutionSuccessful: l.counts.Checks.Errors == 0, Notifications: []notification{}}
	if run := l.counts.Run; run != nil && run.CollectedAt != nil {
		at := run.CollectedAt.UTC()
		i.EndTimeUTC = &at
	}
	for _, c := range l.counts.NotEvaluated() {
		level := "warning"
		if c.Summary.Errors > 0 {
			level = "error"
		}
		index := l.index[c.Control.ID]
		i.Notifications = append(i.Notifications, notification{Level: level, Message: text(gap(c.Summary)),
			Rule: &reference{ID: report.Visible(c.Control.ID), Index: &index}})
	}
	for _, remark := range l.counts.Remarks() {
		i.Notifications = append(i.Notifications, notification{Level: "warning", Message: text(remark)})
	}
	if v := l.counts.Verdict; v != nil {
		level := "note"
		if v.Against() {
			level = "warning"
		}
		i.Notifications = append(i.Notifications, notification{Level: level, Message: text(v.Sentence())})
	}
	for _, s := range l.counts.Incomplete() {
		if s.Status == report.StatusComplete { // a remark says what it lacks
			continue
		}
		i.Notifications = append(i.Notifications, notification{Level: "warning",
			Message: text(fmt.Sprintf("%s was read as %s: %s", s.Name, s.Status, s.Reason))})
	}
	return i
}

// details tells runs of one tenant apart from those of another.
type details struct {
	ID          string  `json:"id"`
	Description message `json:"description"`
}

func (l *log) automation() details {
	run := l.counts.Run
	if run == nil {
		run = &report.Run{}
	}
	return details{ID: "wbaudit/" + report.Visible(run.Tenant.ID) + "/", Description: text(run.Tenant.Name)}
}

// counted is one control with what its results do not tell.
type counted struct {
	Control       string `json:"control"`
	Outcome       string `json:"outcome"`
	Subjects      int    `json:"subjects"`
	NotApplicable int    `json:"notApplicable"`
	Passed        int    `json:"passed"`
	Failed        int    `json:"failed"`
	NotEvaluated  int    `json:"notEvaluated"`
	Errors        int    `json:"errors"`
	Waived        int    `json:"waived"`
}

// properties are where the run came from and how every control's subjects fared.
func (l *log) properties() map[string]any {
	controls := []counted{}
	for _, c := range l.counts.Controls {
		if s := c.Summary; s != nil {
			controls = append(controls, counted{report.Visible(s.Control), s.Outcome, s.Subjects, s.NotApplicable, s.Passed, s.Failed,
				s.NotEvaluated, s.Errors, s.Waived})
		}
	}
	p := map[string]any{"controls": controls}
	if v := l.counts.Verdict; v != nil {
		p["readiness"] = readinessOf(v)
	}
	if run := l.counts.Run; run != nil {
		p["snapshotDigest"], p["policyDigest"] = report.Visible(run.SnapshotDigest), report.Visible(run.PolicyDigest)
	}
	return p
}

// readiness is the verdict on a move with the groups by state; people are counted as far as they are known, in words.
type readiness struct {
	Target             string         `json:"target"`
	Verdict            string         `json:"verdict"`
	Blind              bool           `json:"blind"`
	Groups             map[string]int `json:"groups"`
	PeopleLosingAccess string         `json:"peopleLosingAccess"`
}

func readinessOf(v *report.Verdict) readiness {
	r := readiness{Target: v.To, Verdict: v.Word(), Blind: v.Blind, Groups: map[string]int{},
		PeopleLosingAccess: report.Known(v.Totals.PeopleLost, v.Totals.WholeLoss())}
	for _, s := range v.States {
		r.Groups[s.State] = s.Groups
	}
	return r
}
