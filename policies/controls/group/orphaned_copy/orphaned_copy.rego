# METADATA
# title: Copy in Active Directory outlived its cloud group
# description: >-
#   The anchor names a cloud group that no longer exists, so nothing updates or removes the copy and its members keep
#   what it grants. Unless deleted groups were read, the cloud group may still be restorable: then medium. A cloud
#   group in deletedItems is DIF-04, one that exists DIF-02, two copies with one anchor DIF-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/graph/api/directory-deleteditems-list
# custom:
#   id: DIF-03
#   severity: high
#   message: "The cloud group of {target} is {evidence.cloud_group}"
#   expected: a cloud group for every copy
#   actual: cloud group {evidence.cloud_group}
#   remediation: >-
#     Where the cloud group may be soft-deleted, look in Deleted groups first. Review the access that the group
#     grants, save it with Get-ADGroup <group> -Properties * | Export-Clixml <file>, then run Remove-ADGroup; its SID
#     and every entry that names it are lost.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   everywhere: true
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
#   settling: true
package controls.group.orphaned_copy

applies if {
	input.directory.anchor_state in {"live", "softDeleted", "gone", "goneOrSoftDeleted"}
	input.directory.anchor_twins == 0
	input.tenant.mode != "none"
}

undecided contains "cloud groups or the anchor attributes were not read completely" if {
	not input.cloud
	input.directory.anchor_state == "undecided"
}

findings contains {"cloud_group": "gone"} if {
	applies
	input.directory.anchor_state == "gone"
}

findings contains {"severity": "medium", "cloud_group": "gone, or may be soft-deleted"} if {
	applies
	input.directory.anchor_state == "goneOrSoftDeleted"
}
