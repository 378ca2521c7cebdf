package samples_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// pair is one case of two or more controls that could speak about one thing. The clean tenant has
// none of their findings, so that what is new is all there is.
type pair struct {
	// row names the controls as the table of precedence does, claim what this case shows.
	row, claim string
	mode       mode
	plant      func(*clean)
	// speak lists every finding that the clean tenant has not: id, severity, target unless that is
	// the tenant, and the cause after <-.
	speak []string
}

func pairs() []pair {
	return slices.Concat(categoryPairs(), missingPairs(), unexpectedPairs(), namePairs(), placePairs(), memberPairs(), configurationPairs(), tenantPairs())
}

// TestOnlyTheNamedControlSpeaks plants every pair of the table of precedence, one at a time.
func TestOnlyTheNamedControlSpeaks(t *testing.T) {
	bases := map[mode]*verdicts{}
	for _, p := range pairs() {
		t.Run(p.row+": "+p.claim, func(t *testing.T) {
			if bases[p.mode] == nil {
				base := newClean(p.mode)
				bases[p.mode] = judged(t, base.Model, base.setup)
			}
			c := newClean(p.mode)
			p.plant(c)
			after := judged(t, c.Model, c.setup)
			want := slices.Sorted(slices.Values(p.speak))
			if diff := cmp.Diff(want, spoken(bases[p.mode], after)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
			for _, twice := range doubled(after) {
				t.Error(twice)
			}
		})
	}
}

// spoken lists the findings of after that are new or graver than before.
func spoken(before, after *verdicts) []string {
	known := map[string]string{}
	for _, f := range before.findings {
		known[f.Fingerprint] = f.Severity
	}
	var list []string
	for _, f := range after.findings {
		if known[f.Fingerprint] == f.Severity {
			continue
		}
		words := []string{f.Control, f.Severity}
		if f.Target.Kind != "tenant" {
			words = append(words, idInName.ReplaceAllString(f.Target.Name, "_%"))
		}
		if f.Cause != nil {
			words = append(words, "<-", *f.Cause)
		}
		if f.Settling {
			words = append(words, "settling")
		}
		list = append(list, strings.Join(words, " "))
	}
	slices.Sort(list)
	return list
}

// idInName is the end of a common name that writeback gives.
var idInName = regexp.MustCompile(`_[0-9a-f]{12}$`)

func categoryPairs() []pair {
	const row = "DIF-06 / DIF-07"
	return []pair{
		{row, "the security bit alone is DIF-06", withV2,
			func(c *clean) { c.copies[c.app].GroupType = synthetic.UniversalDistribution }, []string{"DIF-06 high App Payroll"}},
		{row, "the scope bits alone are DIF-07", withV2,
			func(c *clean) { c.copies[c.app].GroupType = synthetic.GlobalSecurity }, []string{"DIF-07 medium App Payroll"}},
		{row, "different bits stand side by side", withV2,
			func(c *clean) { c.copies[c.app].GroupType = 2 }, []string{"DIF-06 high App Payroll", "DIF-07 medium App Payroll"}},
		{row, "without an expected type only DIF-07 speaks", withV2, func(c *clean) {
			c.app.Type, c.copies[c.app].GroupType = kind("universalGroup"), 2
		}, []string{"CFG-07 medium App Payroll", "DIF-07 medium App Payroll"}},
		{"ENG-12 / ENG-13 / DIF-06", "two of three are two findings of DIF-06", withV2, func(c *clean) {
			c.copies[c.app].GroupType, c.copies[c.shop].GroupType = 8, 8
		}, []string{"DIF-06 high App Payroll", "DIF-06 high App Shop"}},
		{"ENG-12 / ENG-13 / DIF-06", "three of three are one finding of ENG-13", withV2, func(c *clean) {
			for _, g := range []*synthetic.Group{c.app, c.shop, c.board} {
				c.copies[g].GroupType = 8
			}
		}, []string{"ENG-13 critical"}},
		{"ENG-29 or old server / DIF-06", "an old server writes distribution groups, as table 1.4 expects", withV2, func(c *clean) {
			c.Sync.Version, c.copies[c.board].GroupType = "2.0.88.0", 8
			c.app.Enabled, c.app.Type, c.shop.Enabled, c.shop.Type = nil, nil, nil, nil
			c.without(c.copies[c.app])
			c.without(c.copies[c.shop])
		}, []string{"CFG-25 low", "ENG-07 high"}},
	}
}

func missingPairs() []pair {
	const row = "DIF-01 / DIF-29 / DIF-31 / DIF-13"
	return []pair{
		{"DIF-01 / CFG-13", "a group over the limit has no copy to miss", withV2, func(c *clean) {
			c.setup.choices.MemberLimits.V2M365 = 6
			c.without(c.copies[c.team])
		}, []string{"CFG-13 high Team Sales", "CFG-25 low"}},
		{row, "nothing matches", withV2, func(c *clean) { c.without(c.copies[c.team]) }, []string{"DIF-01 high Team Sales"}},
		{row, "a deleted copy explains the missing one", withV2, func(c *clean) {
			c.without(c.copies[c.team])
			c.Entries = append(c.Entries, tombstone(c.copies[c.team]))
		}, []string{"DIF-29 medium Team Sales"}},
		{row, "so does one that lost its anchor", withV2,
			func(c *clean) { c.copies[c.team].AdminDescription = "" }, []string{"DIF-31 high Team Sales"}},
		{row, "and one whose anchors disagree", withV2,
			func(c *clean) { c.copies[c.team].ExternalID = "Group_" + c.idle.ID }, []string{"DIF-13 high Team Sales_%"}},
		{"DIF-01 / CFG-11 / DIF-36", "a provisioning error is the cause", withV2, func(c *clean) {
			c.without(c.copies[c.team])
			also(c.team, "onPremisesProvisioningErrors", []any{map[string]any{"category": "PropertyConflict"}})
		}, []string{"CFG-11 high Team Sales"}},
		{"DIF-01 / ENG-23 / ENG-28 / STR-03", "while the job stands still nothing of it is judged", hybrid, func(c *clean) {
			c.without(c.copies[c.shop])
			c.copies[c.app].MemberDNs = nil
			c.job["status"] = map[string]any{"code": "Quarantine", "quarantine": map[string]any{"reason": "TooManyDeletes"}}
		}, []string{"ENG-23 high"}},
	}
}

func unexpectedPairs() []pair {
	const (
		left    = "DIF-02 / ENG-04"
		frozen  = "DIF-02 / DIF-33"
		gone    = "DIF-02 / DIF-03 / DIF-04"
		without = "DIF-02, 03, 04 / ENG-24"
		loops   = "DIF-02 / STR-04 / CFG-29 / CFG-30"
		low     = "DIF-02 and DIF-01 / row confidence low"
		three   = "ENG-03 / ENG-04 / ENG-25"
	)
	return []pair{
		{left, "what V1 left of a switched-off Microsoft 365 group is one finding of the tenant", withV2,
			func(c *clean) { c.team.Enabled, c.team.Type = off(), nil }, []string{"ENG-04 medium"}},
		{left, "every other copy that nobody writes is DIF-02", withV2,
			func(c *clean) { c.app.Enabled, c.app.Type = off(), nil }, []string{"DIF-02 medium App Payroll"}},
		{left, "so is a security copy of a Microsoft 365 group, which V1 never writes", withV2,
			func(c *clean) { c.board.Enabled, c.board.Type = off(), nil }, []string{"DIF-02 medium Team Board"}},
		{frozen, "a frozen copy that grants more is DIF-33", withV2, func(c *clean) {
			c.app.Enabled, c.app.Type, c.app.Members = off(), nil, c.members(0, 6)
		}, []string{"DIF-33 high App Payroll"}},
		{frozen, "so is that of a deleted group, while it has members", withV2, func(c *clean) {
			c.withoutGroup(c.idle)
			c.idle.Enabled = on()
			c.copied(c.idle)
			c.Deleted = append(c.Deleted, synthetic.DeletedGroup{ID: c.idle.ID, Name: c.idle.Name, Deleted: c.now.AddDate(0, 0, -3)})
		}, []string{"DIF-33 high App Idle_%"}},
		{gone, "the cloud group lives", withV2,
			func(c *clean) { c.app.Enabled, c.app.Type = off(), nil }, []string{"DIF-02 medium App Payroll"}},
		{gone, "the cloud group is in the recycle bin", withV2, func(c *clean) {
			c.withoutGroup(c.team)
			c.Deleted = append(c.Deleted, synthetic.DeletedGroup{ID: c.team.ID, Name: c.team.Name, Deleted: c.now.AddDate(0, 0, -3)})
		}, []string{"DIF-04 medium Team Sales_%"}},
		{gone, "the cloud group is nowhere", withV2, func(c *clean) { c.withoutGroup(c.team) }, []string{"DIF-03 high Team Sales_%"}},
		{gone, "the recycle bin was not read", withV2, func(c *clean) {
			c.withoutGroup(c.team)
			c.Deleted = nil
		}, []string{"DIF-03 medium Team Sales_%"}},
		{without, "no engine is on", onlyV1, func(c *clean) {
			c.Sync.V1 = false
			c.withoutGroup(c.team)
			c.board.Enabled = nil
		}, []string{"ENG-24 medium"}},
		{loops, "the copy was synchronised back", withV2, func(c *clean) {
			c.app.Enabled, c.app.Type = off(), nil
			twin := c.synced("Twin", synthetic.UniversalSecurity)
			twin.SyncedFrom.SID = c.copies[c.app].SID
		}, []string{"STR-04 high App Payroll"}},
		{loops, "the original stands beside the copy", withV2, func(c *clean) {
			old := c.stranger("Payroll")
			old.OU = "OU=Groups," + domainHead
			also(c.app, "onPremisesSecurityIdentifier", old.SID)
			also(c.app, "onPremisesSyncEnabled", false)
		}, []string{"CFG-29 high App Payroll"}},
		{loops, "a converted group is enabled as well", withV2, func(c *clean) {
			also(c.app, "onPremisesSecurityIdentifier", c.copies[c.app].SID)
			also(c.app, "onPremisesSyncBehavior", map[string]any{"isCloudManaged": true})
		}, []string{"CFG-30 medium App Payroll"}},
		{loops, "a copy that was taken over is never DIF-02", withV2, func(c *clean) {
			c.copies[c.app].AdminDescription = "TakenOver_Group_" + c.app.ID
			c.app.Enabled, c.app.Type = off(), nil
		}, nil},
		{loops, "nor is that of a converted group", withV2, func(c *clean) {
			also(c.app, "onPremisesSyncBehavior", map[string]any{"isCloudManaged": true})
			c.app.Enabled, c.app.Type = off(), nil
		}, nil},
		{low, "neither speaks where documents contradict each other", onlyV2, func(c *clean) {
			c.team.Enabled, c.team.Type, c.board.Enabled, c.board.Type = nil, nil, nil, nil
			c.without(c.copies[c.board])
		}, []string{"CFG-05 medium", "CFG-25 low"}},
		{three, "switched off and not in the directory", withV2, func(c *clean) {
			c.team.Enabled, c.team.Type = off(), nil
			c.without(c.copies[c.team])
		}, []string{"ENG-03 high"}},
		{three, "switched off and in the directory", withV2,
			func(c *clean) { c.team.Enabled, c.team.Type = off(), nil }, []string{"ENG-04 medium"}},
		{three, "written as a security group, which the clean tenant has", onlyV2,
			func(c *clean) { c.Sync.V1 = true }, []string{"ENG-25 high"}},
	}
}

func namePairs() []pair {
	const (
		strangers = "DIF-05 / DIF-09 / DIF-31 / STR-12"
		names     = "DIF-09 / DIF-10 / DIF-08"
		lengths   = "DIF-10 / CFG-16 / CFG-17 / CFG-18"
	)
	long := strings.Repeat("Payroll and Taxes ", 4)
	renamed := func(c *clean, name string) {
		c.app.Name, c.copies[c.app].DisplayName, c.copies[c.app].CN = name, name, synthetic.DisplayCN(name, c.app.ID)
		c.copies[c.shop].MemberOf = []string{c.copies[c.app].DN()}
	}
	return []pair{
		{strangers, "anchored, with the id of another group in its name", withV2,
			func(c *clean) { c.copies[c.team].CN = synthetic.DisplayCN(c.team.Name, c.idle.ID) }, []string{"DIF-09 high Team Sales"}},
		{strangers, "anchored, with a name that no engine gives", withV2,
			func(c *clean) { c.copies[c.team].CN = "Sales" }, []string{"DIF-09 medium Team Sales"}},
		{strangers, "not anchored, with a name that an engine gave", withV2,
			func(c *clean) { c.copies[c.team].AdminDescription = "" }, []string{"DIF-31 high Team Sales"}},
		{strangers, "not anchored, with another name", withV2,
			func(c *clean) { c.stranger("Printers") }, []string{"DIF-05 medium Printers"}},
		{strangers, "many of them are STR-12 alone", withV2, func(c *clean) {
			for n := range 11 {
				c.stranger(fmt.Sprintf("Printers %d", n))
			}
		}, []string{"STR-12 medium"}},
		{names, "the id part comes before the name part", withV2,
			func(c *clean) { c.copies[c.team].CN = synthetic.DisplayCN("Old", c.idle.ID) }, []string{"DIF-09 high Team Sales"}},
		{names, "the name part alone", withV2,
			func(c *clean) { c.copies[c.team].CN = synthetic.DisplayCN("Old", c.team.ID) }, []string{"DIF-10 low"}},
		{names, "two formats are counted, no object is named", withV2,
			func(c *clean) { c.copies[c.team].CN = "Group_" + c.team.ID }, []string{"DIF-08 info"}},
		{lengths, "a cut name is no other name", withV2, func(c *clean) { renamed(c, long) }, []string{"CFG-16 info", "CFG-17 info"}},
		{lengths, "characters are CFG-17", withV2, func(c *clean) { renamed(c, "#Payroll") }, []string{"CFG-17 info"}},
		{lengths, "equal names are CFG-18", withV2, func(c *clean) { renamed(c, c.shop.Name) }, []string{"CFG-18 info"}},
		{"DIF-11 / ENG-11", "a description over 448 characters is ENG-11, where the copy shows what is left of it", withV2,
			func(c *clean) {
				c.app.Description = strings.Repeat("x", 500)
				c.copies[c.app].Description = strings.Repeat("x", 448)
			}, []string{"ENG-11 low App Payroll"}},
		{"DIF-11 / ENG-11", "another text in the copy is a defect of its own", withV2,
			func(c *clean) { c.app.Description = strings.Repeat("x", 500) }, []string{"DIF-11 medium App Payroll", "ENG-11 low App Payroll"}},
		{"DIF-11 / ENG-11", "one of 448 is compared", withV2,
			func(c *clean) { c.app.Description = strings.Repeat("x", 448) }, []string{"DIF-11 medium App Payroll"}},
	}
}

func placePairs() []pair {
	const (
		places  = "DIF-12 / STR-01 / STR-02 / DIF-29"
		anchors = "DIF-13 / DIF-15 / DIF-14"
		mails   = "DIF-17 / DIF-18 / DIF-21 / STR-06"
	)
	elsewhere := "OU=Groups," + domainHead
	return []pair{
		{places, "a single stray is DIF-12", withV2, func(c *clean) { c.copies[c.team].OU = elsewhere }, []string{"DIF-12 medium Team Sales"}},
		{places, "two OUs with three copies each are STR-01 alone", withV2, func(c *clean) {
			for n := range 3 {
				c.copied(c.security(fmt.Sprintf("App %d", n), on(), kind(secured), c.members(n, 2))).OU = elsewhere
			}
		}, []string{"STR-01 high"}},
		{places, "while the OU is in doubt neither is judged", withV2, func(c *clean) {
			c.setup.choices.WritebackOU = "OU=New," + domainHead
			c.copies[c.team].OU = "OU=Other," + domainHead
		}, []string{"STR-02 high"}},
		{places, "Deleted Objects is DIF-29", withV2, func(c *clean) {
			c.without(c.copies[c.team])
			c.Entries = append(c.Entries, tombstone(c.copies[c.team]))
		}, []string{"DIF-29 medium Team Sales"}},
		{anchors, "both are set and differ", withV2,
			func(c *clean) { c.copies[c.team].ExternalID = "Group_" + c.idle.ID }, []string{"DIF-13 high Team Sales_%"}},
		{anchors, "one is empty, which only readiness minds", withV2, func(*clean) {}, nil},
		{anchors, "one id twice is DIF-14, and nothing else of either copy", withV2, func(c *clean) {
			twin := *c.copies[c.app]
			twin.GUID, twin.SID, twin.CN, twin.SAM = c.ids.GUID(), c.ids.SID(), "Old", c.ids.SAM()
			twin.GroupType, twin.DisplayName, twin.OU, twin.Members = 8, "Old", elsewhere, c.accountsOf(9, 2)
			c.Copies = append(c.Copies, &twin)
		}, []string{"DIF-14 critical App Payroll"}},
		{anchors, "a replication conflict object is DIF-14, not DIF-09", withV2, func(c *clean) {
			c.copies[c.team].CN += "\nCNF:" + c.copies[c.team].GUID
		}, []string{"DIF-14 high Team Sales"}},
		{"DIF-14 / ENG-05", "two objects are DIF-14", withV2, func(c *clean) {
			twin := *c.copies[c.team]
			twin.GUID, twin.SID, twin.CN, twin.SAM = c.ids.GUID(), c.ids.SID(), "Group_"+c.team.ID, c.ids.SAM()
			c.Copies = append(c.Copies, &twin)
		}, []string{"DIF-14 critical Team Sales"}},
		{"DIF-14 / ENG-05", "two configurations are ENG-05", withV2, func(c *clean) {
			c.setup.choices.CloudSyncScope = diff.ScopeSelected
			c.jobFor([]*synthetic.Group{c.shop})
		}, []string{"ENG-05 high App Shop"}},
		{mails, "no recipient is DIF-18 and not DIF-21", withV2, func(c *clean) {
			c.copies[c.team].RecipientDisplayType, c.copies[c.team].Also = 0, nil
		}, []string{"DIF-18 medium Team Sales"}},
		{mails, "a recipient in no list is DIF-21", withV2, func(c *clean) { c.copies[c.team].Also = nil }, []string{"DIF-21 low"}},
		{mails, "an address on the copy of a security group is DIF-17", withV2,
			func(c *clean) { c.copies[c.app].Mail = "payroll@contoso.com" }, []string{"DIF-17 info App Payroll"}},
		{"DIF-22 / CS-26 / CS-33 / GOV-03", "a protected copy", withV2,
			func(c *clean) { c.copies[c.app].AdminCount = 1 }, []string{"DIF-22 high App Payroll"}},
	}
}

func memberPairs() []pair {
	const (
		foreign = "DIF-23 / DIF-34 / DIF-35 / DIF-32 / DIF-28"
		missing = "DIF-24 / DIF-25 / CFG-12 / CFG-21 / CFG-22 / CS-10"
		edges   = "DIF-26 / CFG-20 / CFG-19 / CS-11 / CS-28 / DIF-24"
	)
	add := func(c *clean, more ...*synthetic.Account) {
		c.copies[c.app].Members = append(c.accountsOf(0, 8), more...)
	}
	far := func(c *clean) *synthetic.Account {
		return &synthetic.Account{GUID: c.ids.GUID(), SID: "S-1-5-21-7-8-9-1500", SAM: "far", AdminCount: 1, DN: "CN=Far,OU=People,DC=fabrikam,DC=com"}
	}
	computer := func(c *clean) *synthetic.Account {
		a := c.account("PC 1", "PC1$")
		a.Class = "computer"
		return a
	}
	return []pair{
		{foreign, "an ordinary person", withV2, func(c *clean) { add(c, c.People[9].Account) }, []string{"DIF-23 high App Payroll"}},
		{foreign, "a computer", withV2, func(c *clean) { add(c, computer(c)) }, []string{"DIF-34 critical App Payroll"}},
		{foreign, "somebody of another forest, privileged or not", withV2, func(c *clean) { add(c, far(c)) }, []string{"DIF-28 high App Payroll"}},
		{foreign, "one of each is counted once", withV2, func(c *clean) { add(c, far(c), computer(c), c.People[9].Account) },
			[]string{"DIF-23 high App Payroll", "DIF-28 high App Payroll", "DIF-34 critical App Payroll"}},
		{foreign, "a frozen copy is DIF-33 for all of them", withV2, func(c *clean) {
			c.app.Enabled, c.app.Type = off(), nil
			add(c, far(c), computer(c), c.People[9].Account)
		}, []string{"DIF-33 high App Payroll"}},
		{foreign, "a primary group hides a member, who is not missing", withV2, func(c *clean) {
			sid := c.copies[c.app].SID
			c.People[0].Account.Also = []synthetic.Attribute{{Name: "primaryGroupID", Value: sid[strings.LastIndexByte(sid, '-')+1:]}}
			c.copies[c.app].Members = c.accountsOf(1, 7)
		}, []string{"DIF-32 high App Payroll"}},
		{missing, "people without an account are CFG-12", withV2,
			func(c *clean) { c.app.Members = append(c.app.Members[:8:8], c.outsiders(1, true)...) }, []string{"CFG-12 medium App Payroll"}},
		{missing, "devices are CFG-21, others CFG-22", withV2, func(c *clean) {
			c.app.Members = append(c.app.Members[:8:8], &synthetic.Person{ID: c.ids.GUID(), Name: "PC", Type: "device"},
				&synthetic.Person{ID: c.ids.GUID(), Name: "App", Type: "servicePrincipal"})
		}, []string{"CFG-21 low App Payroll", "CFG-22 low App Payroll"}},
		{missing, "without membership for people of the directory nobody is missing", hybrid, func(c *clean) {
			c.setup.choices.OnPremisesUsers = diff.Off
			c.copies[c.app].Members, c.copies[c.shop].Members = nil, nil
		}, []string{"CS-10 high"}},
		{"STR-16 / DIF-24", "where the engine does not know the people it is the cause of every member that is missing", withV2, func(c *clean) {
			c.copies[c.app].Members, c.copies[c.shop].Members, c.copies[c.team].Members, c.copies[c.board].Members = nil, nil, nil, nil
			c.Files["cloud/synchronizationJobs.json"] = page(map[string]any{"id": "AD2AADProvisioning." + c.ids.GUID(), "templateId": "AD2AADProvisioning",
				"schedule": map[string]any{"state": "Active"}, "status": map[string]any{"code": "Active"}})
		}, []string{
			"DIF-24 high App Payroll <- STR-16", "DIF-24 high App Shop <- STR-16", "DIF-24 high Team Board <- STR-16",
			"DIF-24 medium Team Sales <- STR-16", "STR-16 medium",
		}},
		{edges, "a domain-local child", withV2, func(c *clean) {
			c.plant.SyncedFrom.GroupType = synthetic.DomainLocalSecurity
			c.app.Children = []*synthetic.Group{c.shop, c.plant}
		}, []string{"DIF-26 high App Payroll"}},
		{edges, "a child of a kind that nobody writes", withV2, func(c *clean) {
			c.app.Children = []*synthetic.Group{c.shop, {ID: c.ids.GUID(), Name: "List"}}
			c.app.Children[1].MailEnabled, c.app.Children[1].Created = true, c.app.Created
			c.Groups = append(c.Groups, c.app.Children[1])
		}, []string{"CFG-20 medium App Payroll"}},
		{edges, "a child that is not enabled", withV2,
			func(c *clean) { c.app.Children = []*synthetic.Group{c.shop, c.idle} }, []string{"CFG-19 medium App Payroll"}},
		{edges, "a synced child of a group that cloud sync writes", hybrid,
			func(c *clean) { c.app.Children = []*synthetic.Group{c.shop, c.plant} }, []string{"CS-11 medium App Payroll"}},
		{edges, "a domain-local one there", hybrid, func(c *clean) {
			c.plant.SyncedFrom.GroupType = synthetic.DomainLocalSecurity
			c.app.Children = []*synthetic.Group{c.shop, c.plant}
		}, []string{"DIF-26 high App Payroll"}},
		{edges, "a written child that did not arrive", withV2,
			func(c *clean) { c.copies[c.app].MemberDNs = nil }, []string{"DIF-24 high App Payroll"}},
	}
}

func configurationPairs() []pair {
	const (
		first  = "CFG-01 / CFG-02 / CFG-03 / CFG-06 / CFG-07 / CFG-23"
		unset  = "CFG-04 / CFG-05 / CFG-25 / ENG-17 / ENG-19"
		limits = "CFG-13 / CFG-14 / CS-02"
		public = "CFG-26 / CFG-27 / GOV-05 / GOV-11"
	)
	return []pair{
		{first, "synced", withV2, func(c *clean) { c.plant.Enabled, c.plant.Type = on(), kind("x") }, []string{"CFG-03 info Plant"}},
		{first, "an unknown type on a kind that nobody writes", withV2, func(c *clean) {
			c.idle.MailEnabled, c.idle.Enabled, c.idle.Type = true, on(), kind("x")
		}, []string{"CFG-07 medium App Idle", "CFG-25 low"}},
		{first, "a kind that nobody writes, with an illegal type", withV2, func(c *clean) {
			c.idle.MailEnabled, c.idle.Enabled, c.idle.Type = true, on(), kind(distribution)
		}, []string{"CFG-02 medium App Idle", "CFG-25 low"}},
		{first, "not enabled, with an illegal type", withV2, func(c *clean) { c.idle.Type = kind(distribution) }, []string{"CFG-06 low"}},
		{first, "not enabled, with an unknown type", withV2, func(c *clean) { c.idle.Type = kind("x") }, []string{"CFG-07 medium App Idle"}},
		{first, "an illegal type on a security group", withV2, func(c *clean) { c.app.Type = kind(mailSecured) }, []string{"CFG-01 high App Payroll"}},
		{first, "a mail type on a Microsoft 365 group without an address", withV2, func(c *clean) {
			c.board.Type, c.board.Mail, c.copies[c.board].Mail = kind(mailSecured), "", ""
		}, []string{"CFG-23 medium Team Board"}},
		{unset, "new groups are written", withV2, func(c *clean) {
			yes := "true"
			c.team.Enabled, c.team.Type, c.Settings.WritebackDefault = nil, nil, &yes
		}, []string{"CFG-04 medium", "CFG-25 low", "ENG-17 medium"}},
		{unset, "no settings object is evidence of ENG-17", withV2, func(c *clean) {
			c.Settings.Object, c.Settings.WritebackDefault = false, nil
		}, []string{"ENG-17 medium"}},
		{unset, "new groups are not written", withV2, func(c *clean) { c.team.Enabled, c.team.Type = nil, nil }, []string{"CFG-05 medium", "CFG-25 low"}},
		{limits, "over the limit", withV2, func(c *clean) { c.setup.choices.MemberLimits.V2M365 = 7 }, []string{"CFG-13 high Team Sales"}},
		{limits, "near the limit", withV2, func(c *clean) { c.setup.choices.MemberLimits.V2M365 = 10 }, []string{"CFG-14 low Team Sales"}},
		{limits, "at the limit", withV2, func(c *clean) { c.setup.choices.MemberLimits.V2M365 = 8 }, []string{"CFG-14 low Team Sales"}},
		{public, "anyone may join, with owners or without", withV2, func(c *clean) {
			c.board.Visibility, c.board.Owners = "Public", append(c.members(0, 1), c.outsiders(1, true)...)
		}, []string{"CFG-26 high Team Board"}},
		{public, "owners decide", withV2, func(c *clean) { c.board.Owners = c.members(0, 1) }, []string{"CFG-27 medium Team Board"}},
		{public, "a guest decides", withV2, func(c *clean) { c.board.Owners = c.outsiders(1, true) }, []string{"CFG-27 high Team Board"}},
		{"CS-01 / CFG-02", "outside readiness", withV2,
			func(c *clean) { c.idle.MailEnabled, c.idle.Enabled = true, on() }, []string{"CFG-02 medium App Idle", "CFG-25 low"}},
	}
}

func tenantPairs() []pair {
	const (
		versions = "ENG-07 / 08 / 09 / 10 / 38"
		stale    = "ENG-16 / ENG-20 / ENG-23 / ENG-28"
	)
	old := func(c *clean) { c.Tenant.LastSync = c.now.AddDate(0, 0, -1) }
	return []pair{
		{versions, "too old for V2", overlap, func(c *clean) {
			c.Sync.Version = "2.0.88.0"
			c.emptied()
		}, []string{"ENG-07 high"}},
		{versions, "too old for the names of the copies", withV2, func(c *clean) {
			c.Sync.Version = "2.0.3.0"
			c.withoutSecurity()
		}, []string{"CFG-25 low", "ENG-08 high"}},
		{versions, "too old for cloud sync", hybrid, func(c *clean) { c.Sync.Version = "2.1.20.0" }, []string{"ENG-09 high"}},
		{versions, "too old for conversions", hybrid, func(c *clean) { c.Sync.Version = "2.5.3.0" }, []string{"ENG-10 medium"}},
		{versions, "without cloud sync neither of these", onlyV1, func(c *clean) { c.Sync.Version = "2.1.20.0" }, nil},
		{stale, "a job that stands still is not stale", hybrid, func(c *clean) {
			c.job["status"] = map[string]any{"code": "Paused", "lastSuccessfulExecution": map[string]any{"timeEnded": "2026-11-01T00:00:00Z"}}
		}, []string{"ENG-23 high"}},
		{stale, "a stale cycle with exports that wait", withV2, func(c *clean) {
			old(c)
			c.Sync.Configuration["currentExportData"] = map[string]any{"pendingObjectsAddition": 0, "pendingObjectsUpdate": 0, "pendingObjectsDeletion": 501}
		}, []string{"ENG-16 high", "ENG-20 info"}},
		{"CS-15 / DIF-11 / DIF-23", "once for the tenant, and each difference", hybrid, func(c *clean) {
			c.copies[c.app].DisplayName = "Payroll"
			c.copies[c.shop].Members = c.accountsOf(4, 5)
		}, []string{"CS-15 high", "DIF-11 medium App Payroll", "DIF-23 high App Shop"}},
		{"(general)", "what was read in part is not judged", withV2, func(c *clean) {
			c.copies[c.app].MembersCut = true
			c.copies[c.app].Members = c.accountsOf(2, 8)
		}, nil},
	}
}
