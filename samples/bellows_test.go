package samples_test

import "fmt"

// bellows is a college that lets one job write whatever its clauses say. One of the clauses asks for
// members of a group, which nobody can decide from outside.
func bellows() *story {
	c := newTidy(1893, "Bellows College", overlap)
	c.setup.profiles = []string{"audit"}
	c.setup.choices.CloudSyncScope = "all"
	c.job["schema"] = stockSchema("displayName", "IS_MEMBER_OF", "x")
	for n := range 3 {
		c.copied(c.m365(fmt.Sprintf("Faculty %d", n+1), fmt.Sprintf("faculty%d", n), on(), kind(distribution), c.members(n, 5)))
	}
	list := c.Files["cloud/synchronizationJobs.json"].(map[string]any)
	list["value"] = append(list["value"].([]any), map[string]any{"id": "AD2AADProvisioning." + c.ids.GUID(), "templateId": "AD2AADProvisioning",
		"schedule": map[string]any{"state": "Active"}, "status": map[string]any{"code": "Active"}})
	return &story{Model: c.Model, setup: c.setup}
}
