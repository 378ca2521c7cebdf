# METADATA
# description: >-
#   Divides the groups of ENG-22 by age: those created since an earlier snapshot that shows the same setting were
#   created under it, the older ones perhaps before. Stands for the undivided count where there are enough groups of an
#   age. Medium, beside its reasons, where the groups of one age disagree, or where old and new ones show opposite
#   answers: then age decides, and no single reading holds.
# custom:
#   aggregate_of: ENG-22
#   severity: medium
#   message: >-
#     Without isEnabled (setting {evidence.setting}), {evidence.m365_since_copies} of {evidence.m365_since} Microsoft
#     365 and {evidence.security_since_copies} of {evidence.security_since} security groups created since the earlier
#     snapshot have a copy; of older ones {evidence.m365_before_copies} of {evidence.m365_before} and
#     {evidence.security_before_copies} of {evidence.security_before}
#   expected: one answer for each kind of group, whatever its age
#   actual: >-
#     since: {evidence.m365_since_copies} of {evidence.m365_since} Microsoft 365, {evidence.security_since_copies} of
#     {evidence.security_since} security; before: {evidence.m365_before_copies} of {evidence.m365_before},
#     {evidence.security_before_copies} of {evidence.security_before}
#   requires: [cloud_groups, directory_groups]
#   previous: [cloud_groups]
package controls.tenant.observed_since

applies if {
	input.tenant.v2 == "on"
	input.history.defaults.read
}

undecided contains "one side was not read completely" if {
	input.tenant.v2 == "on"
	not input.totals.observation.read
}

undecided contains "one side of the earlier snapshot was not read completely" if {
	input.tenant.v2 == "on"
	input.totals.observation.read
	input.history.setting_kept == "yes"
	not input.history.defaults.read
}

undecided contains "the kind, isEnabled or createdDateTime of some groups was not read: export them from /beta/groups" if {
	applies
	_most < 20
	_most + input.totals.observation.unread >= 20
}

undecided contains "whether V2 is on was not read" if input.tenant.v2 == "unknown"

undecided contains "the setting was changed after the earlier snapshot: give one taken since" if {
	input.tenant.v2 == "on"
	input.history.setting_kept == "no"
}

undecided contains "the setting was not read in this and the earlier snapshot" if {
	input.tenant.v2 == "on"
	input.history.setting_kept == "unknown"
}

findings contains {
	"part": "history", "severity": _severity, "setting": _setting,
	"m365_before": _table.m365_before, "m365_before_copies": _table.m365_before_copies,
	"m365_since": _table.m365_since, "m365_since_copies": _table.m365_since_copies,
	"security_before": _table.security_before, "security_before_copies": _table.security_before_copies,
	"security_since": _table.security_since, "security_since_copies": _table.security_since_copies,
} if {
	applies
	_most >= 20
}

_most := max([_table.m365_before, _table.m365_since, _table.security_before, _table.security_since])

_table := input.history.defaults

default _severity := "info"

_severity := "medium" if _table.divided
_severity := "medium" if _table.turned
_severity := "medium" if input.totals.observation.divided
_severity := "medium" if input.totals.observation.contradicted

default _setting := "unset"

_setting := "true" if input.tenant.setting == true
_setting := "false" if input.tenant.setting == false
