package policies

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/collect/snapshot"
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

const (
	applies   = "applies if input.cloud\n"
	never     = "applies if input.cloud.dynamic\n"
	finds     = "findings contains {\"n\": 1} if input.cloud\n"
	findsNone = "findings contains {\"n\": 1} if input.cloud.dynamic\n"
	undecides = "undecided contains \"it was not read\" if input.cloud\n"
	breaks    = "findings contains {\"n\": 1 / (input.members.missing)} if input.cloud\n"

	requireOne   = "requires: [cloud_groups]"
	requireMembe = "requires: [memberships]"
)

// blind is the summary of a single subject that was not evaluated for what holds of every one, for lack of lists.
func blind(reason string, lists ...string) report.Summary {
	s := one("notEvaluated", reason)
	s.Reasons[0].Scope, s.Reasons[0].Lists = report.ScopeRun, append(s.Reasons[0].Lists, lists...)
	return s
}

// one is the summary of a single group.
func one(outcome, reason string) report.Summary {
	s := report.Summary{Control: "TST-01", Outcome: outcome, Reason: reason, Reasons: []report.Reason{}, Subjects: 1}
	if reason != "" {
		s.Reasons = []report.Reason{{Text: reason, Count: 1, Scope: report.ScopeGroup, Lists: []string{}}}
	}
	switch outcome {
	case report.OutcomeError:
		s.Errors = 1
	case report.OutcomeFail:
		s.Failed = 1
	case report.OutcomeNotEvaluated:
		s.NotEvaluated = 1
	case report.OutcomePass:
		s.Passed = 1
	default:
		s.NotApplicable = 1
	}
	return s
}

func TestFirstOutcomeThatHolds(t *testing.T) {
	const division = "controls/group/probe/probe.rego:14: div: divide by zero"
	for _, row := range []struct {
		claim, code string
		want        report.Summary
	}{
		{"an error of the evaluation wins over findings and undecided", applies + finds + breaks + undecides, one("error", division)},
		{"findings win over undecided", applies + finds + undecides, one("fail", "")},
		{"findings count even where applies does not hold", never + finds, one("fail", "")},
		{"undecided wins over not applicable", never + findsNone + undecides, one("notEvaluated", "it was not read")},
		{"undecided wins over a pass", applies + findsNone + undecides, one("notEvaluated", "it was not read")},
		{"a control that does not apply is not applicable", never + findsNone, one("notApplicable", "")},
		{"a control that applies without findings is passed", applies + findsNone, one("pass", "")},
		{"a finding above the control's severity is an error", applies + "findings contains {\"severity\": \"critical\"} if input.cloud\n",
			one("error", "severity critical of a finding is above high, the highest of its control")},
		{"a list as evidence is an error", applies + "findings contains {\"n\": [1]} if input.cloud\n",
			one("error", "evidence n is neither a number nor a boolean nor a word")},
		{"a finding that is no object is an error", applies + "findings contains 1 if input.cloud\n",
			one("error", "an element of findings is no object")},
		{"a reason that is no text is an error", applies + findsNone + "undecided contains 1 if input.cloud\n",
			one("error", "an element of undecided is no text")},
		{"a cause that is no id is an error", applies + "findings contains {\"cause\": \"x\"} if input.cloud\n",
			one("error", "cause \"x\" of a finding is no control id")},
	} {
		t.Run(row.claim, func(t *testing.T) {
			r, _ := audited(t, newFacts(securityWritten()), Options{Catalogue: tiny(t, "", row.code)})
			if d := cmp.Diff(row.want, r.summary(t, "TST-01")); d != "" {
				t.Errorf("summary (-want +got):\n%s", d)
			}
		})
	}
}

func TestWhatWasNotReadOfTheTenantBesideAMildFinding(t *testing.T) {
	const (
		always    = "applies if input.tenant\n"
		mild      = "findings contains {\"severity\": \"medium\"} if input.tenant\n"
		grave     = "findings contains {\"part\": \"other\"} if input.tenant\n"
		undecides = "undecided contains \"it was not read\" if input.tenant\n"
	)
	open := one("fail", "it was not read")
	open.Subjects, open.NotEvaluated, open.Reasons[0].Scope = 2, 1, report.ScopeTenant
	for _, row := range []struct {
		claim, code string
		want        report.Summary
	}{
		{"it could be graver and is not evaluated", always + mild + undecides, open},
		{"nothing is worse than the highest severity", always + mild + grave + undecides, one("fail", "")},
		{"all was read", always + mild, one("fail", "")},
	} {
		t.Run(row.claim, func(t *testing.T) {
			c, err := LoadFS(tinyFS("tenant", "", row.code))
			if err != nil {
				t.Fatal(err)
			}
			r, result := audited(t, newFacts(), Options{Catalogue: c})
			if d := cmp.Diff(row.want, r.summary(t, "TST-01")); d != "" {
				t.Errorf("summary (-want +got):\n%s", d)
			}
			if blind := len(result.Blind) > 0; blind != (row.want.NotEvaluated > 0) {
				t.Errorf("blind: %t", blind)
			}
		})
	}
}

func TestStreamsThatWereNotRead(t *testing.T) {
	partial := func() *fakeFacts {
		return newFacts(securityWritten()).with("cloud_groups", snapshot.Partial, "page 3 of 9 is missing")
	}
	absent := func() *fakeFacts { return newFacts(securityWritten()).with("cloud_groups", snapshot.Absent, "") }
	part := func() *fakeFacts {
		f := newFacts(securityWritten())
		f.tenant.Tenant.DirectoryRead.Every = false
		return f
	}
	for _, row := range []struct {
		claim, custom, code string
		facts               *fakeFacts
		want                report.Summary
	}{
		{"an absent stream leaves nothing evaluated, findings included", requireOne, applies + finds, absent(), blind("cloud_groups: not read", "cloud_groups")},
		{"an absent stream leaves nothing evaluated where findings of a partial one stand", requireOne + "\npartial: judge", applies + finds, absent(), blind("cloud_groups: not read", "cloud_groups")},
		{"a partial stream is refused", requireOne, applies + finds, partial(), blind("cloud_groups: page 3 of 9 is missing", "cloud_groups")},
		{"a finding of a partial stream stands where the control says so", requireOne + "\npartial: judge", applies + finds, partial(), func() report.Summary {
			s := one("fail", "cloud_groups: page 3 of 9 is missing")
			s.Subjects, s.NotEvaluated, s.Reasons = 2, 1, blind("cloud_groups: page 3 of 9 is missing", "cloud_groups").Reasons
			return s
		}()},
		{"nothing passes over a partial stream", requireOne + "\npartial: judge", applies + findsNone, partial(), blind("cloud_groups: page 3 of 9 is missing", "cloud_groups")},
		{"nothing is not applicable over a partial stream", requireOne + "\npartial: judge", never + findsNone, partial(), blind("cloud_groups: page 3 of 9 is missing", "cloud_groups")},
		{"nothing passes over a part of the directory where groups elsewhere count", "requires: [directory_groups]\npartial: judge\neverywhere: true", applies + findsNone, part(), blind("directory_groups: not every group of the domain was read with its anchors")},
		{"where they do not count it does", requireOne, applies + findsNone, part(), one("pass", "")},
		{"no subject at all is not evaluated while the stream is absent", requireOne, applies + finds, newFacts().with("cloud_groups", snapshot.Absent, ""), blind("cloud_groups: not read", "cloud_groups")},
		{"a stream that the control does not need has no influence", "", applies + findsNone, absent(), one("pass", "")},
		{"a complete stream is judged", requireOne, applies + findsNone, newFacts(securityWritten()).with("cloud_groups", snapshot.Complete, ""), one("pass", "")},
	} {
		t.Run(row.claim, func(t *testing.T) {
			r, _ := audited(t, row.facts, Options{Catalogue: tiny(t, row.custom, row.code)})
			if d := cmp.Diff(row.want, r.summary(t, "TST-01")); d != "" {
				t.Errorf("summary (-want +got):\n%s", d)
			}
		})
	}
}

func TestMembersThatWereNotRead(t *testing.T) {
	with := func(cloud, directory, reason string) diff.Subject {
		s := securityWritten()
		s.Members.Cloud, s.Members.Directory, s.Members.DirectoryReason = cloud, directory, reason
		return s
	}
	for _, row := range []struct {
		claim, custom, code string
		subject             diff.Subject
		want                report.Summary
	}{
		{"complete lists are judged", requireMembe, applies + findsNone, with("complete", "complete", ""), one("pass", "")},
		{"a side that the subject does not have is no gap", requireMembe, applies + findsNone, with("complete", "none", ""), one("pass", "")},
		{"a partial list makes the subject not evaluated", requireMembe, applies + findsNone, with("complete", "partial", "range ends at 1500"),
			one("notEvaluated", "directory members: range ends at 1500")},
		{"a finding that rests on half a list is refused", requireMembe, applies + finds, with("absent", "complete", ""), one("notEvaluated", "cloud members: absent")},
		{"a finding of half a list stands where the control says so", requireMembe + "\npartial: judge", applies + finds, with("absent", "complete", ""), one("fail", "")},
		{"nothing passes over half a list", requireMembe + "\npartial: judge", applies + findsNone, with("absent", "complete", ""), one("notEvaluated", "cloud members: absent")},
		{"members do not matter where the control does not apply", requireMembe, never + findsNone, with("absent", "absent", ""), one("notApplicable", "")},
	} {
		t.Run(row.claim, func(t *testing.T) {
			r, _ := audited(t, newFacts(row.subject), Options{Catalogue: tiny(t, row.custom, row.code)})
			if d := cmp.Diff(row.want, r.summary(t, "TST-01")); d != "" {
				t.Errorf("summary (-want +got):\n%s", d)
			}
		})
	}
}

func TestControlThatReadsTheTimeNeedsOne(t *testing.T) {
	code := applies + "findings contains {\"year\": input.now} if startswith(input.now, \"2026\")\n"
	facts := newFacts(securityWritten())
	facts.manifest.CollectedAt = nil
	r, result := audited(t, facts, Options{Catalogue: tiny(t, "", code)})
	const reason = "now: neither --now nor the end of collection is known"
	if d := cmp.Diff(blind(reason), r.summary(t, "TST-01")); d != "" {
		t.Errorf("summary (-want +got):\n%s", d)
	}
	want := Result{Blind: []Blind{{Control: "TST-01", Severity: "high", NotEvaluated: 1, Reasons: []report.Reason{{Text: reason, Count: 1, Scope: report.ScopeRun, Lists: []string{}}}}}}
	if d := cmp.Diff(want, result); d != "" {
		t.Errorf("result (-want +got):\n%s", d)
	}
	now := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	r, _ = audited(t, facts, Options{Catalogue: tiny(t, "", code), Now: &now})
	if d := cmp.Diff(one("fail", ""), r.summary(t, "TST-01")); d != "" {
		t.Errorf("summary with a time (-want +got):\n%s", d)
	}
}

func TestSlowControlIsAnError(t *testing.T) {
	code := applies + "findings contains {\"n\": count(slow)} if {\n\tinput.cloud\n\tslow := [1 | some i in numbers.range(1, 3000); some j in numbers.range(1, 3000); i + j == 0]\n}\n"
	r, _ := audited(t, newFacts(securityWritten()), Options{Catalogue: tiny(t, "", code), Deadline: 20 * time.Millisecond})
	if d := cmp.Diff(one("error", "the evaluation took longer than a subject may"), r.summary(t, "TST-01")); d != "" {
		t.Errorf("summary (-want +got):\n%s", d)
	}
}
