package samples_test

import (
	"github.com/wbaudit/wbaudit/policies"
)

// margies is an agency in a US Government cloud that switched V2 on and never touched the server
// again: it is too old for V2, the licence ran out and the last cycle was three days ago.
func margies() *story {
	c := newTidy(1984, "Margie's Travel", onlyV1)
	c.Sync.V2, c.Sync.Version = true, "2.0.88.0"
	c.setup.profiles = []string{"audit"}
	c.Files["cloud/subscribedSkus.json"] = page()
	c.Tenant.LastSync = c.now.AddDate(0, 0, -3)
	c.Sync.Configuration["currentExportData"] = map[string]any{"pendingObjectsAddition": 12, "pendingObjectsUpdate": 80, "pendingObjectsDeletion": 520}
	c.Sync.Configuration["anchorAttribute"] = "mail"
	c.Sync.Features = map[string]any{"userWritebackEnabled": true}
	c.setup.settings["ENG-18"] = policies.Setting{Parameters: map[string]any{"cloud": "usgov"}}
	c.setup.settings["STR-07"] = policies.Setting{Parameters: map[string]any{"accepted_domain": "Authoritative"}}
	c.setup.settings["STR-08"] = policies.Setting{Parameters: map[string]any{"centralised": "yes"}}
	return &story{Model: c.Model, setup: c.setup}
}
