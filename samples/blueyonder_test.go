package samples_test

import "github.com/wbaudit/wbaudit/diff"

// blueyonder is an airline that would like to have V2, which nobody can switch on any more. One group is
// switched off, and its copy would stay behind.
func blueyonder() *story {
	c := newTidy(1988, "Blue Yonder Airlines", mode{v1: true})
	crew := c.m365("Crew Lounge", "crew", off(), nil, c.members(2, 5))
	crew.Owners = c.members(2, 2)
	c.copies[crew] = c.copied(crew)
	c.ordinary()
	return c.moving(diff.ToV2)
}
