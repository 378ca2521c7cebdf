package samples_test

import (
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// lamna is a clinic that makes the cloud the source of its directory groups. Wards contains Nurses, both
// universal; Surgeons is global and has somebody whom the cloud does not know.
func lamna() *story {
	c := newTidy(2003, "Lamna Healthcare", mode{cloudSync: true})
	nurses := c.origin("Nurses", synthetic.UniversalSecurity, c.members(3, 4))
	wards := c.origin("Wards", synthetic.UniversalSecurity, c.members(0, 3))
	wards.Children = []*synthetic.Group{nurses}
	wards.SyncedFrom.Also = append(wards.SyncedFrom.Also, synthetic.Attribute{Name: "member", Value: nurses.SyncedFrom.DN})
	nurses.SyncedFrom.Also = append(nurses.SyncedFrom.Also, synthetic.Attribute{Name: "memberOf", Value: wards.SyncedFrom.DN})
	surgeons := c.origin("Surgeons", synthetic.GlobalSecurity, c.members(6, 2))
	locum := c.account("Locum", "locum")
	locum.Also = domainUser()
	c.Accounts = append(c.Accounts, locum)
	surgeons.SyncedFrom.Also = append(surgeons.SyncedFrom.Also, synthetic.Attribute{Name: "member", Value: locum.DN})
	c.ordinary()
	return c.moving(diff.ToSOA)
}

// origin adds a directory group with its members, and the cloud group that is synced from it.
func (c *clean) origin(name string, groupType int32, members []*synthetic.Person) *synthetic.Group {
	g := c.synced(name, groupType)
	g.Members, g.Owners = members, []*synthetic.Person{}
	for _, p := range members {
		g.SyncedFrom.Also = append(g.SyncedFrom.Also, synthetic.Attribute{Name: "member", Value: p.Account.DN})
	}
	return g
}
