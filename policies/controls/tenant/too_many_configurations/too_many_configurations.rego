# METADATA
# title: More cloud sync configurations than the licence or the service allows
# description: >-
#   A tenant has up to 20 configurations that write to Active Directory; from the third on they need Entra ID
#   Governance. Beyond that a job is not created or stops. That one domain has two of them is CS-08.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: CS-07
#   severity: medium
#   message: "{evidence.jobs|configuration writes|configurations write} to Active Directory ({evidence.reason})"
#   expected: up to {parameters.free} without Entra ID Governance, up to {parameters.most} with it
#   actual: "{evidence.jobs|configuration|configurations}"
#   remediation: >-
#     Put the groups of one domain into one configuration, or license Entra ID Governance for the people concerned.
#     Before a configuration that no longer writes is deleted (Cloud sync, Configurations), save its scope and its
#     mapping with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file> and
#     Invoke-MgGraphRequest GET /beta/servicePrincipals/<id>/synchronization/jobs/<job>/schema -OutputFilePath <file>;
#     deleting cannot be undone.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3, SC-5], ISO/IEC 27001:2022: [A.8.6, A.8.32]}
#   parameters:
#     free:
#       type: integer
#       default: 2
#       minimum: 0
#       description: configurations without Entra ID Governance
#       revision: provision-entra-to-active-directory-prerequisites of 08/2026
#     most:
#       type: integer
#       default: 20
#       minimum: 1
#       description: configurations with it
#       revision: provision-entra-to-active-directory-prerequisites of 08/2026
package controls.tenant.too_many_configurations

applies if input.move.any != "no"

undecided contains "the cloud sync jobs were not read completely" if {
	applies
	input.tenant.job.jobs == null
}

undecided contains "the licences were not read" if {
	applies
	input.tenant.job.jobs > input.parameters.free
	input.tenant.job.jobs <= input.parameters.most
	input.tenant.id_governance == "unknown"
}

findings contains {"jobs": input.tenant.job.jobs, "reason": "more than the service has room for"} if {
	applies
	input.tenant.job.jobs != null
	input.tenant.job.jobs > input.parameters.most
}

findings contains {"jobs": input.tenant.job.jobs, "reason": "without Entra ID Governance"} if {
	applies
	input.tenant.job.jobs != null
	input.tenant.job.jobs > input.parameters.free
	input.tenant.job.jobs <= input.parameters.most
	input.tenant.id_governance == "no"
}
