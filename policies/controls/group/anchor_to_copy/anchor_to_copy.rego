# METADATA
# title: The copy lacks the anchor that cloud sync joins by
# description: >-
#   Connect anchors a copy by adminDescription, cloud sync looks for msDS-ExternalDirectoryObjectId: without it the
#   first run finds no copy and creates a second group with a new SID. The migration copies the one into the other
#   before the job runs. Both set and different is DIF-13, two copies with one anchor DIF-14, none at all DIF-31.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: DIF-15
#   severity: medium
#   message: "{target} has adminDescription only: msDS-ExternalDirectoryObjectId must be copied before cloud sync runs"
#   expected: msDS-ExternalDirectoryObjectId equal to adminDescription
#   actual: msDS-ExternalDirectoryObjectId empty
#   remediation: >-
#     Run the copy step of the migration guide for the writeback OU, for one group Set-ADGroup -Identity <copy> -Add
#     @{'msDS-ExternalDirectoryObjectId' = <its adminDescription>}; Connect does not touch the attribute, nothing else
#     changes.
#   requires: [cloud_groups, directory_groups]
#   profile: migration
#   readiness: after
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.anchor_to_copy

applies if {
	input.move.moves == "yes"
	input.move.object
}

undecided contains "whether the group moves is not known (CS-32)" if input.move.moves == "unknown"

undecided contains "the directory group was not read: export it" if {
	input.move.moves == "yes"
	input.move.object_absent == "unknown"
}

undecided contains "whether msDS-ExternalDirectoryObjectId is set was not read: export it of all groups" if {
	applies
	input.move.object.external_anchor == "unknown"
}

findings contains {"attribute": "msDS-ExternalDirectoryObjectId"} if {
	applies
	input.move.object.external_anchor == "no"
}
