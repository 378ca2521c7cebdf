# METADATA
# title: Nested groups count as one member for cloud sync
# description: >-
#   The limit of cloud sync counts direct members, so a group of any size can be written in parts. The people in a
#   nested group arrive only if that group is written too (CFG-19, CS-11). Told once, so that CFG-13 and CFG-14 are
#   read rightly.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CFG-15
#   severity: info
#   message: >-
#     {evidence.groups|group that cloud sync writes contains|groups that cloud sync writes contain} nested groups, each of
#     which counts as one member
#   expected: limits read as direct members
#   actual: "{evidence.groups|group|groups} with nested groups"
#   remediation: >-
#     Count direct members when you compare a group with the limit of cloud sync. Nothing has to change.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [cloudsync]
package controls.tenant.nested_groups_count_once

applies if input.totals.cloudsync.written.at_least > 0

undecided contains "which groups cloud sync writes is not known of all of them" if {
	input.tenant.cloudsync != "off"
	input.totals.cloudsync.nested == 0
	input.totals.undecided > 0
}

undecided contains "the members of some groups that cloud sync writes were not read: export their members" if {
	input.totals.cloudsync.nested == 0
	input.totals.cloudsync.nested_unread > 0
}

findings contains {"groups": input.totals.cloudsync.nested} if input.totals.cloudsync.nested > 0
