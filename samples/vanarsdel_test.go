package samples_test

import (
	"fmt"

	"github.com/wbaudit/wbaudit/policies"
	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// vanarsdel bought two companies. Their people come by cloud sync from forests of their own, V1
// writes groups that nobody on-premises needs, into two OUs, from a server of 2021.
func vanarsdel() *story {
	c := newTidy(2012, "VanArsdel", onlyV1)
	c.Sync.Version = "2.0.3.0"
	c.setup.profiles = []string{"audit"}
	c.setup.settings["ENG-02"] = policies.Setting{Parameters: map[string]any{"m365_expected": false}}
	for n := range 6 {
		d := c.copied(c.m365(fmt.Sprintf("Plant %d", n+1), fmt.Sprintf("plant%d", n), nil, nil, c.members(n, 4)))
		d.Members = nil
		if n < 3 {
			d.OU = "OU=Plants," + domainHead
		}
	}
	c.People[0].Also = map[string]any{"onPremisesDomainName": "fabrikam.com"}
	c.Files["cloud/synchronizationJobs.json"] = page(map[string]any{"id": "AD2AADProvisioning." + c.ids.GUID(), "templateId": "AD2AADProvisioning",
		"schedule": map[string]any{"state": "Active"}, "status": map[string]any{"code": "Active"}})
	for n := range 14 {
		c.stranger(fmt.Sprintf("Copier %d", n+1))
	}
	c.setup.choices.WritebackOU = synthetic.OU
	return &story{Model: c.Model, setup: c.setup}
}
