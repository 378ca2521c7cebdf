# METADATA
# title: The engine that writes groups does not know their people
# description: >-
#   Cloud sync brings people to the cloud, Connect writes the groups: Connect has no object for those people, so it
#   writes copies without them. Counts memberships of people in copies of Connect by the sizes of both lists, which is
#   the least that can be missing. Explains the single findings of DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/plan-cloud-sync-topologies
# custom:
#   id: STR-16
#   severity: medium
#   message: "{evidence.missing} of {evidence.expected|membership|memberships} of people did not arrive in copies of Connect"
#   expected: people and groups synced by one engine
#   actual: "{evidence.percent} % of the memberships missing"
#   remediation: >-
#     Let one engine bring people and write groups: take the people out of the cloud sync configuration (Entra admin
#     center, Entra Connect, Cloud sync, Scoping filters) and into that of Connect (wizard, Customize synchronization
#     options, Domain and OU filtering), or write the groups with cloud sync. Copies fill up in the next cycle.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   engines: [v1, v2]
#   frameworks: {ISO/IEC 27001:2022: [A.5.18]}
#   parameters:
#     share: {type: number, default: 0.5, minimum: 0, maximum: 1, description: share missing above which it is reported}
#     least: {type: integer, default: 20, minimum: 1, description: memberships below which nothing is said}
package controls.tenant.unreferenced_people

applies if {
	input.totals.references.people_by_cloud_sync != "no"
	input.totals.references.expected >= input.parameters.least
}

undecided contains "whether cloud sync brings people to the cloud was not read" if {
	_missing
	input.totals.references.people_by_cloud_sync == "unknown"
}

undecided contains "the members of copies, or which groups Connect writes, were not read of all: export members and onPremisesSynchronization" if {
	input.totals.references.people_by_cloud_sync != "no"
	input.totals.references.undecided > 0
	not _missing
}

findings contains {
	"missing": input.totals.references.missing,
	"expected": input.totals.references.expected,
	"percent": round((100 * input.totals.references.missing) / input.totals.references.expected),
} if {
	_missing
	input.totals.references.people_by_cloud_sync == "yes"
}

_missing if {
	applies
	input.totals.references.missing > input.parameters.share * input.totals.references.expected
}
