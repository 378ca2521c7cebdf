package samples_test

import (
	"strings"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// citypower is a utility on its way from V2 to cloud sync. Payroll waits for the shop inside it, two shifts
// contain one another, and the control room holds what only Connect writes, which holds its parent back.
func citypower() *story {
	c := newTidy(1912, "City Power & Light", both)
	c.job = c.jobFor(nil)
	c.staff(4)
	early, late := c.secured("Shift Early", c.members(2, 4)), c.secured("Shift Late", c.members(5, 4))
	c.contain(early, late)
	c.contain(late, early)
	room := c.secured("Control Room", c.members(8, 3))
	c.contain(room, c.plant)
	grid := c.secured("Grid Operations", c.members(1, 2))
	c.contain(grid, room)
	c.copies[grid].Description, grid.Description = strings.Repeat("Who may open the valves. ", 20)[:448], strings.Repeat("Who may open the valves. ", 20)
	c.copies[c.shop].ExternalID = c.copies[c.shop].AdminDescription
	c.ordinary()
	return c.moving(diff.ToCloudSync)
}

// both is a tenant with V1 and V2.
var both = mode{v1: true, v2: true}

// secured adds a security group that V2 writes, with its copy.
func (c *clean) secured(name string, members []*synthetic.Person) *synthetic.Group {
	g := c.security(name, on(), kind(secured), members)
	g.Owners = []*synthetic.Person{}
	c.copies[g] = c.copied(g)
	return g
}

// contain puts a group into another one, on both sides.
func (c *clean) contain(parent, child *synthetic.Group) {
	parent.Children = append(parent.Children, child)
	d := c.copies[parent]
	if child.SyncedFrom != nil {
		d.Members = append(d.Members, child.SyncedFrom)
		return
	}
	d.MemberDNs = append(d.MemberDNs, c.copies[child].DN())
	c.copies[child].MemberOf = append(c.copies[child].MemberOf, d.DN())
}
