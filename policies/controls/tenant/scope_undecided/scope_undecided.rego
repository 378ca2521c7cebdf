# METADATA
# title: Scope of cloud sync cannot be decided for some groups
# description: >-
#   Whether a job takes all groups or selected ones is in no export, its filters may use an operator that only the
#   service evaluates, or the assignments were not read. These groups are neither expected nor unexpected, and what
#   depends on that is not evaluated. A job that does not run is ENG-23.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: ENG-34
#   severity: info
#   message: Whether cloud sync writes {evidence.groups|security group|security groups} is not known
#   expected: a scope that can be decided for every group
#   actual: "{evidence.groups|group|groups} undecided"
#   remediation: >-
#     State cloudsync.scope (selected or all) in the configuration, and export appRoleAssignedTo of the job's service
#     principal and the schema of the job. Provision on demand in the portal shows the answer for one group.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [cloudsync]
package controls.tenant.scope_undecided

applies if {
	input.tenant.cloudsync == "on"
	input.tenant.cloudsync_running == "yes"
}

undecided contains "whether a cloud sync job runs was not read" if {
	input.tenant.cloudsync != "off"
	input.tenant.cloudsync_running == "unknown"
}

undecided contains "the kind of some groups in scope was not read: export mailEnabled and securityEnabled" if {
	applies
	input.totals.cloudsync.kind_unread > 0
}

findings contains {"groups": input.totals.cloudsync.scope_undecided} if {
	applies
	input.totals.cloudsync.scope_undecided > 0
}
