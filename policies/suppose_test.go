package policies

import (
	"testing"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// undecided is a group of which it is not known whether an engine writes it.
func undecided(engine diff.Engine) diff.Subject {
	s := securityWritten()
	w := &s.Writeback
	w.Expected, w.Confidence, w.Engine, w.Type, w.Category = diff.Unknown, diff.None, "", "", diff.CategoryUnknown
	for of, a := range map[diff.Engine]*diff.EngineAnswer{diff.V1: &w.V1, diff.V2: &w.V2, diff.CloudSync: &w.CloudSync} {
		*a = diff.EngineAnswer{State: diff.Off, Expected: diff.No}
		if of == engine {
			*a = diff.EngineAnswer{State: diff.On, Expected: diff.Unknown}
		}
	}
	s.Governance.Secured = diff.Unknown
	return s
}

func TestAControlThatMayConcernAGroupHasNotFoundItOfNoConcern(t *testing.T) {
	const (
		written  = "whether the group is written is not known"
		onlyV2   = "\napplies if {\n\tinput.writeback.expected == \"yes\"\n\tinput.writeback.engine == \"v2\"\n}\n"
		secured  = "\napplies if input.governance.secured == \"yes\"\n"
		notFound = "\nfindings contains {\"part\": \"x\"} if {\n\tapplies\n\tinput.members.foreign > 1000\n}\n"
	)
	known := securityWritten()
	known.Writeback.Expected, known.Writeback.Engine, known.Governance.Secured = diff.No, "", diff.No
	open := securityWritten()
	open.Writeback.Category, open.Governance.Secured = diff.CategoryUnknown, diff.Unknown
	for _, row := range []struct {
		claim   string
		code    string
		subject diff.Subject
		outcome string
		reason  string
	}{
		{"a group that is not written does not concern it", onlyV2, known, report.OutcomeNotApplicable, ""},
		{"one that the engine may write is not evaluated", onlyV2, undecided(diff.V2), report.OutcomeNotEvaluated, written},
		{"one that only another engine may write does not concern it", onlyV2, undecided(diff.CloudSync), report.OutcomeNotApplicable, ""},
		{"one that may be a security group is not evaluated", secured, undecided(diff.CloudSync), report.OutcomeNotEvaluated, written},
		{"one that can only be a distribution group does not concern it", secured, undecided(diff.V1), report.OutcomeNotApplicable, ""},
		{"what it is written as may be what is not known", secured, open, report.OutcomeNotEvaluated, "whether the group is written as a security group is not known"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			for where, c := range map[string]*Catalogue{
				"built in": tiny(t, "", row.code+notFound),
				"own":      (&Catalogue{}).With(opened(t, probe(t, "", row.code+notFound), Sandbox{})),
			} {
				for _, o := range []Options{{Catalogue: c}, {Catalogue: c, Forget: true}} {
					// Two of them, so that what is remembered counts.
					r, _ := audited(t, newFacts(row.subject, row.subject), o)
					s := r.summary(t, c.controls[0].ID)
					if s.Outcome != row.outcome || s.Reason != row.reason {
						t.Errorf("%s, forgetful %v: %s %q, want %s %q", where, o.Forget, s.Outcome, s.Reason, row.outcome, row.reason)
					}
				}
			}
		})
	}
}
