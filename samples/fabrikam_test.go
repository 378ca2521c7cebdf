package samples_test

import (
	"fmt"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// fabrikam is a quiet company: Connect Sync V1 only, every Microsoft 365 group with its copy, no
// security group in the writeback OU. Nothing is to be reported.
func fabrikam() *synthetic.Model {
	c := newCompany(1906, "Fabrikam")
	c.Sync = &synthetic.Sync{V1: true, Version: "2.4.129.0", OU: c.ou}
	c.Settings = &synthetic.Settings{Object: true}
	c.Exchange = true
	c.staff(120)
	for n, name := range []string{"Assembly", "Design", "Facilities", "Human Resources", "Logistics", "Quality", "Research", "Sales", "Service", "Workshop"} {
		c.copied(c.m365(name, fmt.Sprintf("team%d", n), nil, nil, c.members(n*11, 11)))
	}
	for n, name := range []string{"App Drawings", "App Orders", "App Time Sheets"} {
		c.security(name, nil, nil, c.members(n*20, 15))
	}
	c.synced("Workshop Terminals", synthetic.GlobalSecurity)
	return c.Model
}
