# METADATA
# title: Two cloud sync configurations write to one domain
# description: >-
#   A domain takes one configuration that writes groups, and a person can be provisioned to one domain. Two of them
#   answer for the same groups and undo each other. That more exist than are allowed is CS-07.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-08
#   severity: high
#   message: Two of {evidence.jobs|cloud sync configuration|cloud sync configurations} write to one domain
#   expected: one configuration for each domain
#   actual: two for one domain
#   remediation: >-
#     Save the scope and the mapping of both with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id>
#     -All | Export-Csv <file> and Invoke-MgGraphRequest GET
#     /beta/servicePrincipals/<id>/synchronization/jobs/<job>/schema -OutputFilePath <file>, assign the groups of the
#     second to the first with New-MgServicePrincipalAppRoleAssignedTo, then delete the second (Cloud sync,
#     Configurations); groups that are in neither are no longer written.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.tenant.domain_written_twice

applies if input.move.any != "no"

undecided contains "the cloud sync jobs, or the domains they write to, were not read: export the jobs with their schemas" if {
	applies
	_open
}

findings contains {"jobs": input.tenant.job.jobs} if {
	applies
	input.tenant.job.jobs != null
	input.tenant.job.shared_domain == "yes"
}

_open if input.tenant.job.jobs == null

_open if input.tenant.job.shared_domain == "unknown"
