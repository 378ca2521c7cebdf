# METADATA
# title: V2 would be switched off without a compared staging run
# description: >-
#   The guide's order is: copy the anchors, compare, build the rules on a staging server, full synchronisation, switch
#   V2 off, full synchronisation again. Switching V2 off cannot be undone, so a comparison afterwards only counts what
#   was lost. That the run was compared is in no export and is stated by a parameter; the rules are CS-17.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CS-25
#   severity: info
#   message: The staging run before switching V2 off is {evidence.state}
#   expected: a staging run whose pending exports were compared
#   actual: "{evidence.state}"
#   remediation: >-
#     On the staging server run Start-ADSyncSyncCycle -PolicyType Initial with the rules in place, export the pending
#     deletions with csexport, and go on only when no copy is among them.
#   requires: []
#   profile: migration
#   readiness: notice
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     staging_run:
#       type: string
#       default: unknown
#       enum: [unknown, compared, missing]
#       description: comparison of the staging run
package controls.tenant.staging_not_compared

applies if input.move.any != "no"

undecided contains "no export holds it: compare the pending exports of the staging server with csexport and set the parameter staging_run" if {
	applies
	input.parameters.staging_run == "unknown"
}

findings contains {"state": input.parameters.staging_run} if {
	applies
	input.parameters.staging_run == "missing"
}
