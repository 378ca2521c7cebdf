package policies

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/wbaudit/wbaudit/report"
)

func TestMetadataBecomesTheRecordOfTheControl(t *testing.T) {
	c, err := LoadFS(testdata(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []report.Control{{
		ID: "TST-06", Title: "Directory group is of another category than writeback asks for", Severity: "high", Profile: "audit",
		Description: "A security group written as a distribution group grants nothing.", Remediation: "Find out who changed it.",
		References: []string{"https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration"},
		Engines:    []string{}, Frameworks: []report.Framework{}, Requires: []string{"cloud_groups", "directory_groups", "sync_configuration"},
		Targets: []string{},
	}}
	if d := cmp.Diff(want, c.Records()); d != "" {
		t.Errorf("records (-want +got):\n%s", d)
	}
}

func TestParametersAndFrameworksAreRead(t *testing.T) {
	c := tiny(t, `requires: [cloud_groups, memberships]
engines: [v2]
frameworks: {NIST SP 800-53r5: [AC-2, AC-6]}
parameters:
  share: {type: number, default: 0.5, minimum: 0, maximum: 1, description: a share}
  mode: {type: string, default: a, enum: [a, b], description: a mode}`, applies+findsNone)
	got, ok := c.Control("TST-01")
	if !ok {
		t.Fatal("the control is not in the catalogue")
	}
	want := []Parameter{
		{Name: "mode", Type: "string", Description: "a mode", Default: "a", Enum: []string{"a", "b"}},
		{Name: "share", Type: "number", Description: "a share", Default: 0.5, Minimum: ptr(0.0), Maximum: ptr(1.0)},
	}
	if d := cmp.Diff(want, got.Parameters); d != "" {
		t.Errorf("parameters (-want +got):\n%s", d)
	}
	record := report.Control{Engines: []string{"v2"}, Requires: []string{"cloud_groups", "memberships"}, Frameworks: []report.Framework{
		{Name: "NIST SP 800-53r5", Clause: "AC-2"}, {Name: "NIST SP 800-53r5", Clause: "AC-6"},
	}, Targets: []string{}}
	only := cmpopts.IgnoreFields(report.Control{}, "ID", "Title", "Severity", "Profile", "Description", "Remediation", "References")
	if d := cmp.Diff(record, got.Record(), only); d != "" {
		t.Errorf("record (-want +got):\n%s", d)
	}
}

func TestReadinessIsRead(t *testing.T) {
	c := tiny(t, "readiness: blocker\nreadiness_from: medium\ntargets: [cloudsync, soa]", applies+findsNone)
	got := c.Records()[0]
	want := report.Control{Readiness: report.ReadinessBlocker, ReadinessFrom: "medium", Targets: []string{"cloudsync", "soa"}}
	if d := cmp.Diff(want, report.Control{Readiness: got.Readiness, ReadinessFrom: got.ReadinessFrom, Targets: got.Targets}); d != "" {
		t.Errorf("readiness (-want +got):\n%s", d)
	}
}

func TestDefectiveControlsAreRefusedInOneLine(t *testing.T) {
	const good = applies + findsNone
	replaced := func(old, by string) string {
		text := tinyText("group", "", good)
		if !strings.Contains(text, old) {
			panic(old)
		}
		return strings.Replace(text, old, by, 1)
	}
	for _, row := range []struct{ claim, text, want string }{
		{"unknown key", tinyText("group", "severety: high", good), ":10: custom.severety is not known: allowed are id, severity"},
		{"missing key", replaced("#   profile: audit\n", ""), ":4: custom.profile is missing"},
		{"readiness in other words", tinyText("group", "readiness: never", good), ":10: custom.readiness is never: expected one of blocker, after, notice"},
		{"unknown target", tinyText("group", "readiness: after\ntargets: [v3]", good), ":11: custom.targets: v3 is not allowed or occurs twice"},
		{"targets of nothing", tinyText("group", "targets: [v1]", good), ":10: custom.targets says nothing without custom.readiness"},
		{"bound above the severity", tinyText("group", "readiness: blocker\nreadiness_from: critical", good), ":11: custom.readiness_from critical is above high"},
		{"bad severity", replaced("severity: high", "severity: grave"), ":6: custom.severity is grave: expected one of info, low, medium, high, critical"},
		{"bad profile", replaced("profile: audit", "profile: all"), ":9: custom.profile is all: expected one of audit"},
		{"a profile of changes", replaced("profile: audit", "profile: drift"), ":9: custom.profile is drift: controls in controls/change, and only those, belong to drift"},
		{"bad id", replaced("id: TST-01", "id: TST-1"), `:5: custom.id "TST-1" is not an id`},
		{"unknown stream", tinyText("group", "requires: [cloud_group]", good), `:10: custom.requires: "cloud_group" is no stream`},
		{"unknown engine", tinyText("group", "engines: [v3]", good), ":10: custom.engines: v3 is not allowed"},
		{"bad partial", tinyText("group", "partial: yes", good), ":10: custom.partial is yes: expected one of judge, refuse"},
		{"title with a full stop", replaced("Something is wrong", "Something is wrong."), ":2: title ends with a full stop"},
		{"no description", replaced("# description: It should not be.\n", ""), ":1: description is missing"},
		{"no metadata", "package controls.group.probe\n" + good, ":1: the package has no METADATA"},
		{"package of another folder", replaced("package controls.group.probe", "package controls.group.other"), "the package is controls.group.other, the folder asks for controls.group.probe"},
		{"parameter without description", tinyText("group", "parameters: {n: {type: integer, default: 1}}", good), "custom.parameters.n: description is missing"},
		{"parameter with a default out of range", tinyText("group", "parameters: {n: {type: integer, default: 1, minimum: 2, description: d}}", good), "custom.parameters.n: default 1 is not allowed: expected integer from 2"},
		{"parameter with an unknown key", tinyText("group", "parameters: {n: {typ: integer}}", good), "custom.parameters.n: typ is not known"},
		{"unbalanced template", replaced(`"{target} is wrong"`, `"{target is wrong"`), `:7: custom.message: {target is wrong is no placeholder`},
		{"actual without a template", replaced(`"{target} is wrong"`, `"{actual}"`), ":7: custom.message says {actual}, and custom.actual is missing"},
		{"message with a path that does not exist", replaced(`"{target} is wrong"`, `"{cloud.kinds}"`), `{cloud.kinds}: the facts have no kinds below "cloud"`},
		{"message with evidence that does not exist", replaced(`"{target} is wrong"`, `"{evidence.m}"`), "{evidence.m}: no finding has the evidence m: there are n"},
		{"message with an unknown parameter", replaced(`"{target} is wrong"`, `"{parameters.m}"`), "{parameters.m}: allowed are none"},
		{"syntax error", tinyText("group", "", good+"findings contains {\n"), ":15: "},
		{"misspelt field", tinyText("group", "", good+"_x if input.clod.kind == \"m365\"\n"), ":14: undefined ref: input.clod.kind: the facts have no such field"},
		{"misspelt field in an argument", tinyText("group", "", good+"_x if startswith(input.cloud.kid, \"m\")\n"), ":14: undefined ref: input.cloud.kid"},
		{"undeclared parameter", tinyText("group", "", good+"_x if input.parameters.n > 1\n"), ":14: undefined ref: input.parameters.n"},
		{"text that an enumeration does not have", tinyText("group", "", good+"_x if input.cloud.kind == \"M365\"\n"), `:14: kind is never "M365": it is one of "synced"`},
		{"text in a set that an enumeration does not have", tinyText("group", "", good+"_x if input.directory.scope in {\"universal\", \"gobal\"}\n"), `:14: scope is never "gobal"`},
		{"enumeration behind a local name", tinyText("group", "", good+"_x if {\n\tkind := input.cloud.kind\n\tkind != \"M365\"\n}\n"), `kind is never "M365"`},
		{"enumeration of a list's element", tinyText("group", "", good+"_x if {\n\tsome d in input.directory.drift\n\td.kind == \"change\"\n}\n"), `kind is never "change"`},
		{"input in an own function", tinyText("group", "", good+"_x if _f(input.cloud.kind)\n\n_f(k) if k == \"M365\"\n"), ":14: input.cloud.kind is passed to _f"},
		{"object.get of input", tinyText("group", "", good+"_x if object.get(input, \"clod\", 1) == 1\n"), ":14: object.get hides a misspelt field"},
		{"data of others", tinyText("group", "", good+"_x if data.secrets\n"), "a control sees nothing in data"},
		{"import", strings.Replace(tinyText("group", "", good), "applies if", "import data.other\n\napplies if other.x\n\napplies if", 1), "a control imports nothing"},
		{"with", tinyText("group", "", good+"_x if applies with input as {}\n"), "a control uses no with"},
		{"network", tinyText("group", "", good+"_x if http.send({\"method\": \"get\", \"url\": \"http://localhost\"})\n"), ":14: undefined function http.send: controls see no clock"},
		{"name look-up", tinyText("group", "", good+"_x if net.lookup_ip_addr(\"localhost\")\n"), "undefined function net.lookup_ip_addr"},
		{"clock", tinyText("group", "", good+"_x if time.now_ns() > 0\n"), "undefined function time.now_ns"},
		{"environment", tinyText("group", "", good+"_x if opa.runtime().env\n"), "undefined function opa.runtime"},
		{"chance", tinyText("group", "", good+"_x if rand.intn(\"x\", 2) == 1\n"), "undefined function rand.intn"},
		{"recursion", tinyText("group", "", good+"_x if _y\n\n_y if _x\n"), "recursive"},
		{"no findings", tinyText("group", "", applies), "the control has no rule findings"},
		{"findings that are no set", tinyText("group", "", applies+"findings := 1 if input.cloud\n"), "rule findings is no set"},
		{"unused variable", tinyText("group", "", good+"_x if {\n\ty := 1\n\tinput.cloud\n}\n"), "assigned var y unused"},
		{"empty file", "", ":1: empty module"},
		{"not a policy", "<html>", ":1: "},
	} {
		t.Run(row.claim, func(t *testing.T) {
			const path = "controls/group/probe/probe.rego"
			_, err := LoadFS(fstest.MapFS{path: {Data: []byte(row.text)}})
			if err == nil {
				t.Fatal("loaded")
			}
			if got := err.Error(); !strings.HasPrefix(got, path+":") || !strings.Contains(got, row.want) || strings.Contains(got, "\n") {
				t.Errorf("error %q, expected one line of %s with %q", got, path, row.want)
			}
		})
	}
}

func TestIDsAreUnique(t *testing.T) {
	files := fstest.MapFS{}
	for _, slug := range []string{"one", "two"} {
		text := strings.ReplaceAll(tinyText("group", "", applies+findsNone), "group.probe", "group."+slug)
		files["controls/group/"+slug+"/"+slug+".rego"] = &fstest.MapFile{Data: []byte(text)}
	}
	_, err := LoadFS(files)
	const want = "controls/group/two/two.rego:5: id TST-01 is already that of controls/group/one/one.rego: choose another"
	if err == nil || err.Error() != want {
		t.Errorf("error %v, expected %s", err, want)
	}
}

// aggregated is a group control with an aggregate for the tenant.
func aggregated(t *testing.T, severity string) (*Catalogue, error) {
	t.Helper()
	aggregate := `# METADATA
# custom:
#   aggregate_of: TST-01
#   severity: ` + severity + `
#   message: "{evidence.groups|group|groups} of {target} in a row"
package controls.tenant.probe

applies if input.tenant.v2 == "on"

findings contains {"groups": input.totals.m365} if input.totals.m365.at_least > 0
`
	return LoadFS(tinyFS("group", "", applies+finds), fstest.MapFS{"controls/tenant/probe/probe.rego": {Data: []byte(aggregate)}})
}

func TestAggregateBelongsToItsControl(t *testing.T) {
	c, err := aggregated(t, "low")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(c.Controls()); n != 1 {
		t.Fatalf("%d controls, expected one", n)
	}
	r, _ := audited(t, newFacts(securityWritten(), m365Written()), Options{Catalogue: c})
	want := report.Summary{Control: "TST-01", Outcome: "fail", Reasons: []report.Reason{}, Subjects: 3, Failed: 3}
	if d := cmp.Diff(want, r.summary(t, "TST-01")); d != "" {
		t.Errorf("summary (-want +got):\n%s", d)
	}
	first := r.findings()[0]
	if first.Target.Kind != report.TargetTenant || first.Severity != "low" || first.Message != "20 groups of Contoso in a row" {
		t.Errorf("the tenant's finding comes first, with its own severity and message: %+v", first)
	}
	for setting, want := range map[string]string{"high": "low", "critical": "medium", "medium": "low", "info": "info"} {
		r, _ := audited(t, newFacts(securityWritten(), m365Written()), Options{Catalogue: c, Settings: map[string]Setting{"TST-01": {Severity: setting}}})
		if got := r.findings()[0].Severity; got != want {
			t.Errorf("with the setting %s the aggregate of a control of severity high is %s, want %s", setting, got, want)
		}
	}
	if _, err := aggregated(t, "critical"); err == nil || !strings.Contains(err.Error(), "is above high, the highest of TST-01") {
		t.Errorf("an aggregate above its control: error %v", err)
	}
}

func TestDigestDependsOnControlsAlone(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if c.Digest() != Digest() {
		t.Errorf("digest %s when loaded, %s without", c.Digest(), Digest())
	}
	a, b := tiny(t, "", applies+finds).Digest(), tiny(t, "", applies+findsNone).Digest()
	if a == b {
		t.Errorf("two texts have the digest %s", a)
	}
}

func TestRecordsAreJSONWithoutNull(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(c.Records())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), ":null") {
		t.Errorf("a list of a control is null")
	}
}
