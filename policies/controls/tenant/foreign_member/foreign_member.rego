# METADATA
# custom:
#   aggregate_of: DIF-23
#   severity: medium
#   message: >-
#     Copies have {evidence.members|member|members} from {target.dn}, which Connect does not read, in
#     {evidence.copies|copy|copies}: no engine removes them
#   expected: only members of the cloud groups
#   actual: "{evidence.members|foreign member|foreign members} from one OU outside the sync scope"
#   requires: [cloud_groups, directory_groups, cloud_memberships, directory_memberships]
#   partial: judge
package controls.tenant.foreign_member

applies if count(input.totals.connect.out_of_scope) > 0

findings contains {"part": ou.key, "members": ou.members, "copies": ou.copies} if {
	some ou in input.totals.connect.out_of_scope
}
