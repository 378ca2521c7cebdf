package policies

import (
	"strings"
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

func TestAGroupThatSeveralDirectoryGroupsClaimIsJudgedWithEachOfThem(t *testing.T) {
	const (
		unknown  = "several directory groups claim to be the copy (DIF-14), and which one is, is not known"
		aCopy    = "\napplies if input.directory\n\nfindings contains {\"part\": \"x\"} if {\n\tapplies\n\tinput.directory.scope == \"global\"\n}\n"
		anyGroup = "\napplies if input.cloud\n\nfindings contains {\"part\": \"x\"} if input.directory.scope == \"global\"\n"
		foreign  = "\napplies if input.directory\n\nundecided contains \"no\" if {\n\tapplies\n\tinput.directory.scope == \"unknown\"\n}\n\nfindings contains {\"part\": \"x\"} if {\n\tapplies\n\tinput.members.foreign > 1000\n}\n"
	)
	contested := func(scopes ...diff.Scope) diff.Subject {
		s := duplicateAnchor()
		for _, scope := range scopes {
			rival := securityWritten()
			rival.Directory.Scope = scope
			s.Rivals = append(s.Rivals, rival)
		}
		return s
	}
	for _, row := range []struct {
		claim   string
		code    string
		subject diff.Subject
		outcome string
		reason  string
	}{
		{"none of them would be found", aCopy, contested(diff.ScopeUniversal, diff.ScopeUniversal), report.OutcomeNotApplicable, ""},
		{"one of them would", aCopy, contested(diff.ScopeUniversal, diff.ScopeGlobal), report.OutcomeNotEvaluated, unknown},
		{"so would every one", aCopy, contested(diff.ScopeGlobal, diff.ScopeGlobal), report.OutcomeNotEvaluated, unknown},
		{"one of them, of a control that judges every group", anyGroup, contested(diff.ScopeUniversal, diff.ScopeGlobal), report.OutcomeNotEvaluated, unknown},
		{"none of them, of a control that judges every group", anyGroup, contested(diff.ScopeUniversal, diff.ScopeUniversal), report.OutcomePass, ""},
		{"one of them could not be judged", foreign, contested(diff.ScopeUniversal, diff.ScopeUnknown), report.OutcomeNotEvaluated, unknown},
	} {
		t.Run(row.claim, func(t *testing.T) {
			for id, want := range map[string]struct{ outcome, reason string }{
				"TST-01": {row.outcome, row.reason},
				// The losers of DIF-14 get no other DIF.
				"DIF-99": {map[bool]string{true: report.OutcomePass, false: report.OutcomeNotApplicable}[row.code == anyGroup], ""},
			} {
				c, err := LoadFS(mapFS("controls/group/probe/probe.rego", strings.Replace(tinyText("group", "", row.code), "TST-01", id, 1)))
				if err != nil {
					t.Fatal(err)
				}
				for _, o := range []Options{{Catalogue: c}, {Catalogue: c, Forget: true}} {
					r, _ := audited(t, newFacts(row.subject), o)
					if s := r.summary(t, id); s.Outcome != want.outcome || s.Reason != want.reason {
						t.Errorf("%s, forgetful %v: %s %q, want %s %q", id, o.Forget, s.Outcome, s.Reason, want.outcome, want.reason)
					}
				}
			}
		})
	}
}

func TestAGroupWithACopyInEachOfSeveralDomainsPassesWhereEveryCopyDoes(t *testing.T) {
	const code = `
applies if input.directory

undecided contains "no copy was found" if input.directory_absent == "unknown"

findings contains {"part": "x"} if {
	applies
	input.members.foreign > 0
}
`
	sound, damaged, unread := securityWritten(), securityWritten(), directoryUnread()
	damaged.Members.Foreign, damaged.Members.ForeignAtLeast = 1, 1
	several := func(rivals ...diff.Subject) diff.Subject {
		s := duplicateAnchor()
		s.DirectoryCandidates, s.DirectorySpread, s.Rivals = 0, diff.SpreadYes, rivals
		return s
	}
	one, duplicates := sound, several(sound, damaged)
	one.DirectorySpread, one.Rivals = diff.SpreadUnread, []diff.Subject{unread}
	duplicates.DirectoryCandidates, duplicates.DirectorySpread = 2, diff.SpreadNo
	for _, row := range []struct {
		claim   string
		subject diff.Subject
		outcome string
		reason  string
	}{
		{"every copy passes", several(sound, sound), report.OutcomePass, ""},
		{"one copy fails", several(sound, damaged), report.OutcomeNotEvaluated, copiesDiffer.undecided},
		{"the copy that was read passes, another may not have been", one, report.OutcomeNotEvaluated, copyUnread.undecided},
		{"of duplicates it is not known which one it is", duplicates, report.OutcomeNotEvaluated, severalClaim.undecided},
	} {
		t.Run(row.claim, func(t *testing.T) {
			c := tiny(t, "", code)
			r, _ := audited(t, newFacts(row.subject, row.subject), Options{Catalogue: c})
			if s := r.summary(t, "TST-01"); s.Outcome != row.outcome || s.Reason != row.reason {
				t.Errorf("%s %q, want %s %q", s.Outcome, s.Reason, row.outcome, row.reason)
			}
		})
	}
}

func TestWhatWasMadeBetweenTwoReadingsFarApartIsNoFinding(t *testing.T) {
	const code = `
applies if input.directory

findings contains {"part": "x"} if {
	applies
	input.members.foreign > 0
}
`
	damaged := securityWritten()
	damaged.Members.Foreign, damaged.Members.ForeignAtLeast = 1, 1
	for _, row := range []struct {
		claim   string
		custom  string
		subject diff.Subject
		apart   int
		outcome string
		reason  string
	}{
		{"sides that were read together show it", "settling: true", damaged, 0, report.OutcomeFail, ""},
		{"those that were not leave it open", "settling: true", damaged, 20, report.OutcomeNotEvaluated, "the two sides were read 20 days apart, and the group, or its copy, was made, changed or deleted between: export both on one day"},
		{"what no time settles stays", "", damaged, 20, report.OutcomeFail, ""},
		{"where nothing is wrong nothing is left open", "settling: true", securityWritten(), 20, report.OutcomePass, ""},
	} {
		t.Run(row.claim, func(t *testing.T) {
			row.subject.DaysApart = row.apart
			r, _ := audited(t, newFacts(row.subject, row.subject), Options{Catalogue: tiny(t, row.custom, code)})
			if s := r.summary(t, "TST-01"); s.Outcome != row.outcome || s.Reason != row.reason {
				t.Errorf("%s %q, want %s %q", s.Outcome, s.Reason, row.outcome, row.reason)
			}
		})
	}
}

func TestCandidatesAreToldApartByWhereEnginesWrite(t *testing.T) {
	for spread, want := range map[diff.Spread]bool{diff.SpreadNo: false, diff.SpreadYes: true, diff.SpreadUnknown: true} {
		s := duplicateAnchor()
		s.DirectorySpread = spread
		s.Details = &diff.Details{Cloud: &diff.CloudDetails{}, Candidates: []diff.CandidateDetails{
			{DirectoryDetails: diff.DirectoryDetails{DN: "CN=a,DC=corp,DC=com"}, Facts: securityCopy()},
			{DirectoryDetails: diff.DirectoryDetails{DN: "CN=a,DC=emea,DC=corp,DC=com"}, Facts: securityCopy()},
		}}
		if g := groupRecord(&s); g.Apart != want {
			t.Errorf("%s: apart %t: %s", spread, g.Apart, g.Claims())
		}
	}
}
