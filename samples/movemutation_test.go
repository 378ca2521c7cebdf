package samples_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/report"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// mover is a full company that is ready for a move to one target.
type mover struct {
	*full
	// agent is the account of the provisioning agent, source the group of the directory that plant
	// comes from.
	agent  *synthetic.Account
	source *synthetic.Copy
}

// stated are the parameters of what no export holds, by control and name, as an administrator states
// them who has done everything.
var stated = map[string]map[string]any{
	"CS-04": {"people": 12}, "CS-05": {"objects": 40}, "CS-13": {"group_dn": "populated"}, "CS-14": {"access_packages": "none"},
	"CS-16": {"enforcement": "enforced"}, "CS-23": {"ports": "open"}, "CS-24": {"agent": "done", "version": "1.1.1370.0"}, "CS-25": {"staging_run": "compared"},
	"CS-35": {"extension_attributes": "unused"},
}

func newMover(to diff.Target) *mover {
	m := &mover{full: newFull()}
	m.setup.profiles = []string{"migration"}
	m.setup.settings = maps.Clone(m.setup.settings)
	for id, parameters := range stated {
		m.setup.settings[id] = policies.Setting{Parameters: parameters}
	}
	m.setup.choices.CloudSyncScope = diff.ScopeSelected
	m.setup.choices.Move = &diff.MoveChoices{Target: to, Container: m.company.ou, CommonName: diff.CNDisplayName}
	m.agent = m.account("Agent", "pGMSA_0a1b2c3d$")
	m.agent.Also = domainUser()
	m.Accounts = append(m.Accounts, m.agent)
	m.allow(m.ou, synthetic.Maintain)
	for _, s := range []*server{m.active, m.staging} {
		s.rules = append(s.rules,
			&rule{id: "e4eae1c9-b9bc-4328-ade9-df871cdd3027", name: "In from AAD - Group SOA coexistence", direction: "Inbound", connector: entraConnector,
				precedence: 88, flows: [][2]string{{"cloudNoFlow", "True"}}},
			&rule{id: "419fda18-75bb-4e23-b947-8b06e7246551", name: "Out to AD - JoinNoFlow", direction: "Outbound", connector: forestConnector, precedence: 89})
	}
	for _, d := range m.copies {
		d.ExternalID = d.AdminDescription
	}
	if to == diff.ToSOA {
		m.convertible()
	}
	return m
}

// allow gives the agent rights on a container.
func (m *mover) allow(container *synthetic.Entry, mask uint32) {
	container.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: domainAdmins, Mask: synthetic.FullControl},
		synthetic.Access{Trustee: m.engine.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: m.agent.SID, Mask: mask})
}

// convertible exports the group that plant comes from, in the container that the job writes to.
func (m *mover) convertible() {
	from := m.plant.SyncedFrom
	m.source = &synthetic.Copy{GUID: from.GUID, SID: from.SID, SAM: from.SAM, CN: "Plant", OU: m.company.ou, DisplayName: "Plant",
		GroupType: synthetic.UniversalSecurity, WhenCreated: m.now.AddDate(-3, 0, 0), WhenChanged: m.now.AddDate(-1, 0, 0)}
	m.Copies = append(m.Copies, m.source)
	// It is written as a copy, with all that an account lacks.
	from.Class = "copy"
}

// above puts the moving group into another one of the directory.
func (m *mover) above(child *synthetic.Copy, parent *synthetic.Copy) {
	parent.MemberDNs = append(parent.MemberDNs, child.DN())
	child.MemberOf = append(child.MemberOf, parent.DN())
	m.Copies = append(m.Copies, parent)
}

// parent is a group of the directory; from gives it the SID of a synced group's source.
func (m *mover) parent(groupType int32, from *synthetic.Account) *synthetic.Copy {
	d := &synthetic.Copy{GUID: m.ids.GUID(), SID: m.ids.SID(), SAM: "Parent", CN: "Parent", OU: "OU=Groups," + domainHead, GroupType: groupType,
		WhenCreated: m.now.AddDate(-3, 0, 0), WhenChanged: m.now.AddDate(-3, 0, 0)}
	if from != nil {
		d.GUID, d.SID, from.Class = from.GUID, from.SID, "copy"
	}
	return d
}

func (m *mover) state(control, name string, value any) {
	m.setup.settings[control] = policies.Setting{Parameters: map[string]any{name: value}}
}

// jobMapping is a job whose schema maps cn and the container.
func (m *mover) jobMapping(cn, container string) {
	mapping := func(target, kind, expression string) any {
		return map[string]any{"targetAttributeName": target, "source": map[string]any{"type": kind, "expression": expression}}
	}
	job := m.jobFor(nil)
	job["schema"] = map[string]any{"synchronizationRules": []any{map[string]any{"objectMappings": []any{map[string]any{
		"enabled": true, "flowTypes": "Add, Update, Delete", "sourceObjectName": "Group", "targetObjectName": "group",
		"attributeMappings": []any{mapping("cn", "Function", cn), mapping("parentDistinguishedName", "Constant", `"`+container+`"`)},
	}}}}}
	m.setup.choices.Move.Container, m.setup.choices.Move.CommonName = "", ""
}

// moveMutation changes one thing about a mover.
type moveMutation struct {
	name          string
	to            diff.Target
	given, change func(*mover)
	notice        string
}

// Beside what each mutation is noticed by, every control of the profile migration fails in one of these
// companies and is satisfied in another. No stored story holds that: the stories' companies were not made
// to move, and half of what hinders a move is what nobody stated of them.
func TestExactlyTheControlsThatShouldNoticeAMutationOfAMoveDo(t *testing.T) {
	bases := map[diff.Target]*verdicts{}
	ends := map[string]bool{}
	note := func(v *verdicts) {
		for id, s := range v.summaries {
			ends[id+" "+s.Outcome] = true
		}
	}
	defer func() {
		note(newMover(diff.ToCloudSync).judgedAgain(t))
		controls, err := catalogue()
		must(t, err)
		for _, c := range controls.Controls() {
			for _, outcome := range []string{report.OutcomeFail, report.OutcomePass} {
				if c.Profile == "migration" && !testing.Short() && !ends[c.ID+" "+outcome] {
					t.Errorf("%s ends with %s in no company that moves", c.ID, outcome)
				}
			}
		}
	}()
	for _, m := range moveMutations() {
		t.Run(m.name, func(t *testing.T) {
			base := newMover(m.to)
			before := bases[m.to]
			if m.given != nil {
				m.given(base)
			}
			if before == nil || m.given != nil {
				before = base.judged(t)
			}
			if m.given == nil {
				bases[m.to] = before
			}
			note(before)
			f := newMover(m.to)
			if m.given != nil {
				m.given(f)
			}
			m.change(f)
			want := strings.Fields(m.notice)
			slices.Sort(want)
			after := f.judged(t)
			note(after)
			if diff := cmp.Diff(want, noticed(before, after)); diff != "" {
				t.Errorf("controls that notice (-want +got):\n%s", diff)
			}
		})
	}
}

// judgedAgain is judged with a snapshot of two weeks before, in which nothing differs.
func (m *mover) judgedAgain(t *testing.T) *verdicts {
	t.Helper()
	m.serve(m.active)
	m.serve(m.staging)
	m.setup.profiles = readinessProfiles
	return (&story{Model: m.Model, earlier: before(m.Model), setup: m.setup, register: m.rows}).judged(t)
}

func moveMutations() []moveMutation {
	return slices.Concat(moverMutations(), targetMutations(), jobMutations(), conversionMutations(), statedMutations())
}

// moverMutations are about a group that moves to cloud sync.
func moverMutations() []moveMutation {
	const to = diff.ToCloudSync
	return []moveMutation{
		{"the anchor of a copy was not copied", to, nil, func(m *mover) { m.copies[m.app].ExternalID = "" }, "DIF-15"},
		{"V1 is off and a Microsoft 365 group stays nowhere", to, nil, func(m *mover) { m.Sync.V1, m.active.v1, m.staging.v1 = false, false, false }, "CS-01"},
		{"a group has more members than cloud sync writes", to, nil, func(m *mover) { m.setup.choices.MemberLimits.CloudSync = 8 }, "CS-02"},
		{"a member has no identifier", to, nil, func(m *mover) { m.People[1].Also = map[string]any{"onPremisesObjectIdentifier": nil} }, "CS-09"},
		{"a member has the identifier of another", to, nil, func(m *mover) {
			m.People[1].Also = map[string]any{"onPremisesObjectIdentifier": m.People[11].Account.GUID}
		}, "CS-09"},
		{"the job names copies by their id", to, nil, func(m *mover) { m.setup.choices.Move.CommonName = diff.CNGroupID }, "CS-19"},
		{"a group that moves is role-assignable", to, nil, func(m *mover) { m.app.RoleAssignable = true }, "CS-26"},
		{"the job writes to another domain", to, nil, func(m *mover) { m.setup.choices.Move.Domain = "emea.contoso.com" }, "CS-27"},
		{"a copy holds a synced group", to, nil, func(m *mover) {
			m.app.Children = append(m.app.Children, m.plant)
			m.copies[m.app].Members = append(m.copies[m.app].Members, m.plant.SyncedFrom)
		}, "CS-28"},
		{"the job writes to another container", to, nil, func(m *mover) { m.setup.choices.Move.Container = "OU=New," + domainHead }, "CS-29"},
		{"a security group has mail", to, nil, func(m *mover) { m.app.Mail = "payroll@contoso.com" }, "CS-30"},
		{"somebody was added to a copy by hand", to, nil, func(m *mover) {
			m.copies[m.app].Members = append(m.copies[m.app].Members, m.People[11].Account)
		}, "CS-31"},
		{"a copy lost its scope", to, nil, func(m *mover) { m.copies[m.shop].GroupType = synthetic.GlobalSecurity }, "CS-31"},
		{"the members of a copy were cut", to, nil, func(m *mover) { m.copies[m.app].MembersCut = true }, "CS-28? CS-31? CS-32"},
		{"the agent has no rights", to, nil, func(m *mover) { m.allow(m.ou, 0x1) }, "CS-33"},
		{"a copy is protected", to, nil, func(m *mover) { m.copies[m.app].AdminCount = 1 }, "CS-33"},
		{"a synced group contains a copy", to, nil, func(m *mover) {
			m.above(m.copies[m.app], m.parent(synthetic.UniversalSecurity, m.plant.SyncedFrom))
		}, "CS-36"},
		{"a member is of another forest", to, nil, func(m *mover) {
			m.People[1].Also = map[string]any{"onPremisesDomainName": "fabrikam.com"}
		}, "CS-38"},
	}
}

// targetMutations are about the tenant that moves to cloud sync.
func targetMutations() []moveMutation {
	const to = diff.ToCloudSync
	return []moveMutation{
		{"more groups than a job for selected groups takes", to, nil, func(m *mover) { m.state("CS-03", "groups", 1) }, "CS-03"},
		{"the mode of the job is not known", to, func(m *mover) { m.state("CS-03", "groups", 1) },
			func(m *mover) { m.setup.choices.CloudSyncScope = "" }, "CS-03?"},
		{"more people than a job for all groups allows", to, func(m *mover) { m.setup.choices.CloudSyncScope = diff.ScopeAll },
			func(m *mover) { m.state("CS-04", "people", 250_000) }, "CS-04"},
		{"more objects than the older text allows", to, nil, func(m *mover) { m.state("CS-05", "objects", 150_001) }, "CS-05"},
		{"more groups than the portal selects", to, nil, func(m *mover) { m.state("CS-06", "selectable", 1) }, "CS-06"},
		{"the coexistence rules are gone on one server", to, nil, func(m *mover) { m.staging.rules = m.staging.rules[:len(m.staging.rules)-2] }, "CS-17"},
		{"the outbound rule appears", to, func(m *mover) {
			for _, s := range []*server{m.active, m.staging} {
				s.rules = s.rules[:len(s.rules)-1]
			}
		}, func(m *mover) {
			m.active.rules = append(m.active.rules, &rule{id: "419fda18-75bb-4e23-b947-8b06e7246551", name: "JoinNoFlow", direction: "Outbound", connector: forestConnector})
		}, "CS-18"},
		{"the tenant is one for customers", to, nil, func(m *mover) {
			m.Files["cloud/organization.json"] = map[string]any{"value": []any{map[string]any{"id": m.Tenant.ID, "displayName": m.Tenant.Name, "tenantType": "AAD B2C",
				"onPremisesSyncEnabled": true, "onPremisesLastSyncDateTime": "2026-11-20T23:30:00Z"}}}
		}, "CS-20"},
		{"the Recycle Bin is off", to, nil, func(m *mover) { m.RecycleBin = false }, "CS-39"},
		{"the staging server is gone", to, nil, func(m *mover) { m.staging = nil }, "CS-39"},
	}
}

// jobMutations are about the job that is to write the groups.
func jobMutations() []moveMutation {
	const to = diff.ToCloudSync
	const stockName = `Append(Append(Left(Trim([displayName]), 51), "_"), Mid([objectId], 25, 12))`
	return []moveMutation{
		{"the job has the container of the template", to, func(m *mover) { m.jobMapping(stockName, m.company.ou) },
			func(m *mover) { m.jobMapping(stockName, "CN=Users,"+domainHead) }, "CS-22 CS-29"},
		{"a second job writes to the domain", to, func(m *mover) { m.jobMapping(stockName, m.company.ou) }, func(m *mover) {
			jobs := m.Files["cloud/synchronizationJobs.json"].(map[string]any)
			second := maps.Clone(jobs["value"].([]any)[0].(map[string]any))
			second["id"] = "AAD2ADGroupProvisioning." + m.ids.GUID()
			jobs["value"] = append(jobs["value"].([]any), second)
		}, "CS-08"},
		{"more jobs than the licence allows", to, func(m *mover) { m.jobMapping(stockName, m.company.ou) }, func(m *mover) { m.state("CS-07", "free", 0) }, "CS-07"},
		{"a job stands still", to, func(m *mover) { m.jobMapping(stockName, m.company.ou) }, func(m *mover) {
			job := m.Files["cloud/synchronizationJobs.json"].(map[string]any)["value"].([]any)[0].(map[string]any)
			job["status"] = map[string]any{"code": "Quarantine"}
		}, "CS-39"},
	}
}

// conversionMutations are about a group of the directory that is converted.
func conversionMutations() []moveMutation {
	const to = diff.ToSOA
	return []moveMutation{
		{"the group is global", to, nil, func(m *mover) { m.source.GroupType = synthetic.GlobalSecurity }, "CS-12"},
		{"a global group contains a global one", to, func(m *mover) { m.source.GroupType = synthetic.GlobalSecurity },
			func(m *mover) { m.above(m.source, m.parent(synthetic.GlobalSecurity, nil)) }, "CS-34"},
		{"a converted group has a guest", to, func(m *mover) {
			also(m.app, "onPremisesSyncBehavior", map[string]any{"isCloudManaged": true})
		}, func(m *mover) { m.app.Members = append(m.app.Members, m.outsiders(1, true)...) }, "CS-14"},
		{"the group is mail-enabled", to, nil, func(m *mover) { m.plant.MailEnabled = true }, "CS-35"},
		{"the group came with the directory", to, nil, func(m *mover) {
			m.source.Also = append(m.source.Also, synthetic.Attribute{Name: "isCriticalSystemObject", Value: "TRUE"})
		}, "CS-37"},
		{"the group was not exported", to, nil, func(m *mover) { m.without(m.source) }, "CS-12? CS-27? CS-29? CS-33? CS-34? CS-36? CS-37?"},
	}
}

// statedMutations state what no export holds.
func statedMutations() []moveMutation {
	var list []moveMutation
	for _, s := range []struct {
		control, name, value string
		to                   diff.Target
	}{
		{"CS-13", "group_dn", "empty", diff.ToSOA}, {"CS-16", "enforcement", "off", diff.ToCloudSync}, {"CS-23", "ports", "closed", diff.ToCloudSync},
		{"CS-24", "agent", "missing", diff.ToCloudSync}, {"CS-24", "version", "1.1.1367.0", diff.ToCloudSync}, {"CS-25", "staging_run", "missing", diff.ToCloudSync},
		{"CS-35", "extension_attributes", "used", diff.ToSOA},
	} {
		list = append(list, moveMutation{s.control + " is stated as " + s.value, s.to, nil,
			func(m *mover) { m.state(s.control, s.name, s.value) }, s.control})
	}
	return list
}

// TestAControlSpeaksForItsTargetsOnly judges one company for every target: what a control is not
// about is not applicable, and without a target nothing is judged.
func TestAControlSpeaksForItsTargetsOnly(t *testing.T) {
	controls, err := catalogue()
	must(t, err)
	for _, to := range diff.Targets() {
		v := newMover(diff.Target(to)).judged(t)
		for _, c := range controls.Controls() {
			s, ran := v.summaries[c.ID]
			if !ran {
				continue
			}
			silent := len(c.Targets) > 0 && !slices.Contains(c.Targets, to)
			if silent && s.NotApplicable != s.Subjects {
				t.Errorf("%s speaks for %s: %+v", c.ID, to, s)
			}
		}
	}
	m := newMover(diff.ToCloudSync)
	m.setup.choices.Move = nil
	for id, s := range m.judged(t).summaries {
		if s.NotEvaluated != s.Subjects || !strings.Contains(s.Reason, "wbaudit readiness --to") {
			t.Errorf("%s judges without a target: %+v", id, s)
		}
	}
}

// TestAMoverIsReady holds the ground that these mutations stand on: nothing hinders the move, and
// everything is judged but what needs an earlier snapshot.
func TestAMoverIsReady(t *testing.T) {
	for to, want := range map[diff.Target]map[string]int{
		diff.ToCloudSync: {"CS-18 info": 1}, diff.ToSOA: {}, diff.ToV2: {},
		// The security groups of V2 have no place there.
		diff.ToV1: {"CS-01 high": 2},
	} {
		v := newMover(to).judged(t)
		if diff := cmp.Diff(want, said(v)); diff != "" {
			t.Errorf("findings for %s (-want +got):\n%s", to, diff)
		}
		for id, s := range v.summaries {
			if s.Errors > 0 || s.NotEvaluated > 0 && (id != "CS-39" || !strings.Contains(s.Reason, "--previous")) {
				t.Errorf("%s, %s: %d not evaluated, %d errors: %s", to, id, s.NotEvaluated, s.Errors, s.Reason)
			}
		}
	}
}
