# METADATA
# title: The provisioning agent cannot write the existing copy
# description: >-
#   The access list of the container gives the account of the agent no right to create, delete and write groups, or the
#   copy is protected by AdminSDHolder, which takes such rights away every hour. Cloud sync finds the copy, fails to
#   write it, and the job ends up in quarantine. Judges entries for the account itself, as STR-05 does for the writeback
#   OU; what protection means for Connect is DIF-22, the path behind it GOV-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-gmsa-cmdlets
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-33
#   severity: high
#   message: The provisioning agent cannot write {target} ({evidence.reason})
#   expected: rights of the agent on the container, and no protection
#   actual: "{evidence.reason}"
#   remediation: >-
#     Run Set-AADCloudSyncPermissions -PermissionType UserGroupCreateDelete for the account of the agent, which adds
#     entries to the access list. For a protected group save the members of the privileged group with (Get-ADGroup
#     <group> -Properties member).member | Set-Content <file> -Encoding UTF8 and its access list with (Get-Acl
#     "AD:<copy>").Sddl | Set-Content <file>, take it out with Remove-ADGroupMember, then run Set-ADGroup <copy>
#     -Clear adminCount, which was 1, and enable inheritance.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
#   parameters:
#     rights:
#       type: string
#       default: unknown
#       enum: [unknown, granted, missing]
#       description: rights of the agent on the containers of copies, where their access lists were not exported
package controls.group.agent_cannot_write

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "the rights of the agent were not read: export nTSecurityDescriptor of the container, or set the parameter rights" if {
	applies
	input.move.object.agent_writes == "unknown"
	input.parameters.rights == "unknown"
}

undecided contains "adminCount was not read" if {
	applies
	not input.tenant.directory_read.admin_count
}

findings contains {"part": "rights", "reason": "no rights on the container"} if {
	applies
	_no_rights
}

findings contains {"part": "protected", "reason": "adminCount is 1"} if {
	applies
	input.move.object.admin_count == 1
}

_no_rights if input.move.object.agent_writes == "no"

_no_rights if {
	input.move.object.agent_writes == "unknown"
	input.parameters.rights == "missing"
}
