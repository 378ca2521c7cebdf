package samples_test

// fourthcoffee relies on cloud sync alone. Its job went into quarantine over the weekend, and the
// Connect server that brings the people is too old to hand groups over.
func fourthcoffee() *story {
	c := newTidy(2010, "Fourth Coffee", mode{cloudSync: true})
	c.Sync.Version = "2.5.3.0"
	c.job["status"] = map[string]any{"code": "Quarantine", "quarantine": map[string]any{"reason": "TooManyDeletes"},
		"lastSuccessfulExecution": map[string]any{"timeEnded": "2026-11-13T18:40:00Z"}}
	c.setup.profiles = []string{"audit"}
	return &story{Model: c.Model, setup: c.setup}
}
