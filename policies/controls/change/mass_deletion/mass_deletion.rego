# METADATA
# title: Many groups or copies are gone
# description: >-
#   A wrong filter, a job without its scope or a script deletes groups by the hundred, and with the copies goes the access
#   that they grant. Judged is the share of the earlier snapshot that the later one lacks, of cloud groups and of copies;
#   few groups are never many. A single copy that is gone is DRF-10.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-feature-prevent-accidental-deletes
#   - ref: https://learn.microsoft.com/graph/api/directory-deleteditems-restore
# custom:
#   id: DRF-05
#   severity: critical
#   message: "{evidence.gone|of the|of the} {evidence.of} {evidence.objects} of the earlier snapshot are gone ({evidence.percent} %)"
#   expected: "less than {parameters.share} % gone"
#   actual: "{evidence.percent} % gone"
#   remediation: >-
#     Stop the engine that deletes (Set-ADSyncScheduler -SyncCycleEnabled $false, or stop the provisioning job) and find
#     out what was changed. Restore cloud groups from deletedItems with Restore-MgDirectoryDeletedItem within 30 days and
#     copies with Restore-ADObject, before a cycle writes them anew with other SIDs.
#   requires: [cloud_groups, directory_groups]
#   previous: [cloud_groups, directory_groups]
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.32], NIST SP 800-53r5: [AC-2, CP-10]}
#   parameters:
#     share: {type: integer, default: 10, minimum: 1, maximum: 100, description: share in percent that is gone and reported}
#     least: {type: integer, default: 5, minimum: 1, description: fewer than this are never reported}
package controls.change.mass_deletion

applies if input.object == "tenant"

undecided contains "how many cloud groups are gone is not known" if {
	applies
	null in {input.losses.groups, input.losses.groups_gone, input.losses.groups_percent}
}

undecided contains "how many copies are gone is not known" if {
	applies
	null in {input.losses.copies, input.losses.copies_gone, input.losses.copies_percent}
}

findings contains {
	"part": "cloud groups", "objects": "cloud groups",
	"of": input.losses.groups, "gone": input.losses.groups_gone, "percent": input.losses.groups_percent,
} if {
	applies
	input.losses.groups_gone >= input.parameters.least
	input.losses.groups_percent >= input.parameters.share
}

findings contains {
	"part": "copies", "objects": "copies",
	"of": input.losses.copies, "gone": input.losses.copies_gone, "percent": input.losses.copies_percent,
} if {
	applies
	input.losses.copies_gone >= input.parameters.least
	input.losses.copies_percent >= input.parameters.share
}
