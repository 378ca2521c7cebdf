# METADATA
# title: Copy belongs to a cloud group that is soft-deleted
# description: >-
#   A deleted group can be restored for 30 days; until then its copy stays as it was on that day, without updates.
#   A security copy that still has members grants access that was withdrawn and is DIF-33. Once the cloud group is gone
#   for good the copy is DIF-03. Two copies of one group are DIF-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/graph/api/directory-deleteditems-list
# custom:
#   id: DIF-04
#   severity: medium
#   message: "The cloud group of {target} is deleted and can still be restored"
#   expected: a cloud group for every copy
#   actual: cloud group soft-deleted
#   remediation: >-
#     Decide whether the group is still needed and run Restore-MgDirectoryDeletedItem -DirectoryObjectId <id> if it is:
#     the copy is joined again. Otherwise wait for the hard delete, with which Connect and cloud sync delete the copy.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   everywhere: true
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   settling: true
package controls.group.soft_deleted_copy

applies if {
	input.directory.anchor_state in {"live", "softDeleted", "gone", "goneOrSoftDeleted"}
	input.directory.anchor_twins == 0
	input.tenant.mode != "none"
}

undecided contains "cloud groups or the anchor attributes were not read completely" if {
	not input.cloud
	input.directory.anchor_state == "undecided"
}

undecided contains "deleted cloud groups were not read" if {
	applies
	input.directory.anchor_state == "goneOrSoftDeleted"
}

findings contains {"cloud_group": "softDeleted"} if {
	applies
	input.directory.anchor_state == "softDeleted"
	not _grants_access
}

# DIF-33 speaks, unless the group was deleted just now.
_grants_access if {
	input.directory.category == "security"
	input.directory.members > 0
	not input.directory.anchor_settling
}
