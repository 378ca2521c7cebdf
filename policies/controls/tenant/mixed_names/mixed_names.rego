# METADATA
# title: Copies are named in two different ways
# description: >-
#   Some are called Group_<id>, others after their group. The form is an option of the Connect wizard that cannot be
#   changed while writeback is on, so it was installed anew with the other one, or copies were renamed by hand. Scripts
#   that look for copies by name miss a part. Counts forms only; a name that does not fit its group is DIF-09 or DIF-10.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/active-directory/hybrid/how-to-connect-group-writeback
# custom:
#   id: DIF-08
#   severity: info
#   message: "{evidence.group_id|copy is|copies are} named Group_<id>, {evidence.display_name} after their group"
#   expected: one form of name
#   actual: "{evidence.group_id} and {evidence.display_name}"
#   remediation: >-
#     Search copies by adminDescription (Group_*) instead of by name; nothing is changed by that. Rename none by hand:
#     what Connect makes of a renamed copy is not documented.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.mixed_names

applies if input.totals.naming.group_id + input.totals.naming.display_name > 0

undecided contains "the names of some copies were not read" if input.totals.naming.unread > 0

undecided contains "the anchors of copies were not read: export adminDescription of all groups" if input.tenant.anchors_read == "no"

findings contains {"group_id": input.totals.naming.group_id, "display_name": input.totals.naming.display_name} if {
	input.totals.naming.group_id > 0
	input.totals.naming.display_name > 0
}
