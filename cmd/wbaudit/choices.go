package main

import (
	"strconv"
	"time"

	"github.com/wbaudit/wbaudit/diff"
)

// choices turns settings, which were checked when they were loaded, into diff's choices. Its errors
// are those of the register and of lists.
func (c *config) choices() (diff.Choices, error) {
	choices := diff.DefaultChoices()
	choices.Engines = diff.EngineChoice{
		V1: diff.Switch(c.text("engines.v1")), V2: diff.Switch(c.text("engines.v2")),
		CloudSync: diff.Switch(c.text("engines.cloudsync")),
	}
	choices.SecurityNull = diff.Answer(c.text("security_null"))
	choices.M365NullSettingFalse = diff.Answer(c.text("m365_null_setting_false"))
	choices.TypeWithoutEnable = diff.Answer(c.text("type_without_enable"))
	choices.CloudSyncScope = diff.ScopeMode(c.text("cloudsync.scope"))
	choices.OnPremisesUsers = diff.Switch(c.text("cloudsync.onpremises_users"))
	choices.Agent = c.text("cloudsync.agent")
	choices.CloudSyncDomain, choices.CloudSyncContainer = c.text("cloudsync.domain"), c.text("cloudsync.container")
	choices.MemberLimits = diff.MemberLimits{
		V1: c.count("member_limit.v1"), V2M365: c.count("member_limit.v2_m365"),
		V2Security: c.count("member_limit.v2_security"), CloudSync: c.count("member_limit.cloudsync"),
	}
	choices.V2Floor = c.text("min_versions.v2")
	choices.TakenOverPrefix = c.text("takenover_prefix")
	choices.WritebackOU = c.text("directory.writeback_ou")
	choices.SyncOUs = c.text("directory.sync_ous")
	choices.TenantID = c.text("tenant.id")
	choices.CycleMinutes = int(c.count("cycle_minutes"))
	var err error
	choices.Governance, err = c.governance()
	return choices, err
}

// move says where groups are to move, with what is stated of the cloud sync job.
func (c *config) move(to diff.Target) *diff.MoveChoices {
	return &diff.MoveChoices{
		Target: to, Domain: c.text("cloudsync.domain"), Container: c.text("cloudsync.container"),
		CommonName: diff.CNFormat(c.text("cloudsync.common_name")), Agent: c.text("cloudsync.agent"),
	}
}

func (c *config) count(key string) int64 {
	n, _ := strconv.ParseInt(c.text(key), 10, 64)
	return n
}

func (c *config) flag(key string) bool {
	on, _ := strconv.ParseBool(c.text(key))
	return on
}

// moment returns a time setting, nil when it is not set.
func (c *config) moment(key string) *time.Time {
	at, err := time.Parse(time.RFC3339, c.text(key))
	if err != nil {
		return nil
	}
	at = at.UTC()
	return &at
}
