# METADATA
# title: Copy of a written group was deleted from Active Directory
# description: >-
#   The cloud group exists and is written, and its copy lies under Deleted Objects: somebody deleted it, or its OU left
#   the sync scope. A copy that an engine writes anew has a new SID, so every permission of the old one is lost. Explains
#   a missing copy, so DIF-01 says nothing; deleted copies of groups that are gone are the ordinary end and no finding.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: DIF-29
#   severity: medium
#   message: "The copy of {target} was deleted from Active Directory"
#   expected: a copy in Active Directory
#   actual: a copy under Deleted Objects
#   remediation: >-
#     Run Restore-ADObject on the deleted group before the next cycle: the engine joins it again and its SID is kept. Then
#     look who deleted it (event 4758 or 4753), and whether the writeback OU is in the sync scope.
#   requires: [cloud_groups, directory_groups, directory_deleted]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [CP-9], ISO/IEC 27001:2022: [A.8.13]}
#   settling: true
package controls.group.deleted_copy

applies if {
	input.writeback.expected == "yes"
	input.directory_candidates + input.directory_disagreeing == 0
}

undecided contains "whether the group is written, or has another copy, is not known" if {
	input.directory_deleted
	input.directory_candidates + input.directory_disagreeing == 0
	input.directory_absent != "no"
	input.writeback.expected != "no"
	not _certain
}

findings contains {"attribute": "isDeleted"} if {
	applies
	input.directory_deleted
	_certain
}

_certain if {
	input.writeback.expected == "yes"
	input.writeback.confidence != "low"
	input.directory_absent == "yes"
}
