# METADATA
# title: Cloud sync does not provision to Active Directory from this kind of tenant
# description: >-
#   The prerequisites exclude tenants for customers (Azure AD B2C, External ID) and name global tenants only, while the
#   reference lists application roles for the clouds of the US Government and of China: there it may work and is not
#   promised, which is said with a lower severity and blocks nothing. The cloud is in no export, so it is stated by a
#   parameter. Tenants that are too large are CS-03 to CS-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CS-20
#   severity: high
#   message: Provisioning to Active Directory is not supported from this tenant ({evidence.reason})
#   expected: a workforce tenant of the global cloud
#   actual: "{evidence.reason}"
#   remediation: >-
#     Keep V1 or V2 while they run, or manage the groups in the directory; in a national cloud ask Microsoft's support,
#     and try with one group that grants nothing.
#   requires: []
#   profile: migration
#   readiness: blocker
#   readiness_from: high
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     cloud: {type: string, default: global, enum: [global, usgov, china], description: the cloud of the tenant}
package controls.tenant.tenant_not_supported

applies if input.move.any != "no"

undecided contains "tenantType of the organization was not read" if {
	applies
	input.tenant.b2c == "unknown"
}

findings contains {"part": "kind", "reason": "a tenant for customers"} if {
	applies
	input.tenant.b2c == "yes"
}

findings contains {"part": "cloud", "severity": "medium", "reason": "a national cloud"} if {
	applies
	input.parameters.cloud != "global"
}
