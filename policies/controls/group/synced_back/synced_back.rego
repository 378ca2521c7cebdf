# METADATA
# title: Copy is synced back to the cloud as a second group
# description: >-
#   A synced cloud group has the SID of the copy: Connect or cloud sync reads what writeback wrote. The cloud then has
#   the group twice, and a change to one of them reaches the other only by way of the directory. Found by SID alone,
#   never by name. The copy itself is judged by the group that it was written from; DIF-02 leaves it to this one.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: STR-04
#   severity: high
#   message: "The copy {target} is synced back to the cloud as a second group"
#   expected: no synced group with the SID of the copy
#   actual: a synced group with the same SID
#   remediation: >-
#     Add the scoping filter adminDescription NOTSTARTSWITH Group_ to the inbound group rules (Synchronization Rules
#     Editor), or take the writeback OU out of the scope of cloud sync (Entra admin center, Entra Connect, Cloud sync,
#     Scoping filters); the second cloud group is deleted in the next cycle, so move its permissions before.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.synced_back

applies if input.directory.anchor in {"externalDirectoryObjectId", "adminDescription", "takenOver"}

undecided contains "objectSid, onPremisesSecurityIdentifier or cloud groups were not read completely" if {
	applies
	input.directory.standing.synced_back == "unknown"
}

undecided contains "the anchor attributes were not read: export adminDescription of all groups" if {
	input.directory.anchor == "none"
	input.directory.anchor_state == "undecided"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.cloud.kind != "synced"
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"attribute": "objectSid"} if {
	applies
	input.directory.standing.synced_back == "yes"
}
