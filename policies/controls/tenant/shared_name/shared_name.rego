# METADATA
# custom:
#   aggregate_of: CFG-18
#   severity: info
#   message: >-
#     {evidence.groups|written group shares its display name|written groups share their display names} with another
#     one
#   expected: a display name of its own
#   actual: "{evidence.groups|group|groups} with a shared name"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.shared_name

applies if {
	not input.parameters.each_group
	input.totals.written > 0
}

undecided contains "the display name was not collected of every group" if {
	_may_apply
	input.totals.names.shared.exactly == null
}

undecided contains "which groups are written is not known of all of them" if {
	not input.parameters.each_group
	input.totals.undecided > 0
	input.totals.names.shared.exactly == 0
}

findings contains {"groups": input.totals.names.shared} if {
	applies
	input.totals.names.shared.at_least > 0
}

# Whether any group is written may be unknown as well as what was not read.
_may_apply if {
	not input.parameters.each_group
	input.totals.written + input.totals.undecided > 0
}
