package diff

import (
	"fmt"
	"strings"
)

// The values of ConnectServer.AutoUpgrade.
const (
	UpgradeEnabled   = "enabled"
	UpgradeDisabled  = "disabled"
	UpgradeSuspended = "suspended"
	UpgradeUnknown   = "unknown"
)

// tell fills the facts of one server.
func (v *connectView) tell(c *Choices) {
	s := &v.facts
	s.Role, s.Contradicts = v.role()
	s.Version, s.BelowFloor, s.AutoUpgrade = []int{}, Unknown, UpgradeUnknown
	s.Cycle, s.Suspended, s.OUInScope = SwitchUnknown, Unknown, Unknown
	if v.settings != nil {
		s.BelowFloor = below(v.settings.Version, c.V2Floor)
		s.Version = versionNumbers(v.settings.Version)
		switch state := strings.ToLower(deref(v.settings.AutoUpgradeState)); state {
		case UpgradeEnabled, UpgradeDisabled, UpgradeSuspended:
			s.AutoUpgrade = state
		}
	}
	if v.scheduler != nil {
		s.Cycle, s.Suspended = switchOf(v.scheduler.SyncCycleEnabled), answerOf(v.scheduler.SchedulerSuspended)
	}
	s.Exports = v.exports()
	s.Rules = v.serverRules()
}

// role compares what settings and scheduler say of staging mode, and says whether they contradict each other.
func (v *connectView) role() (role string, contradicts bool) {
	var said []bool
	if v.settings != nil && v.settings.StagingMode != nil {
		said = append(said, *v.settings.StagingMode)
	}
	if v.scheduler != nil && v.scheduler.StagingModeEnabled != nil {
		said = append(said, *v.scheduler.StagingModeEnabled)
	}
	switch {
	case len(said) == 2 && said[0] != said[1]:
		return RoleUnknown, true
	case len(said) == 0:
		return RoleUnknown, false
	case said[0]:
		return RoleStaging, false
	}
	return RoleActive, false
}

// exports says whether the server exports: it is active, its cycle is on and not suspended.
func (v *connectView) exports() Answer {
	s := &v.facts
	switch {
	case s.Role == RoleStaging, s.Cycle == Off, s.Suspended == Yes:
		return No
	case s.Role == RoleActive && s.Cycle == On && s.Suspended == No:
		return Yes
	}
	return Unknown
}

// describe is what the notes of a run say of a server.
func (v *connectView) describe() string {
	s := &v.facts
	version := "of unknown version"
	if v.settings != nil && set(v.settings.Version) {
		version = "version " + *v.settings.Version
	}
	role := map[string]string{
		RoleActive: "active", RoleStaging: "in staging mode", RoleUnknown: "not known to be active or in staging mode",
	}[s.Role]
	if s.Contradicts {
		role += ", of which settings and scheduler say different things"
	}
	return fmt.Sprintf("Connect server %d is %s: %s, %s", s.Number, s.Name, role, version)
}

func versionNumbers(text *string) []int {
	list := []int{}
	if text == nil {
		return list
	}
	if numbers, ok := parseVersion(*text); ok {
		for _, n := range numbers {
			list = append(list, int(n))
		}
	}
	return list
}

func switchOf(on *bool) Switch {
	switch {
	case on == nil:
		return SwitchUnknown
	case *on:
		return On
	}
	return Off
}

func answerOf(yes *bool) Answer {
	if yes == nil {
		return Unknown
	}
	return answer(*yes)
}
