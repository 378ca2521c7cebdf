# METADATA
# title: More groups than the portal lets anybody select
# description: >-
#   The portal shows and selects up to 999 groups of a job for selected groups. More of them work, but only Graph
#   assigns them, and only Graph shows which are in scope. Said for the plan of the move; the limits of the job itself
#   are CS-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CS-06
#   severity: medium
#   message: "{evidence.groups|group|groups} would be in scope, and the portal selects up to {parameters.selectable}"
#   expected: up to {parameters.selectable|group|groups} by the portal
#   actual: "{evidence.groups|group|groups}"
#   remediation: >-
#     Assign groups with New-MgServicePrincipalAppRoleAssignedTo and the role of the job, and read them back with
#     Get-MgServicePrincipalAppRoleAssignedTo; do not remove any in the portal, which saves what it shows.
#   requires: []
#   profile: migration
#   readiness: notice
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3, SC-5], ISO/IEC 27001:2022: [A.8.6, A.8.32]}
#   parameters:
#     selectable:
#       type: integer
#       default: 999
#       minimum: 1
#       description: groups that the portal selects
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
package controls.tenant.portal_cannot_select

applies if input.move.any != "no"

undecided contains "the mode of the job is not known: state cloudsync.scope" if {
	applies
	input.tenant.job.scope == "unknown"
	input.move.groups > input.parameters.selectable
}

undecided contains "not every group that moves was counted" if {
	applies
	input.tenant.job.scope != "all"
	not input.move.whole
}

findings contains {"groups": input.move.groups} if {
	applies
	input.tenant.job.scope == "selected"
	input.move.groups > input.parameters.selectable
}
