# METADATA
# title: The tenant shows what an unset isEnabled means
# description: >-
#   Documents contradict each other on groups whose isEnabled is null (conflicts C1, C3, C4). Here is what the directory
#   shows, groups within the in-flight window left out: from 20 groups of a kind, 95 % of which agree, the reading
#   counts as observed. Medium where they disagree, or show another reading than this run goes by. What changed over
#   time needs a second snapshot. Single groups that rest on such a reading are CFG-04 and CFG-05, new ones that
#   contradict the setting ENG-35.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-write-back-portal
# custom:
#   id: ENG-22
#   severity: medium
#   message: >-
#     Without isEnabled, {evidence.m365_copies} of {evidence.m365|Microsoft 365 group|Microsoft 365 groups} and
#     {evidence.security_copies} of {evidence.security|security group|security groups} have a copy (setting
#     {evidence.setting})
#   expected: one answer for each kind of group
#   actual: >-
#     {evidence.m365_copies} of {evidence.m365} Microsoft 365 and {evidence.security_copies} of {evidence.security}
#     security groups have a copy
#   remediation: >-
#     V2: set isEnabled explicitly on every group with Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$true}, or $false where no copy is wanted, so that no reading matters. V1 reads no setting. Until
#     then state what the tenant shows in the choices security_null and m365_null_setting_false.
#   requires: [cloud_groups, directory_groups]
#   profile: audit
#   engines: [v2]
package controls.tenant.observed_defaults

applies if {
	_observed
	not _told_by_age
}

_observed if {
	input.tenant.v2 == "on"
	input.totals.observation.read
	max([input.totals.observation.m365, input.totals.observation.security]) >= 20
}

# The same groups divided by age say it with more, see observed_since: one finding for one cause.
_told_by_age if {
	input.history.defaults.read
	max([
		input.history.defaults.m365_before, input.history.defaults.m365_since,
		input.history.defaults.security_before, input.history.defaults.security_since,
	]) >= 20
}

undecided contains "one side was not read completely" if {
	input.tenant.v2 == "on"
	not input.totals.observation.read
}

undecided contains "the kind, isEnabled or createdDateTime of some groups was not read: export them from /beta/groups" if {
	input.tenant.v2 == "on"
	not _observed
	input.totals.observation.unread + max([input.totals.observation.m365, input.totals.observation.security]) >= 20
}

undecided contains "whether V2 is on was not read: export onPremisesSynchronization, or state engines.v2" if {
	input.tenant.v2 == "unknown"
	_enough_or_unread
}

_enough_or_unread if input.totals.observation.unread + max([input.totals.observation.m365, input.totals.observation.security]) >= 20

_enough_or_unread if not input.totals.observation.read

findings contains {
	"severity": _severity, "setting": _setting,
	"m365": input.totals.observation.m365, "m365_copies": input.totals.observation.m365_copies,
	"security": input.totals.observation.security, "security_copies": input.totals.observation.security_copies,
} if {
	applies
}

default _severity := "info"

_severity := "medium" if input.totals.observation.contradicted
_severity := "medium" if input.totals.observation.divided

default _setting := "unset"

_setting := "unread" if not input.tenant.setting_read
_setting := "true" if input.tenant.setting == true
_setting := "false" if input.tenant.setting == false
