package samples_test

import (
	"strings"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// fineart is a school: groups made by rules, guests and parents in classes, devices in class rooms,
// and names as people type them.
func fineart() *story {
	c := newTidy(1919, "School of Fine Art", withV2)
	c.setup.choices.MemberLimits.V2M365, c.setup.choices.MemberLimits.V2Security = 10, 10
	c.setup.profiles = []string{"audit"}
	c.classes()
	c.staffRooms()
	c.names()
	return &story{Model: c.Model, setup: c.setup}
}

// classes are groups whose members are not only people of the directory.
func (c *clean) classes() {
	thing := func(name, kind string) *synthetic.Person {
		return &synthetic.Person{ID: c.ids.GUID(), Name: name, Type: kind}
	}
	life := c.security("Life Drawing 7a", on(), kind(secured), append(c.members(0, 4), c.outsiders(2, true)...))
	c.copied(life)
	workshop := c.security("Print Workshop", on(), kind(secured), append(c.members(4, 4), thing("PRINT-01", "device"), thing("Print Queue", "servicePrincipal")))
	c.copied(workshop)
	c.copied(c.security("Year 9", on(), kind(secured), c.members(0, 9)))
	c.security("Whole School", on(), kind(secured), c.members(0, 12))
	paused := c.security("Sculpture Entrants", on(), kind(secured), c.members(2, 5))
	paused.Dynamic = true
	also(paused, "membershipRuleProcessingState", "Paused")
	c.copied(paused)
	care := c.m365("Pastoral Care", "care", on(), kind(distribution), c.members(1, 3))
	care.Visibility = "HiddenMembership"
	c.listed(care)
}

// listed is the copy of a Microsoft 365 group that Exchange shows in its lists.
func (c *clean) listed(g *synthetic.Group) *synthetic.Copy {
	d := c.copied(g)
	d.Also = []synthetic.Attribute{{Name: "showInAddressBook", Value: "CN=All Groups,CN=All Address Lists," + domainHead}}
	return d
}

// staffRooms are groups with settings that the portal let pass.
func (c *clean) staffRooms() {
	heads := c.security("Heads of Department", on(), kind(secured), c.members(0, 2))
	heads.RoleAssignable = true
	c.copied(heads)
	parents := c.security("Parents Evening", on(), nil, c.members(3, 2))
	parents.MailEnabled = true
	all := c.security("All Departments", on(), kind(secured), c.members(4, 2))
	all.Children = []*synthetic.Group{parents}
	c.copied(all).MemberDNs = nil
	c.security("Kiln Room", on(), kind("universalGroup"), c.members(5, 2))
	c.plant.Enabled = on()
	governors := c.m365("Governors", "governors", on(), kind(mailSecured), c.members(6, 3))
	governors.Mail = ""
	c.copied(governors)
	gallery := c.m365("Gallery Opening", "gallery", on(), kind(secured), c.members(7, 3))
	gallery.Visibility, gallery.Owners = "Public", []*synthetic.Person{}
	c.copied(gallery)
	trust := c.m365("Trust Board", "trust", on(), kind(secured), c.members(8, 3))
	trust.Owners = c.outsiders(1, true)
	c.copied(trust)
	failed := c.m365("Summer Show", "show", on(), kind(distribution), c.members(9, 2))
	also(failed, "onPremisesProvisioningErrors", []any{map[string]any{"category": "PropertyConflict", "propertyCausingError": "ProxyAddresses"}})
	c.listed(failed)
}

// names are what people typed.
func (c *clean) names() {
	c.copied(c.security("Foundation Course for Textiles, Fashion and Wearable Sculpture", on(), kind(secured), c.members(0, 3)))
	c.copied(c.security("Ceramics ", on(), kind(secured), c.members(1, 3)))
	for n := range 2 {
		c.copied(c.security("Evening Class", on(), kind(secured), c.members(2+n, 3)))
	}
	alumni := c.m365("Alumni", "alumni", on(), kind(distribution), c.members(4, 3))
	also(alumni, "proxyAddresses", []string{"SMTP:alumni@contoso.com", "smtp:alumni@contoso.onmicrosoft.com", "smtp:old.students@contoso.com"})
	c.listed(alumni)
	long := c.security("Prospectus", on(), kind(secured), c.members(5, 3))
	long.Description = strings.Repeat("Everybody who reads the prospectus before it is printed. ", 9)
	d := c.copied(long)
	d.Description = long.Description[:448]
	converted := c.security("Archive Keys", on(), kind(secured), c.members(6, 3))
	also(converted, "onPremisesSecurityIdentifier", c.copied(converted).SID)
	old := c.stranger("Old Studio Keys")
	old.OU = "OU=Groups," + domainHead
	formerly := c.security("Studio Keys", on(), kind(secured), c.members(7, 3))
	also(formerly, "onPremisesSecurityIdentifier", old.SID)
	also(formerly, "onPremisesSyncEnabled", false)
	c.copied(formerly)
}
