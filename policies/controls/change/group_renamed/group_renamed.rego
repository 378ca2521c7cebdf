# METADATA
# title: Written group was renamed
# description: >-
#   The copy is renamed with the next cycle: scripts, mappings and access lists that name it no longer find it, and a
#   familiar name can come to stand for other people. Judged are written groups that have a copy, by id: a rename is no
#   deletion. A copy that still has the old name is DIF-09, one that was renamed in the directory alone DRF-04.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/group-update
# custom:
#   id: DRF-08
#   severity: low
#   message: "{target} has another display name than in the earlier snapshot"
#   expected: the display name of the earlier snapshot
#   actual: another display name
#   remediation: >-
#     Tell those who use the copy by name, and change what refers to the old name. If the rename was not meant, set
#     displayName back with Update-MgGroup; the copy follows with the next cycle.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.32], NIST SP 800-53r5: [CM-3]}
package controls.change.group_renamed

applies if {
	input.object == "group"
	input.change in {"changed", "notCompared"}
	input.group.written_after != "no"
	input.group.copied != "no"
}

undecided contains "the group could not be read in both snapshots" if {
	applies
	"everything of it" in input.not_compared
}

undecided contains "displayName of the cloud group was not compared" if {
	applies
	"displayName" in input.not_compared
}

undecided contains "displayName of the cloud groups was not read in both snapshots" if {
	input.object == "tenant"
	"displayName of cloud groups" in input.not_compared
}

findings contains {"copied": input.group.copied} if {
	applies
	input.group.renamed
}
