# METADATA
# title: Old directory group stands beside the new copy
# description: >-
#   The cloud group once came from the directory, and that group is still there. An engine writes a second one with
#   another SID: access lists name the old one, members change in the new one, so leavers keep their access. A group
#   whose source of authority was converted keeps its old group instead (CFG-30).
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
# custom:
#   id: CFG-29
#   severity: high
#   message: The directory group that {target} once came from still exists beside its copy
#   expected: one directory group
#   actual: the original and a copy
#   remediation: >-
#     Convert the source of authority of the original with Update-MgGroupOnPremisesSyncBehavior -IsCloudManaged:$true
#     instead of writing a copy. Or move every access list to the copy, save the original with Get-ADGroup <group>
#     -Properties * | Export-Clixml <file>, and run Remove-ADGroup, which loses its SID.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.original_beside_copy

applies if {
	input.cloud.was_synced
	input.writeback.expected == "yes"
}

undecided contains "whether the old directory group still exists was not read" if {
	applies
	input.directory_original == "unknown"
}

undecided contains "whether the group is written is not known" if {
	input.cloud.was_synced
	input.writeback.expected == "unknown"
	input.directory_original != "no"
}

undecided contains "onPremisesSyncEnabled, which says whether the group was synced, was not collected: export it of every group" if {
	not input.tenant.collected.sync
	input.writeback.expected != "no"
	_maybe_converted
}

findings contains {"attribute": "objectSid"} if {
	applies
	input.directory_original == "yes"
}

_maybe_converted if input.cloud.soa_converted == "likely"
_maybe_converted if {
	input.cloud.soa_converted == "unknown"
	not input.tenant.collected.security_identifier
}
