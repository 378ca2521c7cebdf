# METADATA
# title: New copy appeared in the directory
# description: >-
#   A directory group that names a cloud group is new: from now on it can be granted rights, and its members have them.
#   Expected after DRF-01 and after a new group; low where the cloud group asks for it, medium where none does, since
#   then somebody made it by hand or an engine writes what it should not. Copies that lack a cloud group at any time are
#   DIF-02 and DIF-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DRF-09
#   severity: medium
#   message: "The copy {target} is new in the directory"
#   expected: copies of the earlier snapshot
#   actual: "a new copy, asked for by the cloud: {directory.wanted}"
#   remediation: >-
#     Confirm with the owner of the cloud group that the copy is meant. If not, stop what writes it: with V2 run
#     Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false}; with cloud sync save the scope
#     with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file> and take the
#     group out with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter of the job; V1 writes
#     every Microsoft 365 group (DRF-07 tells when it was switched on). After nothing uses the copy, save it with
#     Get-ADGroup <copy> -Properties * | Export-Clixml <file> and delete it with Remove-ADGroup, which loses its SID.
#   requires: [directory_groups]
#   previous: [directory_groups]
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.5.18], NIST SP 800-53r5: [AC-2]}
package controls.change.copy_appeared

applies if {
	input.object == "directory_group"
	input.directory.copy != "no"
}

undecided contains "whether the new directory group is a copy is not known" if {
	applies
	input.change == "added"
	input.directory.copy == "unknown"
}

undecided contains "the earlier snapshot did not look where the copy lies, so that whether it is new is not known" if {
	applies
	"whether it came or went" in input.not_compared
	input.directory.held_after
	not input.directory.held_before
}

findings contains {"severity": severity, "wanted": input.directory.wanted, "orphaned": input.directory.orphaned} if {
	applies
	input.change == "added"
	input.directory.copy == "yes"
	severity := {"yes": "low", "unknown": "medium", "no": "medium"}[input.directory.wanted]
}
