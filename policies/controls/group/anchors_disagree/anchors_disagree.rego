# METADATA
# title: The two anchors of a directory group name different cloud groups
# description: >-
#   Connect joins by adminDescription, cloud sync by msDS-ExternalDirectoryObjectId. When both are set and differ, each
#   engine takes the group for another one and would overwrite it with that one's members. Such a group is the copy of
#   nothing, so no other difference is reported. One empty anchor is no disagreement, one id on two groups is DIF-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: DIF-13
#   severity: high
#   message: "{target} names one cloud group in adminDescription and another one in msDS-ExternalDirectoryObjectId"
#   expected: both anchors name the same cloud group
#   actual: two cloud groups
#   remediation: >-
#     Find out whose members it has, save both anchors with Get-ADGroup <group> -Properties
#     adminDescription,msDS-ExternalDirectoryObjectId | Export-Clixml <file>, then set the wrong one, for example with
#     Set-ADGroup <group> -Replace @{'msDS-ExternalDirectoryObjectId'='Group_<id>'}, before cloud sync is enabled; the
#     group is joined by it then.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.anchors_disagree

applies if input.directory.anchor in {"externalDirectoryObjectId", "adminDescription", "takenOver"}

applies if input.directory.anchor_state == "disagree"

undecided contains "the anchor attributes were not both read" if {
	input.directory.anchors_read != "yes"
}

undecided contains "the anchor attributes of this group were not read: export it again" if {
	input.directory.anchor == "none"
	input.directory.anchor_state == "undecided"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"attribute": "msDS-ExternalDirectoryObjectId"} if input.directory.anchor_state == "disagree"
