package policies

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

const prose = `expected: "{writeback.category}"
actual: "{directory.category}"`

// wrongCategory is a written security group whose copy is a distribution group.
func wrongCategory() diff.Subject {
	s := securityWritten()
	s.Directory.Category = diff.CategoryDistribution
	return s
}

// found audits one subject and returns its findings.
func found(t *testing.T, c *Catalogue, s diff.Subject, o Options) []report.Finding {
	t.Helper()
	o.Catalogue = c
	r, _ := audited(t, newFacts(s), o)
	return r.findings()
}

func TestFindingIsToldInTheWordsOfTheControl(t *testing.T) {
	text := strings.Replace(tinyText("group", prose, applies+"findings contains {\"attribute\": \"group_type\", \"n\": 2, \"cause\": \"ENG-13\", \"part\": \"x\"} if input.directory\n"),
		`"{target} is wrong"`, `"{target} is a {actual}, not a {expected}, for {evidence.n|member|members} of {members.matched|one|ten}"`, 1)
	c, err := LoadFS(mapFS("controls/group/probe/probe.rego", text))
	if err != nil {
		t.Fatal(err)
	}
	s := wrongCategory()
	got := found(t, c, s, Options{})
	const id = "00000000-0000-0000-0000-000000000000"
	digest, err := report.EvidenceDigest("security", "distribution", map[string]any{"attribute": "group_type", "n": int64(2)})
	if err != nil {
		t.Fatal(err)
	}
	want := []report.Finding{{
		Control: "TST-01", Severity: "high", Target: report.Target{Kind: "group", ID: id, Name: "Group 0"},
		Message:  "Group 0 is a distribution group, not a security group, for 2 members of 10 ten",
		Expected: "security", Actual: "distribution", Evidence: map[string]any{"attribute": "group_type", "n": int64(2)},
		Fingerprint: report.Fingerprint("TST-01", "group", id, "x"), EvidenceDigest: digest, Cause: ptr("ENG-13"),
	}}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
}

// A count that is not exact is told as the least there can be, in the sentence and in the evidence.
func TestACountThatIsNotExactIsTold(t *testing.T) {
	text := strings.NewReplacer(`"{target} is wrong"`, `"{evidence.groups|group is|groups are} wrong, of {evidence.all}"`).Replace(
		tinyText("tenant", `actual: "{evidence.groups|group|groups}"`, "applies if input.tenant.v1 == \"on\"\nfindings contains {\"groups\": input.totals.anchored, \"all\": input.totals.m365} if input.totals.anchored.at_least > 0\n"))
	c, err := LoadFS(mapFS("controls/tenant/probe/probe.rego", text))
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		anchored        diff.Count
		message, actual string
		evidence        any
	}{
		{diff.Exactly(12), "12 groups are wrong, of at least 3", "12 groups", int64(12)},
		{diff.Exactly(1), "1 group is wrong, of at least 3", "1 group", int64(1)},
		{diff.Count{AtLeast: 12}, "At least 12 groups are wrong, of at least 3", "at least 12 groups", "at least 12"},
		{diff.Count{AtLeast: 1}, "At least 1 group is wrong, of at least 3", "at least 1 group", "at least 1"},
	} {
		f := newFacts()
		f.tenant.Totals.Anchored, f.tenant.Totals.M365 = row.anchored, diff.Count{AtLeast: 3}
		r, _ := audited(t, f, Options{Catalogue: c})
		got := r.findings()
		if len(got) != 1 || got[0].Message != row.message || got[0].Actual != row.actual || got[0].Evidence["groups"] != row.evidence {
			t.Errorf("%+v is told as %+v", row.anchored, got)
		}
	}
}

func TestUnclaimedDirectoryGroupIsTheTarget(t *testing.T) {
	c := tiny(t, "", "applies if input.directory\n"+"findings contains {\"n\": 1} if not input.cloud\n")
	got := found(t, c, orphan(), Options{})
	if len(got) != 1 || got[0].Target.Kind != report.TargetDirectoryGroup || got[0].Target.ID == "" {
		t.Errorf("expected one finding on a directory group: %+v", got)
	}
}

func TestAFindingAboutAnOUNamesIt(t *testing.T) {
	const dn = "OU=Hidden,DC=contoso,DC=com"
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	f := newFacts()
	f.tenant.Totals.Connect.OutOfScope = []diff.OutOfScope{{DN: dn, Key: "a", Members: 2, Copies: 1}}
	r, _ := audited(t, f, Options{Catalogue: c, Profiles: []string{"audit"}})
	got := slices.DeleteFunc(r.findings(), func(f report.Finding) bool { return f.Control != "DIF-23" })
	if len(got) != 1 || got[0].Target.DN != dn || !strings.Contains(got[0].Message, "2 members from "+dn) {
		t.Errorf("got %+v, want one finding that names %s", got, dn)
	}
}

func TestSettlingSubjectIsInfoWhereTheControlSaysSo(t *testing.T) {
	s := wrongCategory()
	s.Settling = true
	for _, row := range []struct {
		claim, custom, severity string
		settling                bool
	}{
		{"a settling control", "settling: true", "info", true},
		{"any other control", "", "high", false},
	} {
		t.Run(row.claim, func(t *testing.T) {
			got := found(t, tiny(t, row.custom, applies+finds), s, Options{})[0]
			_, evidence := got.Evidence["settling"]
			if got.Severity != row.severity || got.Settling != row.settling || evidence != row.settling {
				t.Errorf("severity %s, settling %v, evidence %v", got.Severity, got.Settling, got.Evidence)
			}
		})
	}
	r, result := audited(t, newFacts(s, wrongCategory()), Options{Catalogue: tiny(t, "settling: true", applies+finds)})
	if list := r.findings(); len(list) != 2 || list[1].Settling || list[1].Evidence["settling"] != nil {
		t.Errorf("the settling subject left its mark on its neighbour: %+v", list)
	}
	if result.Worst != "high" {
		t.Errorf("worst finding is %q, expected high", result.Worst)
	}
}

func TestSettingReplacesTheSeverity(t *testing.T) {
	own := applies + "findings contains {\"severity\": \"medium\"} if input.cloud\n"
	for _, row := range []struct{ claim, code, setting, want string }{
		{"the control's severity without a setting", applies + finds, "", "high"},
		{"a setting above it", applies + finds, "critical", "critical"},
		{"a setting below it", applies + finds, "low", "low"},
		{"a finding's own lower severity stays below that of the gravest case", own, "", "medium"},
		{"a setting above the gravest case raises a milder one by as many steps", own, "critical", "high"},
		{"the control's own severity as a setting changes nothing", own, "high", "medium"},
		{"a finding's own severity is cut to the setting", own, "low", "low"},
	} {
		t.Run(row.claim, func(t *testing.T) {
			got := found(t, tiny(t, "", row.code), securityWritten(), Options{Settings: map[string]Setting{"TST-01": {Severity: row.setting}}})
			if len(got) != 1 || got[0].Severity != row.want {
				t.Errorf("%+v, expected severity %s", got, row.want)
			}
		})
	}
}

func TestTwoFindingsNeedTwoParts(t *testing.T) {
	same := applies + "findings contains {\"n\": 1} if input.cloud\n\nfindings contains {\"n\": 2} if input.cloud\n"
	var r recorder
	_, err := run(t.Context(), newFacts(securityWritten()), Options{Catalogue: tiny(t, "", same)}, &r)
	if err == nil || !strings.Contains(err.Error(), `two findings of TST-01 on 00000000-0000-0000-0000-000000000000 have the part ""`) {
		t.Errorf("error %v", err)
	}
	parts := applies + "findings contains {\"part\": d.attribute} if some d in input.directory.drift\n"
	s := securityWritten()
	s.Directory.Drift = []diff.Drift{{Attribute: "mail", Kind: "changed"}, {Attribute: "displayName", Kind: "changed"}}
	got := found(t, tiny(t, "", parts), s, Options{})
	if len(got) != 2 || got[0].Fingerprint == got[1].Fingerprint {
		t.Errorf("expected two findings with fingerprints of their own: %+v", got)
	}
}

func TestParametersReachTheControl(t *testing.T) {
	custom := "parameters: {limit: {type: integer, default: 100, minimum: 1, maximum: 1000, description: d}, accounts: {type: sids, default: \"\", description: d}}"
	c := tiny(t, custom, applies+"findings contains {\"n\": input.members.matched} if input.members.matched > input.parameters.limit\n")
	if got := found(t, c, securityWritten(), Options{}); len(got) != 0 {
		t.Errorf("10 members with the limit 100: %+v", got)
	}
	set := func(name string, value any) Options {
		return Options{Catalogue: c, Settings: map[string]Setting{"TST-01": {Parameters: map[string]any{name: value}}}}
	}
	if got := found(t, c, securityWritten(), set("limit", 9)); len(got) != 1 {
		t.Errorf("10 members with the limit 9: %+v", got)
	}
	among := tiny(t, `parameters: {accounts: {type: sids, default: "", description: d}}`,
		applies+"findings contains {\"n\": 1} if \"S-1-5-32-548\" in split(input.parameters.accounts, \" \")\n")
	spelt := Options{Catalogue: among, Settings: map[string]Setting{"TST-01": {Parameters: map[string]any{"accounts": " s-1-1-0\n  s-1-5-32-548"}}}}
	if got := found(t, among, securityWritten(), spelt); len(got) != 1 {
		t.Errorf("SIDs in lower case and on two lines do not reach the control as subjects spell them: %+v", got)
	}
	for _, row := range []struct {
		claim string
		o     Options
		want  string
	}{
		{"unknown parameter", set("limits", 9), `control TST-01 has no parameter "limits": allowed are accounts (SIDs separated by blanks, such as S-1-5-21-1004336348-1177238915-682003330-1142), limit (integer from 1 to 1000)`},
		{"value out of range", set("limit", 0), "control TST-01: parameter limit: 0 is not allowed: expected integer from 1 to 1000"},
		{"value of another type", set("limit", "9"), `control TST-01: parameter limit: the text "9" is not allowed: expected integer from 1 to 1000`},
		{"fraction", set("limit", 9.5), "control TST-01: parameter limit: 9.5 is not allowed: expected integer from 1 to 1000"},
		{"text that is no SID", set("accounts", "S-1-5-32-548 CONTOSO\\svc"), "control TST-01: parameter accounts: S-1-5-32-548 CONTOSO\\svc is not allowed: expected SIDs separated by blanks, such as S-1-5-21-1004336348-1177238915-682003330-1142"},
		{"SIDs with commas between them", set("accounts", "S-1-1-0,S-1-5-11"), "control TST-01: parameter accounts: S-1-1-0,S-1-5-11 is not allowed: expected SIDs separated by blanks, such as S-1-5-21-1004336348-1177238915-682003330-1142"},
		{"unknown control", Options{Catalogue: c, Settings: map[string]Setting{"TST-02": {}}}, `there is no control "TST-02": take an id from wbaudit controls list`},
		{"unknown severity", Options{Catalogue: c, Settings: map[string]Setting{"TST-01": {Severity: "bad"}}}, `control TST-01: severity "bad" is not known: allowed are info, low, medium, high, critical`},
		{"unknown profile", Options{Catalogue: c, Profiles: []string{"all"}}, `there is no profile "all": allowed are audit, migration, connect, governance, drift`},
	} {
		t.Run(row.claim, func(t *testing.T) {
			if err := row.o.Check(); err == nil || err.Error() != row.want {
				t.Errorf("error %v, expected %s", err, row.want)
			}
		})
	}
}

func TestOnlyChosenProfilesRun(t *testing.T) {
	c := tiny(t, "", applies+finds)
	r, _ := audited(t, newFacts(securityWritten()), Options{Catalogue: c, Profiles: []string{"audit", "migration", "audit"}})
	if d := cmp.Diff([]string{"audit", "migration"}, r.records[0].Run.Profiles); d != "" {
		t.Errorf("profiles of the run (-want +got):\n%s", d)
	}
	var none recorder
	if _, err := run(t.Context(), newFacts(securityWritten()), Options{Catalogue: c, Profiles: []string{"connect"}}, &none); err != nil {
		t.Fatal(err)
	}
	for _, record := range none.records {
		if record.Control != nil || record.Finding != nil || record.Summary != nil {
			t.Errorf("a control of another profile ran: %+v", record)
		}
	}
}
