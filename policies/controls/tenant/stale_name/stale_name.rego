# METADATA
# custom:
#   aggregate_of: DIF-10
#   severity: low
#   message: "{evidence.copies|copy that Connect wrote has an earlier name|copies that Connect wrote have earlier names}"
#   expected: copies named after their groups
#   actual: "{evidence.copies} of {evidence.named|copy|copies} named otherwise"
#   requires: [cloud_groups, directory_groups]
#   partial: judge
package controls.tenant.stale_name

applies if input.totals.naming.display_name > 0

undecided contains "the names of some copies were not read" if input.totals.naming.unread > 0

undecided contains "the anchors of copies were not read: export adminDescription of all groups" if input.tenant.anchors_read == "no"

undecided contains "which groups are written is not known of all whose copies have another name" if {
	input.totals.naming.stale_undecided > 0
}

undecided contains "copies with another name were changed within the last two sync cycles, so the name may be on its way: audit again after the next" if {
	input.totals.naming.stale_settling > 0
}

findings contains {"copies": input.totals.naming.stale, "named": input.totals.naming.display_name} if {
	input.totals.naming.stale > 0
}
