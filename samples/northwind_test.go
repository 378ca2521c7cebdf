package samples_test

import "github.com/wbaudit/wbaudit/policies"

// northwind migrated away and did it in the wrong order: the switches went off first, so that the
// copies that were to be replaced still grant access and belong to nobody.
func northwind() *story {
	c := newTidy(1996, "Northwind Traders", withV2)
	c.Sync.V1, c.Sync.V2 = false, false
	c.setup.settings["ENG-02"] = policies.Setting{Parameters: map[string]any{"m365_expected": false}}
	c.setup.profiles = []string{"audit"}
	return &story{Model: c.Model, setup: c.setup}
}
