# METADATA
# custom:
#   aggregate_of: GOV-14
#   severity: medium
#   message: Register and groups do not agree ({evidence.difference}, {evidence.count})
#   expected: one row for each written group, and a group for each row
#   actual: "{evidence.count} of {evidence.of}, {evidence.percent} % ({evidence.difference})"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.not_registered

applies if input.totals.governance.written > 0

applies if input.totals.governance.rows > 0

undecided contains "no register was given: name its CSV file with --register" if {
	_may_apply
	not input.tenant.governance.register
}

# Whether any group is written may be unknown as well.
_may_apply if applies

_may_apply if input.totals.governance.unregistered.undecided > 0

undecided contains "whether every row has a group is not known: export all cloud groups" if {
	input.totals.governance.rows > 0
	input.totals.governance.stray_rows == null
}

undecided contains "which groups are written is not known of all of them" if {
	not input.parameters.each_group
	input.totals.governance.unregistered.undecided > 0
}

findings contains {
	"part": "groups",
	"difference": "groups_without_row",
	"count": input.totals.governance.unregistered.groups,
	"of": input.totals.governance.written,
	"percent": _percent,
} if {
	not input.parameters.each_group
	input.totals.governance.unregistered.groups.at_least > 0
}

findings contains {
	"part": "rows",
	"difference": "rows_without_group",
	"count": input.totals.governance.stray_rows,
	"of": input.totals.governance.rows,
	"percent": round((100 * input.totals.governance.stray_rows) / input.totals.governance.rows),
} if {
	input.totals.governance.stray_rows > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.governance.unregistered.groups.exactly) / input.totals.governance.written) if {
	input.totals.governance.unregistered.groups.exactly > 0
	input.totals.governance.written > 0
}
