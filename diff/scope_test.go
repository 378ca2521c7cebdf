package diff

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/wbaudit/wbaudit/collect/snapshot"
)

const (
	servicePrincipal = "00000000-0000-0000-0000-0000000000aa"
	publicRole       = "1a0abf4d-b9fa-4512-a3a2-51ee82c6fd9f"
)

// schemaWith returns a schema whose mapping for groups has the given filter groups, each a list of
// clauses "attribute|operator|value".
func schemaWith(groups ...[]string) json.RawMessage {
	var texts []string
	for _, g := range groups {
		var clauses []string
		for _, c := range g {
			part := strings.Split(c, "|")
			values := "[]"
			if len(part) == 3 {
				values = fmt.Sprintf("[%q]", part[2])
			}
			clauses = append(clauses, fmt.Sprintf(`{"sourceOperandName":%q,"operatorName":%q,"targetOperand":{"values":%s}}`, part[0], part[1], values))
		}
		texts = append(texts, `{"clauses":[`+strings.Join(clauses, ",")+`]}`)
	}
	return json.RawMessage(`{"synchronizationRules":[{"objectMappings":[
		{"enabled":true,"sourceObjectName":"User","scope":{"groups":[]}},
		{"enabled":true,"flowTypes":"Add, Update, Delete","sourceObjectName":"Group","scope":{"groups":[` + strings.Join(texts, ",") + `]}}]}]}`)
}

func scopeGroup() *snapshot.CloudGroup {
	g := security()
	g.DisplayName, g.Description = new("Marketing"), new("")
	return g
}

func groupsState() snapshot.StreamState {
	return snapshot.StreamState{Properties: []string{"description", "displayName", "id", "isAssignableToRole", "mail", "mailEnabled", "onPremisesSyncEnabled", "securityEnabled"}}
}

func TestScopeModes(t *testing.T) {
	role := func(text string) []snapshot.AppRoleAssignment {
		resource, _ := snapshot.ParseGUID(servicePrincipal)
		id, _ := snapshot.ParseGUID(text)
		return []snapshot.AppRoleAssignment{{Resource: resource, Principal: snapshot.GUID{1}, Role: id}}
	}
	passing, failing := schemaWith(), schemaWith([]string{"displayName|EQUALS|Sales"})
	cases := []struct {
		name        string
		mode        ScopeMode
		schema      json.RawMessage
		assignments []snapshot.AppRoleAssignment
		read        bool
		want        Answer
	}{
		{"selected and assigned", ScopeSelected, passing, role(publicRole), true, Yes},
		{"selected and assigned in the cloud of China", ScopeSelected, passing, role("15af7fd5-1a3f-4034-8ea1-1afa3d5ecf63"), true, Yes},
		{"selected and assigned in the cloud of the US Government", ScopeSelected, passing, role("d8fa317e-0713-4930-91d8-1dbeb150978f"), true, Yes},
		{"selected and not assigned", ScopeSelected, passing, nil, true, No},
		{"selected and not assigned as far as was read", ScopeSelected, passing, nil, false, Unknown},
		{"selected and assigned a role of unknown meaning", ScopeSelected, passing, role("11111111-1111-1111-1111-111111111111"), true, Unknown},
		{"selected, assigned, filtered out", ScopeSelected, failing, role(publicRole), true, No},
		{"selected and assigned, filter not read", ScopeSelected, nil, role(publicRole), true, Unknown},
		{"selected, not assigned, filter not read", ScopeSelected, nil, nil, true, No},
		{"all with a passing filter", ScopeAll, passing, nil, true, Yes},
		{"all with a failing filter", ScopeAll, failing, role(publicRole), true, No},
		{"all with an unread filter", ScopeAll, nil, role(publicRole), true, Unknown},
		{"mode not known, assigned and passing", "", passing, role(publicRole), true, Yes},
		{"mode not known, not assigned but passing", "", passing, nil, true, Unknown},
		{"mode not known, filtered out", "", failing, nil, true, No},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			job := gpadJob("Active", "Active")
			job.ServicePrincipalID, job.Schema = new(servicePrincipal), c.schema
			scopes := NewJobScopes(ScopeInput{Jobs: []snapshot.SyncJob{job}, JobsRead: true, Assignments: c.assignments, AssignmentsRead: c.read, Groups: groupsState()}, Choices{CloudSyncScope: c.mode})
			if got := scopes.Contain(scopeGroup()); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestScopeOverJobs(t *testing.T) {
	job := func(status string, schema json.RawMessage) snapshot.SyncJob {
		j := gpadJob(status, "")
		j.Schema = schema
		return j
	}
	in, out := schemaWith(), schemaWith([]string{"displayName|EQUALS|Sales"})
	cases := []struct {
		name string
		jobs []snapshot.SyncJob
		read bool
		want Answer
	}{
		{"no job", nil, true, No},
		{"jobs not read", nil, false, Unknown},
		{"one of two running jobs has it", []snapshot.SyncJob{job("Active", out), job("Active", in)}, true, Yes},
		{"only the paused job has it", []snapshot.SyncJob{job("Active", out), job("Paused", in)}, true, Unknown},
		{"no job has it", []snapshot.SyncJob{job("Active", out), job("Paused", out)}, true, No},
		{"no job that was read has it", []snapshot.SyncJob{job("Active", out)}, false, Unknown},
		{"another kind of job", []snapshot.SyncJob{{ID: "AD2AADProvisioning.1", StatusCode: new("Active"), Schema: in}}, true, No},
	}
	for _, c := range cases {
		scopes := NewJobScopes(ScopeInput{Jobs: c.jobs, JobsRead: c.read, Groups: groupsState()}, Choices{CloudSyncScope: ScopeAll})
		if got := scopes.Contain(scopeGroup()); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestClauses(t *testing.T) {
	cases := []struct {
		clause string
		want   Answer
	}{
		{"displayName|EQUALS|Marketing", Yes}, {"displayName|EQUALS|marketing", No}, {"mail|EQUALS|x", No},
		{"displayName|NOT EQUALS|Sales", Yes}, {"displayName|NOT EQUALS|Marketing", No}, {"mail|NOT EQUALS|x", Unknown},
		{"displayName|IS NULL", No}, {"displayName|IS NOT NULL", Yes}, {"mail|IS NULL", Yes}, {"mail|IS NOT NULL", No}, {"description|IS NULL", Yes},
		{"securityEnabled|IS TRUE", Yes}, {"mailEnabled|IS FALSE", Yes}, {"mailEnabled|IS TRUE", No}, {"dirSyncEnabled|IS FALSE", Yes}, {"dirSyncEnabled|IS TRUE", No},
		{"isAssignableToRole|IS FALSE", Unknown}, {"displayName|IS TRUE", Unknown}, {"securityEnabled|EQUALS|True", Unknown},
		{"displayName|REGEX MATCH|Mark.*", Yes}, {"displayName|REGEX MATCH|Sales", No}, {"displayName|REGEX MATCH|Mark", Unknown},
		{"displayName|REGEX MATCH|(?<=x)y", Unknown}, {"mail|REGEX MATCH|.*", No},
		{"displayName|NOT REGEX MATCH|Sales", Yes}, {"displayName|NOT REGEX MATCH|Mark.*", No}, {"mail|NOT REGEX MATCH|Sales", No},
		{"display_name|EQUALS|Marketing", Unknown}, {"mailNickname|EQUALS|m", Unknown}, {"extensionAttribute1|IS NULL", Unknown},
		{"displayName|IS_MEMBER_OF|x", Unknown}, {"displayName|GREATER_THAN|1", Unknown}, {"displayName|&|x", Unknown}, {"displayName||", Unknown},
		{"displayName|not_equals|Sales", Yes}, {"displayName|EQUALS", Unknown},
	}
	for _, c := range cases {
		filter := readFilter(schemaWith([]string{c.clause}), groupsState())
		if got := filter.passes(scopeGroup()); got != c.want {
			t.Errorf("%s: got %s, want %s", c.clause, got, c.want)
		}
	}
}

func TestRegularExpressionsThatDifferBetweenDialectsAreUnknown(t *testing.T) {
	g := scopeGroup()
	for name, pattern := range map[string]string{"Größe": `\w+`, "two\nlines": `two`, "Größe ": `Größe\s`} {
		g.DisplayName = &name
		filter := readFilter(schemaWith([]string{"displayName|REGEX MATCH|" + pattern}), groupsState())
		if got := filter.passes(g); got != Unknown {
			t.Errorf("%q for %q: got %s, want unknown", pattern, name, got)
		}
	}
}

func TestFiltersAreAlternativesOfClausesThatAllHold(t *testing.T) {
	yes, no, open := "displayName|EQUALS|Marketing", "displayName|EQUALS|Sales", "displayName|IS_MEMBER_OF|x"
	cases := []struct {
		name   string
		groups [][]string
		want   Answer
	}{
		{"no filter takes all", nil, Yes},
		{"both clauses hold", [][]string{{yes, yes}}, Yes},
		{"one clause of two fails", [][]string{{yes, no}}, No},
		{"a failing clause settles an open one", [][]string{{open, no}}, No},
		{"a holding clause does not settle an open one", [][]string{{open, yes}}, Unknown},
		{"one of two filters passes", [][]string{{no}, {yes}}, Yes},
		{"a passing filter settles an open one", [][]string{{open}, {yes}}, Yes},
		{"a failing filter does not settle an open one", [][]string{{open}, {no}}, Unknown},
		{"both fail", [][]string{{no}, {no}}, No},
	}
	for _, c := range cases {
		filter := readFilter(schemaWith(c.groups...), groupsState())
		if got := filter.passes(scopeGroup()); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}

func TestSchemasThatDoNotTell(t *testing.T) {
	for name, schema := range map[string]string{
		"missing": ``, "cut": `{"synchronizationRules":[`, "without rules": `{}`, "of another shape": `[]`,
		"for users only":   `{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"User"}]}]}`,
		"switched off":     `{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"Group","enabled":false}]}]}`,
		"without creation": mappingWith(`"flowTypes":"Update"`),
		"without a scope":  mappingWith(`"scope":0`), "with a scope cut off": mappingWith(`"scope":{"inputFilterGroups":[]}`),
		"with clauses cut off":  mappingWith(`"scope":{"groups":[{"name":"x"}]}`),
		"with nameless objects": mappingWith(`"sourceObjectName":""`), "without enabled": mappingWith(`"enabled":null`),
		"without the flow": mappingWith(`"flowTypes":null`),
	} {
		filter := readFilter(json.RawMessage(schema), groupsState())
		if got := filter.passes(scopeGroup()); got != Unknown {
			t.Errorf("a schema %s: got %s, want unknown", name, got)
		}
	}
}

// mappingWith is a schema without a filter, which lets every group through, with one key otherwise.
func mappingWith(key string) string {
	whole := map[string]json.RawMessage{}
	text := `{"sourceObjectName":"Group","enabled":true,"flowTypes":"Add","scope":null}`
	if err := errors.Join(json.Unmarshal([]byte(text), &whole), json.Unmarshal([]byte("{"+key+"}"), &whole)); err != nil {
		panic(err)
	}
	if string(whole["scope"]) == "0" {
		delete(whole, "scope")
	}
	mapping, _ := json.Marshal(whole)
	return `{"synchronizationRules":[{"objectMappings":[` + string(mapping) + `]}]}`
}

func TestSchemaWithoutAFilterLetsEveryGroupThrough(t *testing.T) {
	filter := readFilter(json.RawMessage(mappingWith(`"scope":null`)), groupsState())
	if got := filter.passes(scopeGroup()); got != Yes {
		t.Errorf("got %s, want yes", got)
	}
}

// FuzzReadFilter holds that a schema of any shape gives one of the three answers.
func FuzzReadFilter(f *testing.F) {
	f.Add([]byte(schemaWith([]string{"displayName|REGEX MATCH|a{1,3}", "mail|IS NULL"}, []string{"dirSyncEnabled|IS FALSE"})))
	f.Add([]byte(`{"synchronizationRules":[{"objectMappings":[{"sourceObjectName":"group","scope":null}]}]}`))
	f.Fuzz(func(t *testing.T, schema []byte) {
		filter := readFilter(schema, groupsState())
		if got := filter.passes(scopeGroup()); got != Yes && got != No && got != Unknown {
			t.Errorf("%s: %q", schema, got)
		}
	})
}

func TestDoubtNamesWhatKeepsTheScopeOpen(t *testing.T) {
	const clause, mode, roles = "the clause ", "set cloudsync.scope", "appRoleAssignedTo"
	for _, c := range []struct {
		name   string
		mode   ScopeMode
		read   bool
		schema json.RawMessage
		want   []string
		not    []string
	}{
		{"an unknown operator", ScopeAll, true, schemaWith([]string{"displayName|SOUNDS LIKE|x"}), []string{clause + "displayName SOUNDS LIKE"}, []string{mode, roles}},
		{"an unknown attribute", ScopeAll, true, schemaWith([]string{"extensionAttribute1|EQUALS|x"}), []string{clause + "extensionAttribute1 EQUALS"}, []string{mode, roles}},
		{"the clause after one that holds", ScopeAll, true, schemaWith([]string{"displayName|EQUALS|Marketing", "displayName|IN|x"}), []string{clause + "displayName IN"}, nil},
		{"only the mode is missing", "", true, schemaWith(), []string{mode}, []string{clause, roles}},
		{"only the assignments are missing", ScopeSelected, false, schemaWith(), []string{roles}, []string{clause, mode}},
		{"the schema is missing", ScopeAll, true, nil, []string{"the schema of the job was not read"}, []string{clause, mode, roles}},
		{"nothing is open", ScopeAll, true, schemaWith(), nil, []string{clause, mode, roles, "schema"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			job := gpadJob("Active", "Active")
			job.ServicePrincipalID, job.Schema = new(servicePrincipal), c.schema
			scopes := NewJobScopes(ScopeInput{Jobs: []snapshot.SyncJob{job}, JobsRead: true, AssignmentsRead: c.read, Groups: groupsState()}, Choices{CloudSyncScope: c.mode})
			got := scopes.Doubt(scopeGroup())
			for _, text := range c.want {
				if !strings.Contains(got, text) {
					t.Errorf("%q does not say %q", got, text)
				}
			}
			for _, text := range c.not {
				if strings.Contains(got, text) {
					t.Errorf("%q says %q, which was read", got, text)
				}
			}
		})
	}
}

func TestTheTraceTellsWhatKeepsTheScopeOpen(t *testing.T) {
	tenant, in, trace := newTenant(Off, Off, On), known(), []Step{}
	in.InScope, in.ScopeDoubt = Unknown, "the clause"
	Effective(&tenant, security(), in, DefaultChoices(), &trace)
	told := func(s Step) bool {
		return s.Engine == CloudSync && s.Text == "whether the job has the group in its scope is not known: the clause"
	}
	if !slices.ContainsFunc(trace, told) {
		t.Errorf("the trace does not say why: %+v", trace)
	}
}
