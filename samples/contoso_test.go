package samples_test

import (
	"fmt"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// contoso is the demo: an invented company that switched from V1 to V2 in 2022 and never looked
// again. 60 cloud groups, 400 people.
func contoso() *synthetic.Model {
	c := newCompany(2022, "Contoso")
	c.Exchange = true
	c.Sync = &synthetic.Sync{V1: true, V2: true, Version: "2.1.16.0", OU: c.ou}
	c.Settings = &synthetic.Settings{Object: true}
	c.staff(340)
	guests, cloudOnly := c.outsiders(30, true), c.outsiders(30, false)
	c.applications()
	c.leftovers()
	c.teams(guests, cloudOnly)
	c.nesting()
	c.handEdits()
	c.anchors()
	c.synced("Finance Domain Users", synthetic.GlobalSecurity)
	c.synced("Printer Operators Berlin", synthetic.UniversalSecurity)
	return c.Model
}

// applications are security groups that grant access to applications. The last five were written
// after an upgrade with a cloned rule: as distribution groups.
func (c *company) applications() {
	names := []string{"SAP Finance", "SAP Logistics", "Payroll", "Travel Expenses", "CRM Sales", "CRM Service", "Data Warehouse",
		"Wiki Editors", "Jira Administrators", "Jira Users", "Git Readers", "Git Writers",
		"Warehouse Scanners", "Archive Readers", "Contract Store", "Quality Records", "Lab Results"}
	for n, name := range names {
		var t *string
		if n%3 != 0 {
			t = kind(secured)
		}
		d := c.copied(c.security("App "+name, on(), t, c.members(n*12, 8+n)))
		if n >= 12 {
			d.GroupType = synthetic.UniversalDistribution
			d.WhenCreated = c.now.AddDate(0, -2, 0)
			d.WhenChanged = d.WhenCreated
		}
	}
}

// leftovers are Microsoft 365 groups of the V1 years that somebody switched off. Half of them still
// have their copy.
func (c *company) leftovers() {
	for n, name := range []string{"Summer Party 2019", "Office Move", "Old Intranet", "Cost Cutting 2020"} {
		d := c.copied(c.m365(name, fmt.Sprintf("old%d", n), off(), nil, c.members(20*n, 6)))
		d.GroupType, d.CN = synthetic.UniversalDistribution, "Group_"+d.AdminDescription[len("Group_"):]
	}
	for n, name := range []string{"Board", "Works Council", "Redundancies 2027", "Leadership Circle", "Project Nightfall"} {
		c.m365(name, fmt.Sprintf("never%d", n), off(), nil, c.members(15*n, 5))
	}
}

// teams are Microsoft 365 groups: six that nobody ever set, which are written all the same, and six
// with an explicit type.
func (c *company) teams(guests, cloudOnly []*synthetic.Person) {
	for n, name := range []string{"All Hands", "Canteen", "Marketing Campaigns", "Partner Portal", "Press", "Running Club"} {
		g := c.m365(name, fmt.Sprintf("team%d", n), nil, nil, c.members(30*n, 20))
		g.Members = append(g.Members[:20:20], guests[n*3:n*3+3]...)
		c.copied(g)
	}
	types := []string{distribution, distribution, secured, secured, mailSecured, mailSecured}
	for n, name := range []string{"Newsletter", "Site Notices", "Plant Control Room", "Treasury", "Incident Response", "Legal Holds"} {
		g := c.m365(name, fmt.Sprintf("typed%d", n), on(), kind(types[n]), c.members(25*n, 12))
		if n >= 2 {
			g.Members = append(g.Members[:12:12], cloudOnly[n*2:n*2+n]...)
		}
		d := c.copied(g)
		if types[n] == secured {
			d.RecipientDisplayType = 0
		}
	}
}

// nesting is a parent with a written child, one that nobody switched on, and a domain-local group
// that a universal group cannot hold; and two groups that contain each other.
func (c *company) nesting() {
	projects := c.security("All Projects", on(), kind(secured), c.members(0, 10))
	for n, name := range []string{"Project Alpha", "Project Beta"} {
		child := c.security(name, on(), kind(secured), c.members(40+10*n, 10))
		projects.Children = append(projects.Children, child)
		c.copied(child)
	}
	projects.Children = append(projects.Children, c.security("Project Gamma", nil, nil, c.members(70, 10)),
		c.synced("Berlin Local Admins", synthetic.DomainLocalSecurity), c.synced("Berlin Staff", synthetic.GlobalSecurity))
	c.copied(projects)
	east := c.security("Region East", on(), kind(secured), c.members(100, 5))
	west := c.security("Region West", on(), kind(secured), c.members(110, 5))
	east.Children, west.Children = []*synthetic.Group{west}, []*synthetic.Group{east}
	c.copied(east)
	c.copied(west)
}

// handEdits are copies that somebody changed in the directory.
func (c *company) handEdits() {
	added := c.copied(c.security("VPN Users", on(), kind(secured), c.members(0, 60)))
	added.Members = append(added.Members, c.People[200].Account, c.People[201].Account)
	service := c.copied(c.security("Backup Operators Cloud", on(), kind(secured), c.members(5, 4)))
	service.Members = append(service.Members, &synthetic.Account{GUID: c.ids.GUID(), SID: c.ids.SID(), SAM: "svc-backup",
		AdminCount: 1, DN: "CN=svc-backup,OU=Service Accounts,DC=corp,DC=contoso,DC=com"})
	removed := c.copied(c.security("Badge Readers", on(), kind(secured), c.members(120, 40)))
	removed.Members = removed.Members[5:]
	renamed := c.security("Procurement Europe", on(), kind(secured), c.members(50, 9))
	d := c.copied(renamed)
	d.CN = synthetic.DisplayCN("Purchasing", renamed.ID)
	narrowed := c.copied(c.security("Remote Desktop Users Plant 2", on(), kind(secured), c.members(60, 7)))
	narrowed.GroupType = synthetic.GlobalSecurity
	missing := c.security("Night Shift", on(), kind(secured), c.members(130, 12))
	missing.Created = c.now.AddDate(0, -1, 0)
}

// anchors are copies whose tie to the cloud is broken.
func (c *company) anchors() {
	twice := c.security("Facility Management", on(), kind(secured), c.members(140, 6))
	c.copied(twice)
	twin := c.copied(twice)
	twin.CN, twin.OU = "Group_"+twice.ID, c.ou
	wrong := c.copied(c.security("Interns", on(), kind(secured), c.members(150, 14)))
	wrong.ExternalID = "Group_" + c.ids.GUID()
	orphan := &synthetic.Group{ID: c.ids.GUID(), Name: "Merger Team", Members: c.members(160, 4)}
	c.copied(orphan)
	deleted := &synthetic.Group{ID: c.ids.GUID(), Name: "Trade Fair 2026", Members: c.members(170, 4)}
	c.copied(deleted)
	c.Deleted = append(c.Deleted, synthetic.DeletedGroup{ID: deleted.ID, Name: deleted.Name, Deleted: c.now.AddDate(0, 0, -10)})
	moved := c.copied(c.security("Fleet Management", on(), kind(secured), c.members(180, 5)))
	moved.OU = "OU=Groups,DC=corp,DC=contoso,DC=com"
	illegal := c.security("Sales Mailing", on(), kind(distribution), c.members(190, 5))
	c.copied(illegal)
	c.security("Wiki Readers", nil, kind(secured), c.members(195, 5))
}
