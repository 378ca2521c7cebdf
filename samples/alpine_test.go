package samples_test

import (
	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// alpine upgraded its Connect server in spring and has not looked at a copy since: all of them came
// out as distribution groups, in an OU that nobody wrote down, in a directory without Exchange.
func alpine() *story {
	c := newTidy(1990, "Alpine Ski House", withV2)
	c.Exchange, c.NoExchange = false, true
	c.setup.profiles = []string{"audit"}
	c.setup.settings["ENG-18"] = policies.Setting{Parameters: map[string]any{"cloud": "usgov"}}
	c.Settings.WritebackDefault = kind("true")
	c.setup.choices.WritebackOU = "OU=Cloud Groups," + domainHead
	for n, name := range []string{"Lift Operators", "Ski School", "Piste Patrol", "Season Passes"} {
		c.copied(c.security(name, on(), kind(secured), c.members(n, 5)))
	}
	for _, d := range c.Copies {
		d.GroupType, d.RecipientDisplayType = synthetic.UniversalDistribution, 0
		d.Mail = ""
	}
	return &story{Model: c.Model, setup: c.setup}
}
