package samples_test

import "github.com/wbaudit/wbaudit/diff"

// wideworld is an importer that gives up V2 for V1: the board's copy becomes a distribution group, a group
// that was kept out appears, and nothing writes the security groups any more.
func wideworld() *story {
	c := newTidy(1955, "Wide World Importers", both)
	c.m365("Merger Talks", "merger", off(), nil, c.members(2, 3)).Owners = c.members(2, 1)
	c.ordinary()
	return c.moving(diff.ToV1)
}
