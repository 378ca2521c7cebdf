package policies

import (
	"slices"

	"github.com/wbaudit/wbaudit/diff"
	"github.com/wbaudit/wbaudit/report"
)

// migrationProfile is that of the controls that judge a move; they need its target.
const migrationProfile = "migration"

// speaksFor reports whether the control is about moves to a target.
func (c *Control) speaksFor(target string) bool {
	return len(c.Targets) == 0 || slices.Contains(c.Targets, target)
}

// readReadiness reads what findings mean for a move, and for which targets of one.
func (m *metadata) readReadiness() error {
	c := &m.control
	if m.custom["readiness"] == nil {
		for _, key := range []string{"readiness_from", "targets"} {
			if m.custom[key] != nil {
				return m.errorf(key, "custom.%s says nothing without custom.readiness", key)
			}
		}
		return nil
	}
	if err := m.word("readiness", &c.Readiness, report.Readinesses[1:]); err != nil {
		return err
	}
	if m.custom["readiness_from"] != nil {
		if err := m.word("readiness_from", &c.ReadinessFrom, severities); err != nil {
			return err
		}
		if severityRank(c.ReadinessFrom) > severityRank(c.Severity) {
			return m.errorf("readiness_from", "custom.readiness_from %s is above %s, the highest of the control", c.ReadinessFrom, c.Severity)
		}
	}
	var err error
	c.Targets, err = m.list("targets", diff.Targets())
	return err
}
