package samples_test

import (
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// litware has V2 in good order and nobody who looks after the groups: an auditor asks who owns them,
// who reviews them, what they lead to and who is in them.
func litware() *story {
	c := newTidy(1998, "Litware", withV2)
	c.governed()
	c.Counted = false
	c.Files["cloud/accessReviews.json"] = page(reviewOf("/groups?$filter=(groupTypes/any(c:c eq 'Unified'))", "1"))
	c.tier()
	c.people()
	c.forgotten()
	c.setup.profiles = []string{"audit", "governance"}
	c.setup.choices.Governance.Naming = []string{"^(App|Team) "}
	rows := registered([]*synthetic.Group{c.shop, c.team, c.board})
	rows[2] = c.board.ID + ",Board papers,grace@contoso.com,grace@contoso.com,2023-02-01"
	rows = append(rows, "0d0e0f00-1111-4222-8333-444455556666,Intranet 2015,owner@contoso.com,approver@contoso.com,2016-01-01")
	earlier := before(c.Model)
	c.board.Visibility = "HiddenMembership"
	return &story{Model: c.Model, setup: c.setup, register: rows, earlier: earlier}
}

// tier leads the copy of one group to the administrators of the domain.
func (c *clean) tier() {
	admins := &synthetic.Copy{GUID: c.ids.GUID(), SID: "S-1-5-32-544", SAM: "Administrators", CN: "Administrators", OU: "CN=Builtin," + domainHead,
		GroupType: synthetic.DomainLocalSecurity, WhenCreated: c.now.AddDate(-9, 0, 0), WhenChanged: c.now.AddDate(-1, 0, 0),
		MemberDNs: []string{c.copies[c.app].DN()}, Also: []synthetic.Attribute{{Name: "isCriticalSystemObject", Value: "TRUE"}}}
	c.Copies = append(c.Copies, admins)
	c.copies[c.app].MemberOf = []string{admins.DN()}
}

// people are those whom an auditor does not expect: an administrator, a leaver, a guest who owns
// access, and one whose activation ends tonight.
func (c *clean) people() {
	c.People[2].Account.AdminCount = 1
	c.People[4].Disabled = true
	for i, a := range c.People[4].Account.Also {
		if a.Name == "userAccountControl" {
			c.People[4].Account.Also[i].Value = "514"
		}
	}
	c.shop.Owners = append(c.outsiders(1, true), c.People[10])
	c.assignments(c.shop, "2026-11-21T02:00:00Z")
	c.ou.Attributes[1] = rights(synthetic.Access{Trustee: systemSID, Mask: synthetic.FullControl}, synthetic.Access{Trustee: domainAdmins, Mask: synthetic.FullControl},
		synthetic.Access{Trustee: c.engine.SID, Mask: synthetic.Maintain}, synthetic.Access{Trustee: c.People[10].Account.SID, Mask: synthetic.WriteList})
}

// forgotten are groups that nobody looks after.
func (c *clean) forgotten() {
	plain := func(name string, members []*synthetic.Person) (*synthetic.Group, *synthetic.Copy) {
		g := c.security(name, on(), kind(secured), members)
		g.Owners = []*synthetic.Person{}
		also(g, "isManagementRestricted", false)
		c.assignments(g)
		return g, c.copied(g)
	}
	old, d := plain("App Fax Gateway", c.members(6, 2))
	old.Created, d.WhenCreated, d.WhenChanged = c.now.AddDate(-6, 0, 0), c.now.AddDate(-6, 0, 0), c.now.AddDate(-5, 0, 0)
	_, empty := plain("App Turnstiles", nil)
	doors := c.stranger("Doors")
	doors.OU, doors.MemberDNs = "OU=Groups,"+domainHead, []string{empty.DN()}
	empty.MemberOf = []string{doors.DN()}
	chosen, _ := plain("App Duty Phones", c.members(7, 2))
	chosen.Dynamic = true
	also(chosen, "membershipRule", `(user.mobilePhone -startsWith "+49")`)
	plain("Canteen Tills", c.members(8, 1))
	plain("Enterprise Admins", c.members(9, 1))
}
