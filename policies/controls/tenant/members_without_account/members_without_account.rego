# METADATA
# custom:
#   aggregate_of: CFG-12
#   severity: info
#   message: >-
#     {evidence.groups|distribution copy lacks|distribution copies lack} {evidence.memberships|membership|memberships} of
#     people without an account in Active Directory
#   expected: every person in a written group has an account in Active Directory
#   actual: "{evidence.memberships|membership|memberships} of people without one in {evidence.groups|group|groups}"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.members_without_account

applies if input.totals.written > 0

undecided contains "members of written groups were not read" if input.totals.distribution_undecided > 0

undecided contains "which groups are written is not known of all of them" if input.totals.undecided > 0

findings contains {
	"groups": input.totals.distribution_excluded,
	"memberships": input.totals.distribution_excluded_people,
} if {
	input.totals.distribution_excluded > 0
}
