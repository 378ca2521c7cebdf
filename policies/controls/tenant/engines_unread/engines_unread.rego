# METADATA
# title: Which engines are on was not read
# description: >-
#   Reading the synchronization settings needs a permission that not every run has, and so does reading the jobs of
#   cloud sync; and where the sync configuration and the export of a Connect server contradict each other, neither is
#   believed. Without them every answer is given only as far as all possible engines agree; all else is not evaluated.
#   This is the cause of many such results, and never a defect of the tenant. V2 on without V1 is ENG-21, a job whose
#   scope cannot be decided ENG-34, and other lists that are not whole GOV-15.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
# custom:
#   id: ENG-06
#   severity: info
#   message: >-
#     Not all engines are known to be on or off (V1 {evidence.v1}, V2 {evidence.v2}, cloud sync {evidence.cloudsync})
#   expected: the state of all three engines
#   actual: V1 {tenant.v1}, V2 {tenant.v2}, cloud sync {tenant.cloudsync}
#   remediation: >-
#     Export /directory/onPremisesSynchronization as a Global Administrator and the synchronization jobs, or state the
#     engines in the configuration (engines.v1, engines.v2, engines.cloudsync: on or off); Get-ADSyncAADCompanyFeature
#     on the Connect server shows the first two.
#   requires: []
#   profile: audit
package controls.tenant.engines_unread

applies if input.tenant

findings contains {"v1": input.tenant.v1, "v2": input.tenant.v2, "cloudsync": input.tenant.cloudsync} if {
	"unknown" in {input.tenant.v1, input.tenant.v2, input.tenant.cloudsync}
}
