# METADATA
# title: New Microsoft 365 groups contradict the tenant's default
# description: >-
#   NewUnifiedGroupWritebackDefault gives a new Microsoft 365 group its isEnabled. Groups created since the earlier
#   snapshot, which shows the same setting, should carry it: with false nothing but false, with true no false. Otherwise
#   somebody sets it on each group, or the setting does not act (ENG-18 tells of a cloud in which it does not). What
#   groups without a value come to is ENG-22.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-enable
# custom:
#   id: ENG-35
#   severity: medium
#   message: >-
#     {evidence.groups|new Microsoft 365 group lacks|new Microsoft 365 groups lack} the value of the setting, which is
#     {evidence.setting}, of {evidence.created} created since
#   expected: isEnabled {evidence.setting} on groups created under the setting
#   actual: "{evidence.groups} of {evidence.created} otherwise, {evidence.unset} of them null"
#   remediation: >-
#     Find out who or what creates these groups and sets the value (directory audit log, Update group), then set it as
#     intended with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$true}, which V2 writes in
#     the next cycle, or $false; V1 reads no setting.
#   requires: [cloud_groups, tenant_settings]
#   previous: [cloud_groups, tenant_settings]
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.setting_disagrees

applies if {
	_engine
	input.history.setting_kept == "yes"
	input.tenant.setting != null
	_created > 0
}

undecided contains "the setting was changed after the earlier snapshot: give one taken since" if {
	_engine
	input.history.setting_kept == "no"
}

undecided contains "the setting was not read in this and the earlier snapshot" if {
	_engine
	input.history.setting_kept == "unknown"
}

undecided contains "the configuration of groups created since the earlier snapshot was not read" if {
	_engine
	input.history.new.unread > 0
}

findings contains {
	"attribute": "isEnabled", "setting": _setting, "groups": _otherwise, "created": _created,
	"unset": {"false": input.history.new.m365_unset, "true": 0}[_setting],
} if {
	applies
	_otherwise > 0
}

_engine if {
	some switch in [input.tenant.v1, input.tenant.v2]
	switch != "off"
}

_created := (input.history.new.m365_unset + input.history.new.m365_enabled) + input.history.new.m365_disabled

_otherwise := input.history.new.m365_disabled if input.tenant.setting == true
_otherwise := input.history.new.m365_unset + input.history.new.m365_enabled if input.tenant.setting == false

_setting := "true" if input.tenant.setting == true
_setting := "false" if input.tenant.setting == false
