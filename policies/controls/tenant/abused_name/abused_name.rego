# METADATA
# custom:
#   aggregate_of: GOV-13
#   severity: low
#   message: "{evidence.groups|written group has a name|written groups have names} outside the naming convention"
#   expected: names that match one of governance.naming
#   actual: "{evidence.groups} of {evidence.written|group|groups}, {evidence.percent} %"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.abused_name

applies if {
	not input.parameters.each_group
	input.tenant.governance.convention
	input.totals.governance.written > 0
}

undecided contains "which names are outside the convention is not known of all groups: export displayName from /beta/groups" if {
	not input.parameters.each_group
	input.totals.governance.outside.undecided > 0
}

findings contains {
	"groups": input.totals.governance.outside.groups,
	"written": input.totals.governance.written,
	"percent": _percent,
} if {
	applies
	input.totals.governance.outside.groups.at_least > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.governance.outside.groups.exactly) / input.totals.governance.written) if {
	input.totals.governance.outside.groups.exactly > 0
	input.totals.governance.written > 0
}
