package samples_test

import "github.com/wbaudit/wbaudit/samples/synthetic"

// lucerne still runs V2 and has it in order; nothing is open but V2 itself, which has no future.
func lucerne() *story {
	c := newTidy(1924, "Lucerne Publishing", withV2)
	c.governed()
	c.Sync.Version = "2.5.79.0"
	rotation := c.security("App Press Rotation", on(), kind(secured), c.members(1, 6))
	rotation.Dynamic, rotation.Owners = true, c.members(10, 2)
	also(rotation, "isManagementRestricted", true)
	c.assignments(rotation)
	c.copied(rotation).Also = []synthetic.Attribute{{Name: "managedBy", Value: c.People[10].Account.DN}}
	c.serve(newServer("SYNC1", c.Sync))
	c.setup.profiles = everyProfile
	c.setup.choices.WritebackOU = c.company.ou
	c.other()
	earlier := before(c.Model)
	c.decided()
	return &story{Model: c.Model, setup: c.setup, earlier: earlier}
}

// other are groups that were synced once, and of a kind that is never written.
func (c *clean) other() {
	list := c.security("Subscribers", off(), nil, c.members(4, 3))
	list.MailEnabled = true
	moved := c.security("App Archive", on(), kind(secured), c.members(5, 3))
	also(moved, "onPremisesSyncEnabled", false)
	also(moved, "onPremisesSecurityIdentifier", domainSID+"-9999")
	c.copied(moved).Also = []synthetic.Attribute{{Name: "managedBy", Value: c.People[10].Account.DN}}
	c.looked(list, moved)
}

// decided are groups of the last days, on each of which somebody decided.
func (c *clean) decided() {
	c.looked(c.created(c.security("App Layout", off(), nil, c.members(2, 3))), c.created(c.m365("Newsroom", "newsroom", off(), nil, c.members(3, 3))))
}

// looked gives groups what governed gave the others.
func (c *clean) looked(groups ...*synthetic.Group) {
	for _, g := range groups {
		g.Owners = c.members(10, 2)
		also(g, "isManagementRestricted", false)
		c.assignments(g)
	}
}
