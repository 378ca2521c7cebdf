# METADATA
# custom:
#   aggregate_of: CFG-17
#   severity: info
#   message: >-
#     {evidence.groups|written group has|written groups have} blanks at an end of the name or characters that are hard
#     to see
#   expected: a name without blanks at its ends and invisible characters
#   actual: "{evidence.groups|such name|such names}"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.odd_name

applies if {
	not input.parameters.each_group
	input.totals.written > 0
}

undecided contains "the display name was not collected of every group" if {
	_may_apply
	input.totals.names.odd.exactly == null
}

undecided contains "which groups are written is not known of all of them" if {
	not input.parameters.each_group
	input.totals.undecided > 0
	input.totals.names.odd.exactly == 0
}

findings contains {"groups": input.totals.names.odd} if {
	applies
	input.totals.names.odd.at_least > 0
}

# Whether any group is written may be unknown as well as what was not read.
_may_apply if {
	not input.parameters.each_group
	input.totals.written + input.totals.undecided > 0
}
