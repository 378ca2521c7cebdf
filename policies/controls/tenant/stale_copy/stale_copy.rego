# METADATA
# custom:
#   aggregate_of: GOV-09
#   severity: low
#   message: Nobody has changed {evidence.groups|security copy|security copies} for long, and nothing contains them
#   expected: only copies that are used
#   actual: "{evidence.groups} of {evidence.secured|group|groups}, {evidence.percent} %"
#   requires: [cloud_groups, directory_groups]
#   partial: judge
package controls.tenant.stale_copy

applies if {
	not input.parameters.each_group
	input.totals.governance.secured > 0
}

undecided contains "how old the last change is was not read: export whenChanged and memberOf of groups, createdDateTime from /beta/groups" if {
	not input.parameters.each_group
	input.totals.governance.stale.undecided > 0
}

findings contains {
	"groups": input.totals.governance.stale.groups,
	"secured": input.totals.governance.secured,
	"percent": _percent,
} if {
	applies
	input.totals.governance.stale.groups.at_least > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.governance.stale.groups.exactly) / input.totals.governance.secured) if {
	input.totals.governance.stale.groups.exactly > 0
	input.totals.governance.secured > 0
}
