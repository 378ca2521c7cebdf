package samples_test

import (
	"fmt"
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

// mutation changes one thing about a clean tenant.
type mutation struct {
	name string
	mode mode
	// given prepares the tenant, for what a clean one has no room for; what it brings is no news.
	given func(*clean)
	// change is the mutation.
	change func(*clean)
	// notice lists the controls that must notice, parted by blanks: an id alone has a new finding or
	// a graver one, an id with ? has more subjects that it cannot judge.
	notice string
}

var (
	onlyV1  = mode{v1: true}
	onlyV2  = mode{v2: true}
	withV2  = mode{v1: true, v2: true}
	hybrid  = mode{v1: true, cloudSync: true}
	overlap = mode{v1: true, v2: true, cloudSync: true}
)

// population are the controls that count written groups, or judge only security copies, and cannot
// tell while one group may or may not be written.
const population = "CFG-12? CFG-16? CFG-17? CFG-18? CFG-24? CFG-25?"

// undecidable adds the controls that concern every written group, which cannot tell whether they concern one that may or may
// not be written.
const undecidable = "CFG-13? CFG-08? CFG-10? CFG-14? CFG-21? CFG-22? DIF-01? DIF-02? DIF-06? DIF-11? DIF-22? DIF-23? DIF-24? DIF-28? DIF-29? DIF-34? ENG-11? " + population

// also sets a property of Graph.
func also(g *synthetic.Group, name string, value any) {
	if g.Also == nil {
		g.Also = map[string]any{}
	}
	g.Also[name] = value
}

// parameter states a parameter of a control.
func (c *clean) parameter(control, name string, value any) {
	c.setup.settings = maps.Clone(c.setup.settings)
	c.setup.settings[control] = policies.Setting{Parameters: map[string]any{name: value}}
}

// TestExactlyTheControlsThatShouldNoticeAMutationDo audits a clean tenant before and after each
// change of one thing.
func TestExactlyTheControlsThatShouldNoticeAMutationDo(t *testing.T) {
	bases := map[mode]*verdicts{}
	for _, m := range mutations() {
		t.Run(m.name, func(t *testing.T) {
			before := bases[m.mode]
			if before == nil || m.given != nil {
				base := newClean(m.mode)
				if m.given != nil {
					m.given(base)
				}
				before = judged(t, base.Model, base.setup)
				if m.given == nil {
					bases[m.mode] = before
				}
			}
			c := newClean(m.mode)
			if m.given != nil {
				m.given(c)
			}
			m.change(c)
			want := strings.Fields(m.notice)
			slices.Sort(want)
			after := judged(t, c.Model, c.setup)
			if diff := cmp.Diff(want, noticed(before, after)); diff != "" {
				t.Errorf("controls that notice (-want +got):\n%s", diff)
			}
			for _, twice := range doubled(after) {
				t.Error(twice)
			}
		})
	}
}

// noticed lists the controls whose findings after a change include a new or graver one, and, with a
// question mark, those that judge fewer subjects.
func noticed(before, after *verdicts) []string {
	worst := map[string]int{}
	for _, f := range before.findings {
		worst[f.Fingerprint] = report.SeverityRank(f.Severity)
	}
	seen := map[string]bool{}
	for _, f := range after.findings {
		if rank, known := worst[f.Fingerprint]; !known || report.SeverityRank(f.Severity) < rank {
			seen[f.Control] = true
		}
	}
	for id, s := range after.summaries {
		old := before.summaries[id]
		if s.Reason == noEarlierSnapshot && len(s.Reasons) == 1 {
			// It judges no subject, however many there are.
			continue
		}
		if s.NotEvaluated > old.NotEvaluated || s.Errors > old.Errors {
			seen[id+"?"] = true
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func mutations() []mutation {
	return slices.Concat(configurationMutations(), memberMutations(), copyMutations(), tenantMutations())
}

func configurationMutations() []mutation {
	return []mutation{
		{"a security group gets a type it cannot have", withV2, nil,
			func(c *clean) { c.app.Type = kind(distribution) }, "CFG-01 CFG-19? CFG-20? CFG-28? DIF-12? DIF-17? " + undecidable},
		{"a written security group becomes mail-enabled", withV2, nil,
			func(c *clean) { c.app.MailEnabled = true }, "CFG-02 CFG-25 DIF-02"},
		{"a synced group is enabled", withV2, nil,
			func(c *clean) { c.plant.Enabled = on() }, "CFG-03"},
		{"a Microsoft 365 group loses its setting while new ones are written", withV2,
			func(c *clean) { c.Settings.WritebackDefault = nil },
			func(c *clean) { c.team.Enabled = nil }, "CFG-04 CFG-06"},
		{"a Microsoft 365 group loses its setting while new ones are not written", withV2, nil,
			func(c *clean) { c.team.Enabled = nil }, "CFG-05 CFG-06"},
		{"the portal shows no writeback for a written group", withV2, func(c *clean) { c.team.Type = nil },
			func(c *clean) { c.team.Enabled = nil }, "CFG-05 CFG-25"},
		{"a group that is off gets a type", withV2, nil,
			func(c *clean) { c.idle.Type = kind(secured) }, "CFG-06"},
		{"a type is misspelt", withV2, nil,
			func(c *clean) { c.app.Type = kind("universalGroup") }, "CFG-07 CFG-19? CFG-20? CFG-28? DIF-12? DIF-17? " + undecidable},
		{"a written group becomes assignable to roles", withV2, nil,
			func(c *clean) { c.app.RoleAssignable = true }, "CFG-08"},
		{"the rule of a dynamic group is paused", withV2, func(c *clean) { c.app.Dynamic = true },
			func(c *clean) { also(c.app, "membershipRuleProcessingState", "Paused") }, "CFG-09"},
		{"a written group hides its members", withV2, nil,
			func(c *clean) { c.team.Visibility = "HiddenMembership" }, "CFG-10"},
		{"a group has a provisioning error", withV2, nil,
			func(c *clean) {
				also(c.app, "onPremisesProvisioningErrors", []any{map[string]any{"category": "PropertyConflict", "propertyCausingError": "ProxyAddresses"}})
			}, "CFG-11"},
		{"a written name grows beyond 51 characters", withV2, nil,
			func(c *clean) { c.app.Name = strings.Repeat("Payroll and Taxes ", 4) + "X" }, "CFG-16 DIF-10 DIF-11"},
		{"a name ends in a blank", withV2, nil,
			func(c *clean) { c.app.Name += " " }, "CFG-17"},
		{"two written groups share a name", withV2, nil,
			func(c *clean) { c.shop.Name = c.app.Name }, "CFG-18 DIF-10 DIF-11"},
		{"a mail-enabled security copy is asked for without an address", withV2,
			func(c *clean) { c.board.Type = kind(mailSecured) },
			func(c *clean) { c.board.Mail = "" }, "CFG-23 DIF-11"},
		{"a written group gets a second address", withV2, nil,
			func(c *clean) {
				also(c.team, "proxyAddresses", []string{"SMTP:sales@contoso.com", "smtp:sales@contoso.onmicrosoft.com", "smtp:vertrieb@contoso.com"})
			}, "CFG-24"},
		{"a group with a security copy becomes public", withV2, nil,
			func(c *clean) { c.board.Visibility = "Public" }, "CFG-26"},
		{"a group with a security copy gets an owner", withV2, nil,
			func(c *clean) { c.board.Owners = c.members(0, 1) }, "CFG-27"},
		{"a formerly synced group is no longer synced", withV2, func(c *clean) {
			old := c.stranger("Payroll")
			old.OU = "OU=Groups," + domainHead
			also(c.app, "onPremisesSecurityIdentifier", old.SID)
		}, func(c *clean) { also(c.app, "onPremisesSyncEnabled", false) }, "CFG-29"},
		{"a written group turns out to be converted", withV2, nil,
			func(c *clean) { also(c.app, "onPremisesSecurityIdentifier", c.copies[c.app].SID) }, "CFG-30"},
		{"a description grows beyond 448 characters", withV2, nil,
			func(c *clean) {
				c.app.Description = strings.Repeat("x", 449)
				c.copies[c.app].Description = strings.Repeat("x", 448)
			}, "ENG-11"},
		{"a written group is switched off", withV2, nil,
			func(c *clean) { c.app.Enabled = off() }, "DIF-02 CFG-06"},
		{"a group's configuration was not read", withV2, nil,
			func(c *clean) { c.app.NoConfiguration = true },
			"CFG-01? CFG-05? CFG-06? CFG-07? CFG-19? CFG-20? CFG-28? CFG-30? DIF-12? DIF-17? ENG-03? ENG-04? " + undecidable},
	}
}

func memberMutations() []mutation {
	person := func(c *clean, kind string) *synthetic.Person {
		return &synthetic.Person{ID: c.ids.GUID(), Name: "Other", Type: kind}
	}
	return []mutation{
		{"a guest joins a group with a security copy", withV2, nil,
			func(c *clean) { c.app.Members = append(c.app.Members[:8:8], c.outsiders(1, true)...) }, "CFG-12"},
		{"a guest joins a group with a distribution copy", withV2, nil,
			func(c *clean) { c.team.Members = append(c.team.Members[:8:8], c.outsiders(1, true)...) }, "CFG-12"},
		{"a group grows over the member limit", withV2,
			func(c *clean) { c.setup.choices.MemberLimits.V2Security = 20 },
			func(c *clean) { c.setup.choices.MemberLimits.V2Security = 8 }, "CFG-13 " + population},
		{"a group comes near the member limit", withV2, nil,
			func(c *clean) { c.setup.choices.MemberLimits.V2Security = 10 }, "CFG-14"},
		{"a group that cloud sync writes gets a child", hybrid, func(c *clean) {
			c.app.Children = nil
			c.copies[c.app].MemberDNs = nil
		}, func(c *clean) { c.app.Children = []*synthetic.Group{c.shop} }, "CFG-15 DIF-24"},
		{"a child of a written group is switched off", withV2, nil,
			func(c *clean) { c.shop.Enabled = off() }, "CFG-19 CFG-06 DIF-02"},
		{"a child of a written group becomes mail-enabled", withV2, nil,
			func(c *clean) { c.shop.MailEnabled = true }, "CFG-20 CFG-02 CFG-25 DIF-02"},
		{"a device joins", withV2, nil,
			func(c *clean) { c.app.Members = append(c.app.Members[:8:8], person(c, "device")) }, "CFG-21"},
		{"a service principal joins", withV2, nil,
			func(c *clean) { c.app.Members = append(c.app.Members[:8:8], person(c, "servicePrincipal")) }, "CFG-22"},
		{"a child contains its parent", withV2, nil,
			func(c *clean) { c.shop.Children = []*synthetic.Group{c.app} }, "CFG-28 DIF-24"},
		{"a synced group joins a group that cloud sync writes", hybrid, nil,
			func(c *clean) { c.app.Children = []*synthetic.Group{c.shop, c.plant} }, "CS-11"},
		{"everyone leaves a group that cloud sync writes", hybrid, nil,
			func(c *clean) { c.shop.Members = nil }, "CS-21 CS-15 DIF-23"},
		{"somebody is put into a copy of cloud sync", hybrid, nil,
			func(c *clean) { c.copies[c.app].Members = c.accountsOf(0, 9) }, "DIF-23 CS-15"},
		{"somebody is put into a copy", withV2, nil,
			func(c *clean) { c.copies[c.app].Members = c.accountsOf(0, 9) }, "DIF-23"},
		{"somebody is taken out of a copy", withV2, nil,
			func(c *clean) { c.copies[c.app].Members = c.accountsOf(0, 7) }, "DIF-24"},
		{"a child turns domain-local", withV2, func(c *clean) {
			c.app.Children = []*synthetic.Group{c.shop, c.plant}
			c.copies[c.app].Members = append(c.copies[c.app].Members, c.plant.SyncedFrom)
		}, func(c *clean) { c.plant.SyncedFrom.GroupType = synthetic.DomainLocalSecurity }, "DIF-26"},
		{"somebody of another forest is put into a copy", withV2, nil,
			func(c *clean) {
				c.copies[c.app].Members = append(c.accountsOf(0, 8), &synthetic.Account{GUID: c.ids.GUID(), SID: "S-1-5-21-7-8-9-1500", SAM: "far",
					DN: "CN=Far,OU=People,DC=fabrikam,DC=com"})
			}, "DIF-28"},
		{"a copy becomes a primary group", withV2, nil,
			func(c *clean) {
				sid := c.copies[c.app].SID
				c.People[0].Account.Also = []synthetic.Attribute{{Name: "primaryGroupID", Value: sid[strings.LastIndexByte(sid, '-')+1:]}}
			}, "DIF-32"},
		{"somebody leaves a group that is off", withV2, func(c *clean) { c.app.Enabled, c.app.Type = off(), nil },
			func(c *clean) { c.app.Members = c.app.Members[:7] }, "DIF-33"},
		{"a service account is put into a copy", withV2, nil,
			func(c *clean) {
				svc := c.account("Backup", "svc-backup")
				svc.AdminCount, svc.Also = 1, domainUser()
				c.copies[c.app].Members = append(c.accountsOf(0, 8), svc)
			}, "DIF-34"},
		{"the members of a cloud group were not read", withV2, nil,
			func(c *clean) { c.team.MembersMissing = true },
			"CFG-12? CFG-13? CFG-14? CFG-19? CFG-20? CFG-21? CFG-22? CFG-25? CFG-28? DIF-23? DIF-24? DIF-26? DIF-28? DIF-34? STR-10?"},
		{"the members of a copy were cut", withV2, nil,
			func(c *clean) { c.copies[c.team].MembersCut = true }, "DIF-23? DIF-24? DIF-28? DIF-34?"},
		{"the owners of a group were not read", withV2, nil,
			func(c *clean) { c.board.Owners = nil }, "CFG-27?"},
	}
}

// accountsOf returns the accounts of n people from the given place on.
func (c *company) accountsOf(from, n int) []*synthetic.Account {
	var list []*synthetic.Account
	for _, p := range c.members(from, n) {
		list = append(list, p.Account)
	}
	return list
}

func copyMutations() []mutation {
	elsewhere := "OU=Groups," + domainHead
	return []mutation{
		{"a copy is gone", withV2, nil, func(c *clean) { c.without(c.copies[c.team]) }, "DIF-01"},
		{"a written group is gone from the cloud", withV2, nil, func(c *clean) { c.withoutGroup(c.team) }, "DIF-03"},
		{"a deleted group is found in the recycle bin", withV2, func(c *clean) { c.withoutGroup(c.team) },
			func(c *clean) {
				c.Deleted = append(c.Deleted, synthetic.DeletedGroup{ID: c.team.ID, Name: c.team.Name, Deleted: c.now.AddDate(0, 0, -3)})
			}, "DIF-04"},
		{"a group that nobody wrote lies in the OU", withV2, nil, func(c *clean) { c.stranger("Printers") }, "DIF-05"},
		{"a copy becomes a distribution group", withV2, nil,
			func(c *clean) { c.copies[c.app].GroupType = synthetic.UniversalDistribution }, "DIF-06"},
		{"a copy becomes global", withV2, nil, func(c *clean) { c.copies[c.app].GroupType = synthetic.GlobalSecurity }, "DIF-07"},
		{"one copy is named by id", withV2, nil, func(c *clean) { c.copies[c.app].CN = "Group_" + c.app.ID }, "DIF-08"},
		{"a copy is named after another group", withV2, nil,
			func(c *clean) { c.copies[c.team].CN = synthetic.DisplayCN(c.team.Name, c.board.ID) }, "DIF-09"},
		{"a copy keeps an old name", withV2, nil,
			func(c *clean) { c.copies[c.team].CN = synthetic.DisplayCN("Old", c.team.ID) }, "DIF-10"},
		{"a copy of cloud sync keeps an old name", hybrid, nil,
			func(c *clean) { c.copies[c.app].CN = synthetic.DisplayCN("Old", c.app.ID) }, "DIF-10"},
		{"a copy shows another name", withV2, nil, func(c *clean) { c.copies[c.app].DisplayName = "Payroll" }, "DIF-11"},
		{"a copy lies in another OU", withV2, nil, func(c *clean) { c.copies[c.team].OU = elsewhere }, "DIF-12"},
		{"a copy names another group in its second anchor", withV2, nil,
			func(c *clean) { c.copies[c.team].ExternalID = "Group_" + c.board.ID }, "DIF-13"},
		{"a copy has a twin", withV2, nil, func(c *clean) {
			twin := *c.copies[c.team]
			twin.GUID, twin.SID, twin.CN, twin.SAM = c.ids.GUID(), c.ids.SID(), "Group_"+c.team.ID, c.ids.SAM()
			c.Copies = append(c.Copies, &twin)
		}, "DIF-14"},
		{"a security copy has an address", withV2, nil, func(c *clean) { c.copies[c.app].Mail = "payroll@contoso.com" }, "DIF-17"},
		{"a distribution copy is no recipient", withV2, nil, func(c *clean) { c.copies[c.team].RecipientDisplayType = 0 }, "DIF-18"},
		{"an account name was given by hand", withV2, nil, func(c *clean) { c.copies[c.app].SAM = "payroll" }, "DIF-19"},
		{"an account name occurs twice", withV2, func(c *clean) { c.copies[c.shop].SAM = "payroll" },
			func(c *clean) { c.copies[c.app].SAM = "payroll" }, "DIF-20"},
		{"a recipient is in no address list", withV2, nil, func(c *clean) { c.copies[c.team].Also = nil }, "DIF-21"},
		{"a copy is protected", withV2, nil, func(c *clean) { c.copies[c.app].AdminCount = 1 }, "DIF-22"},
		{"a copy lies under Deleted Objects", withV2, nil, func(c *clean) {
			c.without(c.copies[c.team])
			c.Entries = append(c.Entries, tombstone(c.copies[c.team]))
		}, "DIF-29"},
		{"a copy loses its anchor", withV2, nil, func(c *clean) { c.copies[c.team].AdminDescription = "" }, "DIF-31"},
		{"a third security copy becomes a distribution group", withV2, func(c *clean) {
			c.copies[c.app].GroupType, c.copies[c.shop].GroupType = synthetic.UniversalDistribution, synthetic.UniversalDistribution
		}, func(c *clean) { c.copies[c.board].GroupType = synthetic.UniversalDistribution }, "ENG-13"},
		{"a third copy lies in the other OU", withV2, func(c *clean) {
			for n := range 5 {
				d := c.copied(c.security(fmt.Sprintf("App %d", n), on(), kind(secured), c.members(n, 2)))
				if n < 3 {
					d.OU = elsewhere
				}
			}
			c.Copies[len(c.Copies)-3].OU = c.company.ou
		}, func(c *clean) { c.Copies[len(c.Copies)-3].OU = elsewhere }, "STR-01"},
		{"a synced group has the SID of a copy", withV2, nil,
			func(c *clean) { c.plant.SyncedFrom.SID = c.copies[c.team].SID }, "STR-04"},
		{"an eleventh stranger lies in the OU", withV2, func(c *clean) {
			for n := range 10 {
				c.stranger(fmt.Sprintf("Printers %d", n))
			}
		}, func(c *clean) { c.stranger("Printers") }, "STR-12"},
	}
}

func tenantMutations() []mutation {
	return []mutation{
		{"V2 is switched on", onlyV1, nil, func(c *clean) { c.Sync.V2 = true }, "ENG-01"},
		{"Microsoft 365 groups are not wanted", onlyV1, nil, func(c *clean) { c.parameter("ENG-02", "m365_expected", false) }, "ENG-02"},
		{"a group without a copy is switched off", withV2, func(c *clean) { c.without(c.copies[c.team]) },
			func(c *clean) { c.team.Enabled = off() }, "ENG-03 CFG-06"},
		{"a group that V1 wrote is switched off", withV2, nil, func(c *clean) { c.team.Enabled = off() }, "ENG-04 CFG-06"},
		{"a group that V2 writes comes into the scope of a job", overlap,
			func(c *clean) { c.Files["cloud/appRoleAssignedTo.json"] = page() },
			func(c *clean) { c.jobFor([]*synthetic.Group{c.shop}) }, "ENG-05"},
		{"the sync configuration was not read", onlyV1, nil, func(c *clean) { c.Sync = nil },
			"DIF-12? DIF-18? DIF-19? DIF-21? ENG-01? ENG-06 ENG-07? ENG-08? ENG-13? ENG-20? ENG-21? ENG-24? ENG-31? ENG-32? ENG-33? ENG-36? STR-05? STR-12? STR-13? STR-14? " + undecidable},
		{"the server is too old for V2", withV2, nil, func(c *clean) { c.Sync.Version = "2.0.88.0" }, "ENG-07 CFG-25 DIF-06"},
		{"the server is too old for the names", withV2, nil, func(c *clean) { c.Sync.Version = "2.0.3.0" }, "ENG-08 CFG-25 DIF-06"},
		{"the server is too old for cloud sync", hybrid, nil, func(c *clean) { c.Sync.Version = "2.1.20.0" }, "ENG-09"},
		{"the server is too old for conversions", hybrid, nil, func(c *clean) { c.Sync.Version = "2.5.3.0" }, "ENG-10"},
		{"no licence is left", withV2, nil, func(c *clean) { c.Files["cloud/subscribedSkus.json"] = page() }, "ENG-15"},
		{"the last cycle was yesterday", withV2, nil, func(c *clean) { c.Tenant.LastSync = c.now.AddDate(0, 0, -1) }, "ENG-16"},
		{"the job succeeded yesterday for the last time", hybrid, nil, func(c *clean) {
			c.job["status"] = map[string]any{"code": "Active", "lastSuccessfulExecution": map[string]any{"timeEnded": "2026-11-19T23:00:00Z"}}
		}, "ENG-16"},
		{"new groups are written", withV2, nil, func(c *clean) { c.Settings.WritebackDefault = nil }, "ENG-17"},
		{"the tenant is in a US Government cloud", withV2, nil, func(c *clean) { c.parameter("ENG-18", "cloud", "usgov") }, "ENG-18"},
		{"exports wait", withV2, nil, func(c *clean) {
			c.Sync.Configuration["currentExportData"] = map[string]any{"pendingObjectsAddition": 0, "pendingObjectsUpdate": 0, "pendingObjectsDeletion": 501}
		}, "ENG-20"},
		{"V1 is switched off", withV2, nil, func(c *clean) { c.Sync.V1 = false }, "ENG-21"},
		{"V1 is switched on again", onlyV2, nil, func(c *clean) { c.Sync.V1 = true }, "ENG-25"},
		{"a twentieth group loses its setting", withV2, func(c *clean) {
			for n := range 20 {
				c.copied(c.m365(fmt.Sprintf("Team %d", n), fmt.Sprintf("team%d", n), nil, nil, c.members(n%10, 2)))
			}
			c.Groups[len(c.Groups)-1].Enabled = on()
		}, func(c *clean) { c.Groups[len(c.Groups)-1].Enabled = nil }, "ENG-22"},
		{"the job is paused", hybrid, nil, func(c *clean) {
			c.job["status"].(map[string]any)["code"] = "Paused"
		}, "CFG-15? CFG-19? CFG-20? CFG-28? CS-11? CS-15? CS-21? DIF-17? ENG-23 " + undecidable},
		{"the last engine is switched off", onlyV1, nil, func(c *clean) { c.Sync.V1 = false }, "ENG-24 ENG-36"},
		{"the recycle bin is off", withV2, nil, func(c *clean) { c.RecycleBin = false }, "ENG-31 STR-09"},
		{"user writeback is on", withV2, nil, func(c *clean) { c.Sync.Features = map[string]any{"userWritebackEnabled": true} }, "ENG-32"},
		{"the source anchor is another attribute", withV2, nil, func(c *clean) { c.Sync.Configuration["anchorAttribute"] = "mail" }, "ENG-33"},
		{"a clause of the job is not understood", hybrid, func(c *clean) { c.setup.choices.CloudSyncScope = "all" }, func(c *clean) {
			c.job["schema"] = stockSchema("displayName", "IS_MEMBER_OF", "x")
		}, "CFG-15? CFG-19? CFG-20? CFG-28? CS-11? CS-15? CS-21? DIF-17? ENG-34 " + undecidable},
		{"a group is enabled while no V2 reads it", hybrid, nil, func(c *clean) { c.idle.Enabled = on() }, "ENG-36"},
		{"the configuration names another OU", withV2, func(c *clean) { c.setup.choices.WritebackOU = c.company.ou }, func(c *clean) {
			c.Sync.OU = "OU=Other," + domainHead
		}, "STR-02 DIF-12? STR-01? STR-12?"},
		{"the engine lost its rights", withV2, nil, func(c *clean) {
			c.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: c.engine.SID, Mask: 0x1})
		}, "STR-05"},
		{"the schema of Exchange was not searched", withV2, nil, func(c *clean) { c.Exchange = false }, "STR-06? DIF-11? DIF-18?"},
		{"a search of the schema finds no attribute of Exchange", withV2, nil,
			func(c *clean) { c.Exchange, c.NoExchange = false, true }, "STR-06"},
		{"the accepted domain is authoritative", withV2, nil, func(c *clean) { c.parameter("STR-07", "accepted_domain", "Authoritative") }, "STR-07"},
		{"mail is centralised", withV2, nil, func(c *clean) { c.parameter("STR-08", "centralised", "yes") }, "STR-08"},
		{"somebody comes from another forest", withV2, nil, func(c *clean) {
			c.People[0].Also = map[string]any{"onPremisesDomainName": "fabrikam.com"}
		}, "STR-10"},
		{"the schema is that of Windows Server 2012", hybrid, nil, func(c *clean) { c.SchemaVersion = 56 }, "STR-11"},
		{"everyone may change the copies", withV2, nil, func(c *clean) {
			c.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl},
				synthetic.Access{Trustee: c.engine.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: "S-1-5-11", Mask: synthetic.WriteList})
		}, "STR-13"},
		{"Account Operators may create groups, and whether there are any was not read", withV2, nil, func(c *clean) {
			c.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl},
				synthetic.Access{Trustee: c.engine.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: "S-1-5-32-548", Mask: 0x3})
		}, "STR-13?"},
		{"the engine may change the whole domain", withV2, nil, func(c *clean) {
			c.head.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: c.engine.SID, Mask: synthetic.Maintain})
		}, "STR-14"},
		{"people come by cloud sync and are not referenced", withV2, func(c *clean) {
			c.copies[c.app].Members, c.copies[c.shop].Members, c.copies[c.team].Members, c.copies[c.board].Members = nil, nil, nil, nil
		}, func(c *clean) {
			c.Files["cloud/synchronizationJobs.json"] = page(map[string]any{"id": "AD2AADProvisioning." + c.ids.GUID(), "templateId": "AD2AADProvisioning",
				"schedule": map[string]any{"state": "Active"}, "status": map[string]any{"code": "Active"}})
		}, "STR-16"},
		{"people of cloud sync are not provisioned", hybrid, nil, func(c *clean) { c.setup.choices.OnPremisesUsers = diff.Off }, "CS-10"},
	}
}

// page is a body with these values.
func page(values ...any) map[string]any {
	return map[string]any{"@odata.count": len(values), "value": append([]any{}, values...)}
}

// TestEveryControlHasAMutation holds the table to the catalogue.
func TestEveryControlHasAMutation(t *testing.T) {
	controls, err := catalogue()
	if err != nil {
		t.Fatal(err)
	}
	covered := map[string]bool{}
	for _, m := range slices.Concat(mutations(), changesSince(), comparedMutations()) {
		for _, id := range strings.Fields(m.notice) {
			covered[id] = true
		}
	}
	for _, m := range fullMutations() {
		for _, id := range strings.Fields(m.notice) {
			covered[id] = true
		}
	}
	for _, m := range moveMutations() {
		for _, id := range strings.Fields(m.notice) {
			covered[id] = true
		}
	}
	for _, c := range controls.Controls() {
		if !covered[c.ID] {
			t.Errorf("%s: no mutation makes it find anything", c.ID)
		}
	}
}

// TestACleanTenantIsQuiet holds the ground that mutations stand on: nothing is found but what holds
// of every tenant with these engines, and everything is judged.
func TestACleanTenantIsQuiet(t *testing.T) {
	for _, c := range []struct {
		name string
		mode mode
		want []string
	}{
		{"V1 alone says only what switching it off would delete", onlyV1, []string{"ENG-31 info"}},
		{"cloud sync beside V1 shows portal labels that mean nothing there", hybrid, []string{"CFG-15 info", "CFG-25 info", "ENG-31 info"}},
		{"V2 is no longer supported", withV2, []string{"ENG-01 high", "ENG-25 high", "ENG-31 info"}},
		{"V2 without V1 is open to doubt", onlyV2, []string{"ENG-01 high", "ENG-21 medium", "ENG-31 info"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			base := newClean(c.mode)
			v := judged(t, base.Model, base.setup)
			var got []string
			for _, f := range v.findings {
				got = append(got, f.Control+" "+f.Severity)
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for id, s := range v.summaries {
				if s.Errors > 0 || s.NotEvaluated > 0 && s.Reason != noEarlierSnapshot {
					t.Errorf("%s: %d not evaluated, %d errors: %s", id, s.NotEvaluated, s.Errors, s.Reason)
				}
			}
		})
	}
}

// noEarlierSnapshot is why controls that compare with one judge nothing without.
const noEarlierSnapshot = "no earlier snapshot"
