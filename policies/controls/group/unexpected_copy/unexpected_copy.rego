# METADATA
# title: Active Directory has a copy of a group that no engine writes
# description: >-
#   Switching writeback off for a group freezes its copy: it stays and grants what it granted on that day. Not judged:
#   copies that grant more than the cloud group (DIF-33), disabled Microsoft 365 groups that V1 wrote before V2 came
#   (ENG-04), enabled security groups that only the active server is too old to write (ENG-07, ENG-08), adopted,
#   converted or looped groups (STR-04), groups over the member limit (CFG-13), tenants without any engine (ENG-24). A
#   copy whose cloud group is gone is DIF-03.
# related_resources: [{ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback}]
# custom:
#   id: DIF-02
#   severity: medium
#   message: "{target} is not written by any engine, yet has a {directory.category} in Active Directory"
#   expected: no copy
#   actual: a {directory.category} group
#   remediation: >-
#     Review where the copy is used. Where it is still needed, have it written again: with V2 by Update-MgBetaGroup
#     -GroupId <id> -WritebackConfiguration @{isEnabled=$true}, with cloud sync by
#     New-MgServicePrincipalAppRoleAssignedTo or the attribute filter of the job; the engine takes the copy up again.
#     V1 writes no security groups and cannot. Otherwise save it with Get-ADGroup <group> -Properties * |
#     Export-Clixml <file>, then run Remove-ADGroup; its SID and every entry that names it are lost.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
#   settling: true
package controls.group.unexpected_copy

applies if {
	_anchored
	input.writeback.expected != "unknown"
	not _left_by_v1
	not _held_by_an_old_server
	not _grants_more
}

undecided contains "whether any engine writes the group is not known" if {
	_anchored
	input.writeback.expected == "unknown"
}

undecided contains "documents contradict each other on whether the group is written (ENG-22)" if {
	applies
	input.writeback.expected == "no"
	input.writeback.confidence == "low"
}

undecided contains "writebackConfiguration was not collected, so a newer Connect server may take the copy up again" if {
	applies
	_may_be_held
}

undecided contains "groupType was not read, so the copy may be what V1 left (ENG-04) or grant more than the cloud group (DIF-33)" if {
	applies
	_may_be_another_defect
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "yes"
	not input.cloud.soa_converted in {"yes", "likely"}
	not input.writeback.over_limit
	input.tenant.mode != "none"
	_maybe_unread
}

findings contains {"attribute": "objectClass"} if {
	applies
	input.writeback.expected == "no"
	input.writeback.confidence != "low"
	not _may_be_held
	not _may_be_another_defect
}

_anchored if {
	input.directory.match in {"externalDirectoryObjectId", "adminDescription"}
	not input.cloud.soa_converted in {"yes", "likely"}
	not input.writeback.over_limit
	input.directory.standing.synced_back != "yes"
	input.tenant.mode != "none"
}

_left_by_v1 if {
	_outlived_v1
	input.directory.group_type == 8
}

_outlived_v1 if {
	input.cloud.kind == "m365"
	input.cloud.configuration.is_enabled == false
	input.tenant.v1 == "on"
	input.tenant.v2 == "on"
}

_may_be_another_defect if {
	_untyped
	_outlived_v1
}

_may_be_another_defect if {
	_untyped
	input.members.foreign_at_least > 0
}

# What no engine writes is undecided for no other reason than its type.
_untyped if {
	input.directory.group_type == null
	input.writeback.expected == "no"
	input.writeback.confidence != "low"
}

# The server is too old for what V2 asks, and a newer one takes the copy up again.
_held_by_an_old_server if {
	_under_an_old_server
	input.cloud.configuration.is_enabled == true
}

_may_be_held if {
	_under_an_old_server
	not input.cloud.configuration
}

_under_an_old_server if {
	input.tenant.v2 == "on"
	input.tenant.below_floor == "yes"
	input.cloud.kind == "security"
}

_grants_more if {
	input.directory.category == "security"
	input.members.foreign_at_least > 0
}

_maybe_unread if input.directory_absent == "unknown"

_maybe_unread if {
	input.directory.match in {"cnGroupId", "cnSuffix"}
	input.tenant.anchors_read == "no"
}
