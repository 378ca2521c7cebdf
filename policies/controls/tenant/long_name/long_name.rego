# METADATA
# custom:
#   aggregate_of: CFG-16
#   severity: info
#   message: >-
#     {evidence.groups|written group has a longer display name|written groups have longer display names} than a common
#     name holds
#   expected: at most 51 characters
#   actual: "{evidence.groups|longer name|longer names}"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.long_name

applies if {
	not input.parameters.each_group
	input.totals.written > 0
	_by_name
}

undecided contains "the display name was not collected of every group" if {
	_may_apply
	input.totals.names.long.exactly == null
}

undecided contains "which groups are written is not known of all of them" if {
	not input.parameters.each_group
	input.totals.undecided > 0
	input.totals.names.long.exactly == 0
	_by_name
}

_by_name if input.totals.naming.display_name > 0

_by_name if input.tenant.cloudsync == "on"

undecided contains "whether cloud sync, which names copies after their group, is on was not read" if {
	not input.parameters.each_group
	input.tenant.cloudsync == "unknown"
	not _by_name
	_may_be_long
}

undecided contains "how copies are named was not read of all: export cn of all groups with their anchors" if {
	not input.parameters.each_group
	not _by_name
	not input.totals.naming.copies_read
	input.totals.written + input.totals.undecided > 0
	_may_be_long
}

findings contains {"groups": input.totals.names.long} if {
	applies
	input.totals.names.long.at_least > 0
}

# Whether any group is written may be unknown as well as what was not read.
_may_apply if {
	not input.parameters.each_group
	input.totals.written + input.totals.undecided > 0
	_by_name
}

_may_be_long if input.totals.names.long.exactly != 0
_may_be_long if input.totals.undecided > 0
