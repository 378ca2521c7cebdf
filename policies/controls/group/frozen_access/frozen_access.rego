# METADATA
# title: Frozen copy still grants access to people who left
# description: >-
#   No engine writes the group any more, or its cloud group is deleted, and the security copy in Active Directory keeps
#   members that the cloud group does not have: leavers keep access, and no engine will ever remove them. A frozen copy
#   that grants nothing more is DIF-02, an empty copy of a deleted group DIF-04. Written groups are DIF-23.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: DIF-33
#   severity: high
#   message: "{target} is no longer written, and its copy grants access to {evidence.members|member|members} beyond the cloud"
#   expected: no access beyond the cloud group
#   actual: "{evidence.members|member|members}, cloud group {evidence.cloud_group}"
#   remediation: >-
#     Where ENG-07 or ENG-08 fails and the group is enabled, the copy lives: renew the Connect server, which brings the
#     members up to date. Else save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding UTF8, then
#     end the access with Set-ADGroup <group> -Clear member; Add-ADGroupMember <group> -Members (Get-Content <file>
#     -Encoding UTF8) undoes it. After a while save the group with Get-ADGroup <group> -Properties * | Export-Clixml
#     <file> and run Remove-ADGroup, which loses its SID. Where the copy is still needed, have it written again
#     instead, with V2 by Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$true}, with cloud sync
#     by adding the group to the scope of the job, and restore a soft-deleted cloud group before with
#     Restore-MgDirectoryDeletedItem: the engine brings the members up to date.
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2, PS-4], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
package controls.group.frozen_access

applies if {
	_frozen
	input.directory.category != "distribution"
}

undecided contains "whether any engine writes the group is not known" if {
	input.writeback.expected == "unknown"
	input.directory.category != "distribution"
	_may_be_frozen
}

undecided contains "whether the copy is a security group, or who its members are, is not known" if {
	applies
	_beyond + input.members.foreign_classes.doubtful > 0
	not _proven
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "yes"
	input.cloud.soa_converted in {"no", "unknown"}
	not input.writeback.over_limit
	input.tenant.mode != "none"
	_maybe_unread
}

undecided contains "whether the cloud group still exists, or who the copy is of, was not read" if {
	not input.cloud
	input.directory.anchor_state in {"undecided", "goneOrSoftDeleted"}
	input.directory.category != "distribution"
	input.directory.members != 0
	input.tenant.mode != "none"
}

findings contains {"members": {"at_least": _beyond, "exactly": _exactly}, "cloud_group": input.directory.anchor_state} if _proven

# Others may be beyond the cloud group while it is open whose accounts they are, or who is in the copy.
default _exactly := null

_exactly := _beyond if {
	not input.members.cloud in {"partial", "absent"}
	input.members.directory == "complete"
	input.members.foreign_at_least == input.members.foreign
	input.members.foreign_classes.doubtful == 0
}

_proven if {
	_frozen
	input.directory.category == "security"
	_beyond > 0
}

_frozen if {
	input.directory.match in {"externalDirectoryObjectId", "adminDescription"}
	input.cloud.soa_converted in {"no", "unknown"}
	input.writeback.expected == "no"
	input.writeback.confidence != "low"
	not input.writeback.over_limit
	input.directory.standing.synced_back != "yes"
	input.tenant.mode != "none"
}

# A group that was deleted just now is DIF-04 alone: the engine is about to delete its copy. An edit of the copy is no
# such reason.
_frozen if {
	input.directory.anchor_state == "softDeleted"
	not input.directory.anchor_settling
	input.directory.anchor_twins == 0
	input.tenant.mode != "none"
}

_beyond := input.members.foreign_at_least if input.cloud
_beyond := input.members.directory_count if not input.cloud

_may_be_frozen if input.members.foreign_at_least > 0
_may_be_frozen if {
	input.cloud
	{input.members.cloud, input.members.directory} & {"partial", "absent"} != set()
}

_maybe_unread if input.directory_absent == "unknown"

_maybe_unread if {
	input.directory.match in {"cnGroupId", "cnSuffix"}
	input.tenant.anchors_read == "no"
}
