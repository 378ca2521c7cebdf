package plan_test

import (
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/report/plan"
)

// withoutComments are the lines that a program reads.
func withoutComments(file string) string {
	var kept []string
	for line := range strings.Lines(file) {
		if !strings.HasPrefix(line, "#") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

func TestNoTextOfTheTenantIsPartOfARequest(t *testing.T) {
	_, tame := made(t, plan.Options{Format: plan.GraphHTTP}, hostile("Finance")...)
	for _, text := range breakouts() {
		_, file := made(t, plan.Options{Format: plan.GraphHTTP}, hostile(text)...)
		if diff := cmp.Diff(withoutComments(tame), withoutComments(file)); diff != "" {
			t.Errorf("%.40q changes requests (-tame +hostile): %s", text, diff)
		}
		for _, variable := range regexp.MustCompile(`\{\{.*?\}\}`).FindAllString(file, -1) {
			if variable != "{{graph}}" && variable != "{{token}}" {
				t.Errorf("%.40q makes the variable %s", text, variable)
			}
		}
	}
}

func TestRequestsAskBeforeTheyChange(t *testing.T) {
	g := changed(written("v2"), func(g *report.Group) { g.Cloud.Type = of("UniversalDistributionGroup") })
	child := written("")
	child.Cloud.ID, child.Target.ID, child.Writeback.Expected, child.Cloud.IsEnabled = childID, childID, "no", nil
	g.Children = []report.Child{{ID: childID, Problem: "not_written"}}
	records := []any{g, about(g, "CFG-01", nil), about(g, "CFG-26", nil), about(g, "CFG-19", nil), child}
	_, file := made(t, plan.Options{Format: plan.GraphHTTP, Irreversible: true}, records...)
	want := `GET {{graph}}/beta/groups/` + cloudID + `?$select=id,writebackConfiguration
Authorization: Bearer {{token}}
HTTP 200
[Asserts]
jsonpath "$.id" == "` + cloudID + `"
jsonpath "$.writebackConfiguration.onPremisesGroupType" matches "(?i)^UniversalDistributionGroup$"

PATCH {{graph}}/beta/groups/` + cloudID + `
Authorization: Bearer {{token}}
Content-Type: application/json
{"writebackConfiguration":{"onPremisesGroupType":"universalSecurityGroup"}}
HTTP 204
`
	if !strings.Contains(file, want) {
		t.Errorf("the file lacks\n%s\nit is\n%s", want, file)
	}
	for _, part := range []string{`jsonpath "$.writebackConfiguration.isEnabled" == null`, `{"writebackConfiguration":{"isEnabled":true}}`, `{"visibility":"Private"}`} {
		if !strings.Contains(file, part) {
			t.Errorf("the file lacks %s", part)
		}
	}
	_, back := made(t, plan.Options{Format: plan.GraphHTTP, Irreversible: true, Undo: true}, records...)
	if strings.Contains(withoutComments(back), "isEnabled") || !strings.Contains(back, `{"visibility":"Public"}`) {
		t.Error("the way back takes back what cannot be taken back, or not what can")
	}
}

// changes are the commands of the script that change something.
var changes = regexp.MustCompile(`\b(Set-ADObject|Remove-ADGroup|Enable-ADOptionalFeature|Set-ADSync\w+|Set-Content)\b|-Method PATCH`)

// known are all commands that the script runs; none but those above changes anything.
var known = regexp.MustCompile(`^(Get-\w+|Set-ADObject|Remove-ADGroup|Enable-ADOptionalFeature|Set-ADSyncAADCompanyFeature|Set-Content|Set-StrictMode|Invoke-MgGraphRequest|` +
	`ConvertTo-Json|Join-Path|Test-Path|Where-Object|ForEach-Object|Write-Output|Write-Warning|` +
	`Stop-Plan|Confirm-Change|Test-Same|Test-Alike|Test-Member|Set-CopyValue|Set-CopyMember|Test-Members|Clear-CopyMember|Restore-CopyMember|Remove-Copy|Set-CloudValue|Set-Setting|Enable-RecycleBin|Disable-V2|Invoke-PlanStep)$`)

func TestTheScriptAsksBeforeEveryChange(t *testing.T) {
	_, script := made(t, plan.Options{Format: plan.PowerShell}, hostile("Finance")...)
	seen := 0
	for _, function := range strings.Split(script, "\nfunction ")[1:] {
		first := changes.FindStringIndex(function)
		if first == nil {
			continue
		}
		seen++
		asks, checks := strings.Index(function, "(Confirm-Change "), strings.Index(function, "Stop-Plan")
		if asks < 0 || asks > first[0] || checks < 0 || checks > asks {
			t.Errorf("changes something before it checks and asks: %.60s", function)
		}
	}
	if seen != 9 {
		t.Errorf("%d functions change something, want 9", seen)
	}
	for _, command := range regexp.MustCompile(`(?m)(?:^|[\s({|=])([A-Z][a-z]+-[A-Z]\w+)`).FindAllStringSubmatch(withoutComments(script), -1) {
		if !known.MatchString(command[1]) {
			t.Errorf("the script runs %s", command[1])
		}
	}
}

func TestRecordsNameTheImmutableID(t *testing.T) {
	g := differing(written("cloudsync"), person("foreign", "CN=Ann,DC=corp,DC=contoso,DC=com"))
	dn := "\ndn:: " + base64.StdEncoding.EncodeToString([]byte("<GUID="+objectID+">")) + "\nchangetype: modify\n"
	const group = "Group_" + cloudID
	for anchor, asserted := range map[string]string{
		"adminDescription":          "delete: adminDescription\nadminDescription: " + group + "\n-\nadd: adminDescription\nadminDescription: " + group + "\n-\n",
		"externalDirectoryObjectId": "delete: msDS-ExternalDirectoryObjectId\nmsDS-ExternalDirectoryObjectId: " + group + "\n-\nadd: msDS-ExternalDirectoryObjectId\nmsDS-ExternalDirectoryObjectId: " + group + "\n-\n",
		"objectSid":                 "",
	} {
		g.Directory.Anchor = anchor
		_, file := made(t, plan.Options{Format: plan.LDIF}, g, about(g, "DIF-23", map[string]any{"foreign": 1}))
		if !strings.Contains(file, "\n# objectGUID "+objectID+", ") || !strings.Contains(file, "\n# at: "+copyDN+dn+asserted+"delete: member\n") {
			t.Errorf("%s: the record is\n%s", anchor, file)
		}
	}
}

// TestACopyWithoutACloudGroupStillHasItsAnchor holds what is emptied and deleted for want of a cloud group to the id
// that its anchor named, which the stream tells where it holds no such group.
func TestACopyWithoutACloudGroupStillHasItsAnchor(t *testing.T) {
	records := []any{orphan(3), about(orphan(3), "DIF-33", map[string]any{"members": 3})}
	p, file := made(t, plan.Options{Format: plan.LDIF}, records...)
	const anchor = "Group_" + cloudID
	if want := "delete: adminDescription\nadminDescription: " + anchor + "\n-\nadd: adminDescription\nadminDescription: " + anchor + "\n-\ndelete: member\n"; !strings.Contains(file, want) {
		t.Errorf("the record does not assert its anchor:\n%s", file)
	}
	if len(p.Steps) != 1 || p.Steps[0].Anchor != anchor {
		t.Errorf("the step asserts nothing: %+v", p.Steps)
	}
	if _, script := made(t, plan.Options{Format: plan.PowerShell}, records...); !strings.Contains(script, "Anchor = '"+anchor+"'") {
		t.Error("the script does not assert the anchor")
	}
	empty := orphan(0)
	if p, _ := made(t, plan.Options{Irreversible: true}, empty, about(empty, "DIF-03", nil)); len(p.Steps) != 1 || p.Steps[0].Anchor != anchor {
		t.Errorf("the deletion asserts nothing: %s", summary(p))
	}
}

// TestTheScriptSaysOnlyOfADoneStepThatItIs holds the last words of a step to an answer of yes.
func TestTheScriptSaysOnlyOfADoneStepThatItIs(t *testing.T) {
	_, script := made(t, plan.Options{Format: plan.PowerShell}, hostile("Finance")...)
	_, loop, _ := strings.Cut(script, "\nfunction Invoke-PlanStep(")
	forget, leave, say := strings.Index(loop, "$script:Agreed = $false"), strings.Index(loop, "if (-not $script:Agreed) { return }"), strings.Index(loop, "Write-Output")
	if forget < 0 || leave < forget || say < leave {
		t.Errorf("a step without an answer may be called done:\n%s", loop)
	}
	if strings.Count(script, "$Cmdlet.ShouldProcess(") != 1 {
		t.Error("something is asked without the answer being kept")
	}
	_, stop, _ := strings.Cut(script, "\nfunction Stop-Plan(")
	if before, _, _ := strings.Cut(stop, "\nfunction "); !strings.Contains(before, "-Undo -Step (1..N)") {
		t.Error("nothing tells how a plan that was run in part is taken back")
	}
}

// TestWhatReachesATenantOrAForestNamesIt holds the steps that nothing takes back to the tenant and the forest that
// were read: the script looks before it asks, and the words say which.
func TestWhatReachesATenantOrAForestNamesIt(t *testing.T) {
	const tenant, forest = "0b71dc0d-4a30-4a4f-a7e4-a8c0bd9762a4", "corp.contoso.com"
	records := append(judged(), tenantFinding("STR-09", nil), tenantFinding("ENG-01", nil), orphan(4))
	_, script := made(t, plan.Options{Format: plan.PowerShell, Irreversible: true}, records...)
	_, words := made(t, plan.Options{Irreversible: true, Format: plan.Text}, records...)
	_, steps, _ := strings.Cut(script, "\n$Steps = @(")
	for _, want := range []string{
		"        Domains = @(\n            '" + forest + "'\n        )\n", "        Id = '" + tenant + "'\n        Name = 'Contoso'\n",
		"if ((Get-MgContext).TenantId -ine $Tenant) { throw",
	} {
		if !strings.Contains(steps, want) {
			t.Errorf("the script lacks %q:\n%s", want, steps)
		}
	}
	for function, checks := range map[string][]string{
		"Enable-RecycleBin": {"$forest = Get-ADForest @at\n", "foreach ($domain in $S.Domains)", "it is not the one of the snapshot"},
		"Disable-V2":        {"$domain = Get-ConnectDomain $S\n", "'/v1.0/organization/' + $S.Id", "Test-Alike ([string] $_.name) $domain", "no domain of the tenant of this plan"},
	} {
		_, body, _ := strings.Cut(script, "\nfunction "+function+"(")
		before, _, asks := strings.Cut(body, "(Confirm-Change ")
		for _, check := range checks {
			if !asks || !strings.Contains(before, check) {
				t.Errorf("%s does not look at %q before it asks", function, check)
			}
		}
	}
	for _, want := range []string{
		`in the forest with "` + forest + `"`, `only  if it is off, and the forest has "` + forest + `"`,
		`on the Connect server of tenant "Contoso" (` + tenant + `)`, "is called after a domain of that tenant",
	} {
		if !strings.Contains(words, want) {
			t.Errorf("the plan lacks %s:\n%s", want, words)
		}
	}
	nowhere := run()
	nowhere.Tenant.ID = "unknown"
	p, _ := made(t, plan.Options{Irreversible: true}, append(judged(), nowhere, tenantFinding("STR-09", nil), tenantFinding("ENG-01", nil))...)
	if len(p.Steps) > 0 || p.Counts.Refused != 2 {
		t.Errorf("without a forest and a tenant: %s", summary(p))
	}
}

func TestAPlanInWords(t *testing.T) {
	g := changed(written("v2"), func(g *report.Group) { g.Cloud.Type, g.Target.Name = of("universalDistributionGroup"), "Fin\u202eance" })
	g.Cloud.DisplayName = g.Target.Name
	_, text := made(t, plan.Options{Format: plan.Text}, &report.Control{ID: "DIF-14", Remediation: "Compare them."}, g,
		about(g, "CFG-01", nil), about(g, "DIF-14", nil), orphan(3), about(orphan(3), "DIF-03", nil))
	want := `Plan for tenant Contoso (0b71dc0d-4a30-4a4f-a7e4-a8c0bd9762a4), from snapshot 3f786850e387 collected at a time that is not known
3 findings: 1 answered by 1 step, 1 left to people, 1 refused, 0 waived

Steps, in this order:
    1  onPremisesGroupType of cloud group "Fin⟪U+202E⟫ance" (` + cloudID + `): universalDistributionGroup becomes universalSecurityGroup
       for   CFG-01 CFG-01-0
       only  if onPremisesGroupType still is "universalDistributionGroup"
       undo  onPremisesGroupType of cloud group "Fin⟪U+202E⟫ance" (` + cloudID + `): universalSecurityGroup becomes universalDistributionGroup

Left to people:
  high     DIF-14 DIF-14-0  Fin⟪U+202E⟫ance
           Compare them.

Refused:
  high     DIF-03 DIF-03-0  Finance
           3 members have access by it: a group that people depend on is not deleted; empty it, wait, then audit again
`
	if diff := cmp.Diff(want, text); diff != "" {
		t.Error("plan (-want +got):", diff)
	}
}

func TestThePlanAsADocument(t *testing.T) {
	_, text := made(t, plan.Options{Format: plan.JSON}, written("v2"))
	var document map[string]any
	if err := json.Unmarshal([]byte(text), &document); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"steps", "manual", "refused"} {
		if list, is := document[key].([]any); !is || len(list) != 0 {
			t.Errorf("%s is %v, want []", key, document[key])
		}
	}
}
