# METADATA
# title: The job writes to the container of the template
# description: >-
#   The mapping of parentDistinguishedName still names Users directly below the domain, which is what Microsoft's
#   template holds. Copies that lie elsewhere would be moved there (CS-29), new ones created among accounts, where
#   rights and policies were never meant for them.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: CS-22
#   severity: medium
#   message: The cloud sync job writes to the container Users of the template
#   expected: an OU for written groups
#   actual: the stock container
#   remediation: >-
#     Set the mapping of parentDistinguishedName in the job to the OU of the copies, as a constant or a switch, before
#     the first run, and give the agent its rights there with Set-AADCloudSyncPermissions.
#   requires: []
#   profile: migration
#   readiness: after
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.tenant.stock_container

applies if input.move.any != "no"

undecided contains "the container that the job writes to is not known: export the job with its schema, or state cloudsync.container" if {
	applies
	input.tenant.job.stock == "unknown"
}

findings contains {"attribute": "parentDistinguishedName"} if {
	applies
	input.tenant.job.stock == "yes"
}
