# METADATA
# custom:
#   aggregate_of: GOV-12
#   severity: medium
#   message: >-
#     {evidence.people|person whose account is disabled or expired is a member|people whose accounts are disabled or
#     expired are members} of {evidence.groups|copy|copies} and of the cloud groups
#   expected: no disabled or expired account
#   actual: "{evidence.memberships|membership|memberships} in {evidence.groups|copy|copies}, {evidence.percent} % of all"
#   requires: [cloud_groups, directory_groups]
#   partial: judge
package controls.tenant.leavers_in_copy

applies if {
	not input.parameters.each_group
	input.totals.governance.copies > 0
}

undecided contains "whether the members of every copy are active was not read: export all members, userAccountControl and accountExpires" if {
	not input.parameters.each_group
	input.totals.governance.leavers.undecided > 0
}

findings contains {
	"severity": _severity,
	"groups": input.totals.governance.leavers.groups,
	"people": input.totals.governance.leaver_people,
	"memberships": input.totals.governance.leaver_memberships,
	"privileged": input.totals.governance.leavers_privileged,
	"percent": _percent,
} if {
	applies
	input.totals.governance.leavers.groups.at_least > 0
}

default _severity := "low"

_severity := "medium" if input.totals.governance.leavers_privileged.at_least > 0

default _percent := "unknown"

_percent := round((100 * input.totals.governance.leavers.groups.exactly) / input.totals.governance.copies) if {
	input.totals.governance.leavers.groups.exactly > 0
	input.totals.governance.copies > 0
}
