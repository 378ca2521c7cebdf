package samples_test

import (
	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// wingtip began its move to cloud sync and stopped half way: V2 still writes a group that the job
// writes, too, and the job was never told to write people of the directory.
func wingtip() *story {
	c := newTidy(1936, "Wingtip Toys", overlap)
	c.Sync.Version, c.SchemaVersion = "2.1.20.0", 72
	c.setup.choices.OnPremisesUsers = diff.Off
	c.Settings.WritebackDefault = nil
	both := c.security("Toy Testers", on(), kind(secured), c.members(2, 4))
	c.copied(both)
	moved := c.security("Toy Designers", nil, nil, c.members(5, 4))
	d := c.copied(moved)
	d.ExternalID, d.Members = d.AdminDescription, nil
	moved.Children = []*synthetic.Group{c.plant}
	empty := c.security("Toy Recalls", nil, nil, nil)
	c.copied(empty).ExternalID = "Group_" + empty.ID
	c.jobFor([]*synthetic.Group{both, moved, empty})
	c.setup.profiles = []string{"audit"}
	return &story{Model: c.Model, setup: c.setup}
}
