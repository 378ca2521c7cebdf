package samples_test

import "fmt"

// coho was audited two weeks ago and is audited again: somebody switched V1 off, the defaults are
// not kept, and nothing that was reported then was mended.
func coho() *story {
	c := newTidy(1875, "Coho Winery", withV2)
	for n := range 20 {
		c.copied(c.m365(fmt.Sprintf("Vintage %d", 2001+n), fmt.Sprintf("vintage%d", n), nil, nil, c.members(n%10, 2)))
	}
	cellar := c.copied(c.security("Cellar Keys", on(), kind(secured), c.members(2, 4)))
	cellar.Members = append(cellar.Members, c.People[9].Account)
	c.setup.profiles = []string{"audit", "governance"}
	harvest := c.security("Harvest Crew", on(), kind(secured), c.members(0, 6))
	c.copied(harvest)
	earlier := before(c.Model)

	c.Sync.V1 = false
	c.created(c.security("Tasting Room Tills", nil, nil, c.members(3, 2)))
	c.copied(c.created(c.m365("Wine Club", "club", on(), kind(distribution), c.members(5, 3))))
	harvest.Members = c.members(1, 5)
	c.team.Visibility = "Public"
	c.ticket(c.team.ID, "visibility")
	return &story{Model: c.Model, setup: c.setup, earlier: earlier}
}
