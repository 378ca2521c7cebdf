package samples_test

import (
	"slices"
	"time"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// clean is a company in which nothing is wrong and of which everything was exported, with handles
// on its parts so that a test can change one of them.
type clean struct {
	*company
	setup setup

	// app and shop are security groups in the engine's scope, shop a child of app; idle is not
	// written. team and board are written Microsoft 365 groups, board as a security group where V2
	// is on. plant comes from the directory.
	app, shop, idle, team, board, plant *synthetic.Group
	copies                              map[*synthetic.Group]*synthetic.Copy
	// ou and head are the writeback OU and the head of the domain.
	ou, head *synthetic.Entry
	engine   *synthetic.Account
	job      map[string]any
}

const domainHead = "DC=corp,DC=contoso,DC=com"

// mode is the set of engines that are on.
type mode struct{ v1, v2, cloudSync bool }

func newClean(m mode) *clean { return newTidy(77, "Contoso", m) }

// newTidy is a clean company of that name, with ids of its own.
func newTidy(seed uint64, name string, m mode) *clean {
	c := &clean{company: newCompany(seed, name), copies: map[*synthetic.Group]*synthetic.Copy{}}
	c.describe(m)
	c.ou, c.head, c.engine = c.exportEverything()
	c.staff(12)
	c.populate(m)
	if m.cloudSync {
		c.provision()
	}
	c.setup = statedSetup()
	if m.cloudSync {
		c.setup.choices.CloudSyncScope = diff.ScopeSelected
		c.setup.choices.Agent = c.engine.SID // Connect and the agent run as one account.
	}
	return c
}

// statedSetup is what an administrator has to state since no export holds it.
func statedSetup() setup {
	choices := diff.DefaultChoices()
	choices.OnPremisesUsers = diff.On
	return setup{choices: choices, settings: map[string]policies.Setting{
		"STR-07": {Parameters: map[string]any{"accepted_domain": "InternalRelay"}},
		"STR-08": {Parameters: map[string]any{"centralised": "no"}},
	}}
}

func (c *clean) describe(m mode) {
	no := "false"
	c.Exchange = true
	c.Settings = &synthetic.Settings{Object: true, WritebackDefault: &no}
	c.Sync = &synthetic.Sync{V1: m.v1, V2: m.v2, Version: "2.5.76.0", OU: c.company.ou, Configuration: map[string]any{
		"currentExportData": map[string]any{"pendingObjectsAddition": 0, "pendingObjectsUpdate": 0, "pendingObjectsDeletion": 0, "clientMachineName": "SYNC1"},
	}}
}

// SIDs of the invented domain.
const (
	domainSID    = "S-1-5-21-1004336348-1177238915-682003330"
	systemSID    = "S-1-5-18"
	domainAdmins = domainSID + "-512"
)

// exportEverything adds what only a careful administrator exports: the access lists, the container
// of deleted objects, a search for primary groups, and who has a mailbox. It returns the writeback
// OU, the head of the domain and the account that Connect works with.
func (c *company) exportEverything() (ou, head *synthetic.Entry, engine *synthetic.Account) {
	c.Requested = append(c.Requested, "showInAddressBook", "primaryGroupID", "nTSecurityDescriptor", "isDeleted", "managedBy",
		"userAccountControl", "mS-DS-ConsistencyGuid", "isCriticalSystemObject", "objectVersion", "msDS-EnabledFeature", "lastKnownParent")
	c.Filter = "(|(objectClass=organizationalUnit)(objectClass=group)(objectClass=crossRef)(&(objectCategory=person)(!(primaryGroupID=513))))"
	engine = c.account("Connect", "MSOL_0a1b2c3d4e5f")
	engine.Also = domainUser()
	c.Accounts = append(c.Accounts, engine)
	c.Containers = nil
	ou = &synthetic.Entry{DN: c.ou, Attributes: []synthetic.Attribute{{Name: "objectClass", Value: "organizationalUnit"}, rights(
		synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: domainAdmins, Mask: synthetic.FullControl},
		synthetic.Access{Trustee: engine.SID, Mask: synthetic.Maintain})}}
	head = &synthetic.Entry{DN: domainHead, Attributes: []synthetic.Attribute{{Name: "objectClass", Value: "domainDNS"},
		rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl})}}
	c.Entries = append(c.Entries, ou, head, &synthetic.Entry{DN: "CN=Deleted Objects," + domainHead,
		Attributes: []synthetic.Attribute{{Name: "objectClass", Value: "container"}, {Name: "isDeleted", Value: "TRUE"}}})
	return ou, head, engine
}

// rights is the access list of an entry.
func rights(entries ...synthetic.Access) synthetic.Attribute {
	return synthetic.Attribute{Name: "nTSecurityDescriptor", Value: synthetic.Descriptor(entries...)}
}

// domainUser is the primary group Domain Users: a directory has no account without a primary group.
func domainUser() []synthetic.Attribute {
	return []synthetic.Attribute{{Name: "primaryGroupID", Value: "513"}}
}

// ordinary gives every account the primary group Domain Users, and the first one a mailbox.
func (c *company) ordinary() {
	for n, p := range c.People {
		if p.Account == nil {
			continue
		}
		p.Account.Also = domainUser()
		if n == 0 {
			p.Account.Also = append(p.Account.Also, synthetic.Attribute{Name: "msExchRecipientTypeDetails", Value: "1"})
		}
	}
}

// populate adds the groups and their copies.
func (c *clean) populate(m mode) {
	securityOn, securityType := on(), kind(secured)
	if !m.v2 {
		// Without V2 the settings of a security group say nothing.
		securityOn, securityType = nil, nil
	}
	c.app = c.security("App Payroll", securityOn, securityType, c.members(0, 8))
	c.shop = c.security("App Shop", securityOn, securityType, c.members(4, 4))
	c.app.Children = []*synthetic.Group{c.shop}
	c.idle = c.security("App Idle", off(), nil, c.members(2, 3))
	if !m.v2 {
		c.idle.Enabled = nil
	}
	c.team = c.m365("Team Sales", "sales", on(), nil, c.members(0, 8))
	c.board = c.m365("Team Board", "board", on(), nil, c.members(3, 4))
	if m.v2 {
		c.team.Type, c.board.Type = kind(distribution), kind(secured)
	}
	c.plant = c.synced("Plant", synthetic.GlobalSecurity)
	for _, g := range c.Groups {
		g.Owners = []*synthetic.Person{}
	}
	if m.v2 || m.cloudSync {
		c.copies[c.app], c.copies[c.shop] = c.copied(c.app), c.copied(c.shop)
		c.copies[c.app].MemberDNs = []string{c.copies[c.shop].DN()}
		c.copies[c.shop].MemberOf = []string{c.copies[c.app].DN()}
	}
	if m.v1 || m.v2 {
		for _, g := range []*synthetic.Group{c.team, c.board} {
			c.copies[g] = c.copied(g)
			c.copies[g].Also = []synthetic.Attribute{{Name: "showInAddressBook", Value: "CN=All Groups,CN=All Address Lists,DC=corp,DC=contoso,DC=com"}}
		}
	}
	c.ordinary()
}

// provision adds a running cloud sync job with app and shop in its scope.
func (c *clean) provision() {
	var scope []*synthetic.Group
	for _, g := range []*synthetic.Group{c.app, c.shop} {
		c.copies[g].ExternalID = c.copies[g].AdminDescription
		scope = append(scope, g)
	}
	c.job = c.jobFor(scope)
}

// jobFor adds a running cloud sync job that writes the selected groups, and returns its body.
func (c *company) jobFor(scope []*synthetic.Group) map[string]any {
	principal := c.ids.GUID()
	assigned := []any{}
	for _, g := range scope {
		assigned = append(assigned, map[string]any{"principalId": g.ID, "principalType": "Group", "resourceId": principal, "appRoleId": selectedRole})
	}
	job := map[string]any{
		"id": "AAD2ADGroupProvisioning." + c.ids.GUID(), "templateId": "AAD2ADGroupProvisioning", "servicePrincipalId": principal,
		"schedule": map[string]any{"state": "Active", "interval": "PT20M"},
		"status": map[string]any{"code": "Active", "lastSuccessfulExecution": map[string]any{
			"timeEnded": c.now.Add(-15 * time.Minute).Format(time.RFC3339)}},
		"schema": stockSchema(),
	}
	c.Files["cloud/synchronizationJobs.json"] = map[string]any{"value": []any{job}}
	c.Files["cloud/appRoleAssignedTo.json"] = map[string]any{"@odata.count": len(assigned), "value": assigned}
	return job
}

// tombstone is what the directory keeps of a copy that was deleted.
func tombstone(d *synthetic.Copy) *synthetic.Entry {
	return &synthetic.Entry{DN: "CN=" + d.CN + "\\0ADEL:" + d.GUID + ",CN=Deleted Objects," + domainHead, Attributes: []synthetic.Attribute{
		{Name: "objectClass", Value: "group"}, {Name: "isDeleted", Value: "TRUE"}, {Name: "msDS-LastKnownRDN", Value: d.CN},
		{Name: "objectGUID", Value: synthetic.Octets(d.GUID)}, {Name: "lastKnownParent", Value: d.OU},
	}}
}

// without takes a copy out of the directory.
func (c *company) without(d *synthetic.Copy) {
	c.Copies = slices.DeleteFunc(c.Copies, func(other *synthetic.Copy) bool { return other == d })
}

// withoutGroup takes a group out of the cloud.
func (c *company) withoutGroup(g *synthetic.Group) {
	c.Groups = slices.DeleteFunc(c.Groups, func(other *synthetic.Group) bool { return other == g })
}

// stranger is a group in the writeback OU that no engine wrote.
func (c *company) stranger(name string) *synthetic.Copy {
	d := &synthetic.Copy{GUID: c.ids.GUID(), SID: c.ids.SID(), SAM: name, CN: name, OU: c.ou, DisplayName: name,
		GroupType: synthetic.GlobalSecurity, WhenCreated: c.now.AddDate(-1, 0, 0), WhenChanged: c.now.AddDate(-1, 0, 0)}
	c.Copies = append(c.Copies, d)
	return d
}

// emptied takes every written group and every copy away.
func (c *clean) emptied() {
	for g, d := range c.copies {
		c.without(d)
		c.withoutGroup(g)
	}
}

// withoutSecurity takes away the security groups that are written, and makes the other copies those
// of a server that writes distribution groups only.
func (c *clean) withoutSecurity() {
	for _, g := range []*synthetic.Group{c.app, c.shop} {
		c.without(c.copies[g])
		c.withoutGroup(g)
	}
	c.copies[c.board].GroupType = synthetic.UniversalDistribution
}
