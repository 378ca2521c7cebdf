# METADATA
# title: Role-assignable group would be written by the agent of cloud sync
# description: >-
#   Whoever is in this group holds a directory role. After the move its name and members are written by the account of
#   the provisioning agent, which is managed on-premises and outside of the protection that such groups have in the
#   cloud. Written by Connect it is CFG-08; a copy that AdminSDHolder protects, which the agent cannot write, is CS-33.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-gmsa-cmdlets
# custom:
#   id: CS-26
#   severity: high
#   message: "{target} is role-assignable and would be in the scope of cloud sync"
#   expected: no role-assignable group in scope
#   actual: role-assignable
#   remediation: >-
#     Save the scope with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file>,
#     leave the group out of it (Remove-MgServicePrincipalAppRoleAssignedTo), and give on-premises access by another
#     group. Its copy freezes when V2 goes: save that with Get-ADGroup <copy> -Properties * | Export-Clixml <file>
#     before you empty or delete it.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
package controls.group.role_assignable_moves

applies if input.move.moves == "yes"

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "isAssignableToRole was not collected" if {
	applies
	not input.tenant.collected.role_assignable
}

findings contains {"attribute": "isAssignableToRole"} if {
	applies
	input.cloud.role_assignable
}
