package samples_test

import (
	"time"

	"github.com/wbaudit/wbaudit/samples/synthetic"
)

// treyresearch begins: both engines are on, the OU is empty, and the first group was put into the
// scope of the job a quarter of an hour ago.
func treyresearch() *story {
	c := newTidy(2020, "Trey Research", overlap)
	c.emptied()
	pilot := c.security("Lab Pilot", off(), nil, c.members(0, 5))
	pilot.Created = c.now.Add(-15 * time.Minute)
	c.jobFor([]*synthetic.Group{pilot})
	c.setup.profiles = []string{"audit"}
	return &story{Model: c.Model, setup: c.setup}
}
