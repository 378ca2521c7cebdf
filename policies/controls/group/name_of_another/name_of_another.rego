# METADATA
# title: Name of a copy carries another id than its anchor
# description: >-
#   Every engine puts the cloud id, or its last twelve digits, into the common name. A copy that carries another id was
#   renamed, or its anchor was set to a wrong group: people and scripts take it for that one. Medium where the name
#   merely has no id. Judges the id only; a stale name is DIF-10, conflict objects are DIF-14, anchorless ones DIF-31.
# related_resources:
#   - ref: https://learn.microsoft.com/azure/active-directory/hybrid/how-to-connect-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: DIF-09
#   severity: high
#   message: "The name of the copy of {target} carries {evidence.carries}"
#   expected: the id that the anchor names
#   actual: "{evidence.carries}"
#   remediation: >-
#     Compare the members with both groups. Where the anchor is right, run Rename-ADObject <group> -NewName
#     <name>_<last 12 digits of the id>; SID and members stay, the DN changes. Where it is wrong, save it with
#     Get-ADGroup <group> -Properties adminDescription | Export-Clixml <file> and correct it with Set-ADGroup <group>
#     -Replace @{adminDescription='Group_<id>'} first.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.name_of_another

applies if {
	input.cloud
	input.directory.match in {"externalDirectoryObjectId", "adminDescription"}
	input.cloud.soa_converted in {"no", "unknown"}
	not input.directory.conflict_object
}

undecided contains "cn was not read" if {
	applies
	input.directory.cn.format == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.cloud.soa_converted in {"no", "unknown"}
	_maybe_unread
}

findings contains {"severity": "high", "carries": "the id of another group"} if {
	applies
	input.directory.cn.id == "no"
}

# The mapping of a cloud sync job may name copies in any way.
findings contains {"severity": "medium", "carries": "no id"} if {
	applies
	input.directory.cn.format == "other"
	input.directory.match == "adminDescription"
	input.writeback.engine != "cloudsync"
}

_maybe_unread if input.directory_absent == "unknown"

_maybe_unread if {
	input.directory.match in {"cnGroupId", "cnSuffix"}
	input.tenant.anchors_read == "no"
}
