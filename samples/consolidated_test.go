package samples_test

// consolidated moved away from writeback in the right order: the copies were replaced, emptied and
// deleted first, then the engines were switched off.
func consolidated() *story {
	c := newTidy(1973, "Consolidated Messenger", withV2)
	for _, g := range c.Groups {
		if d := c.copies[g]; d != nil {
			c.without(d)
			c.Entries = append(c.Entries, tombstone(d))
		}
		if g.SyncedFrom == nil {
			g.Enabled, g.Type = off(), nil
		}
	}
	c.Sync.V1, c.Sync.V2 = false, false
	c.setup.profiles = []string{"audit"}
	return &story{Model: c.Model, setup: c.setup}
}
