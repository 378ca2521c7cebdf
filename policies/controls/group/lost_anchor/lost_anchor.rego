# METADATA
# title: Copy lost the anchor that ties it to its cloud group
# description: >-
#   The name is one of writeback, and no anchor names a group: both are empty, or hold a text of no known form. No engine
#   joins it, and the next export makes a second group with a new SID. High while its cloud group is written or has another copy. Another name is DIF-05, or DIF-09.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: DIF-31
#   severity: high
#   message: "{target} has the name of a copy and no anchor"
#   expected: adminDescription or msDS-ExternalDirectoryObjectId with Group_<id>
#   actual: "{evidence.anchors}"
#   remediation: >-
#     Run Set-ADGroup <group> -Replace @{adminDescription='Group_<id>'}, by which Connect and cloud sync join it.
#     Where the engine has made a second copy meanwhile, save that with Get-ADGroup <group> -Properties * |
#     Export-Clixml <file> and run Remove-ADGroup on it first; its SID and every entry that names it are lost.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.lost_anchor

applies if {
	_named
	input.directory.in_ou == "yes"
}

undecided contains "the writeback OU, cloud groups or the anchor attributes were not read completely" if {
	_unanchored
	input.directory.in_ou != "no"
	not _read
}

undecided contains "cn was not read" if {
	input.directory.cn.format == "unknown"
	input.directory.anchor_state in {"none", "unparsable", "undecided"}
	input.directory.in_ou != "no"
	not input.directory.standing.builtin
}

findings contains {"severity": _severity, "anchors": _anchors[input.directory.anchor_state], "names_cloud_group": input.directory.standing.names_cloud_group} if {
	_unanchored
	_read
}

_anchors := {"none": "both empty", "unparsable": "a text that names no group"}

default _severity := "medium"

_severity := "high" if input.writeback.expected == "yes"

_severity := "high" if {
	not input.cloud
	input.directory.standing.names_cloud_group == "yes"
}

_named if {
	input.directory.cn.format in {"groupId", "displayName"}
	not input.directory.standing.builtin
}

_unanchored if {
	_named
	input.directory.anchor == "none"
	input.directory.anchor_state in {"none", "unparsable", "undecided"}
}

_read if {
	input.directory.in_ou == "yes"
	input.directory.anchor_state != "undecided"
	input.tenant.directory_read.anchors
	input.directory.standing.names_cloud_group != "unknown"
}
