package samples_test

import "github.com/wbaudit/wbaudit/samples/synthetic"

// adatum is a company that keeps its house: V1 for Microsoft 365 groups, a cloud sync job for
// security groups, two Connect servers of one build, and everything of it exported.
func adatum() *story {
	c := newTidy(1975, "A. Datum", hybrid)
	c.governed()
	c.Sync.Version = "2.5.79.0"
	staging := newServer("SYNC2", c.Sync)
	staging.staging = true
	c.serve(newServer("SYNC1", c.Sync))
	c.serve(staging)
	c.setup.profiles = everyProfile
	c.setup.choices.Governance.Naming = []string{"^(App|Team) "}
	return &story{Model: c.Model, setup: c.setup, earlier: before(c.Model), register: registered([]*synthetic.Group{c.app, c.shop, c.team, c.board})}
}
