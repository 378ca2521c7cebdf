# METADATA
# title: Several directory groups claim to be the copy of one cloud group
# description: >-
#   The engine updates one of them; the others keep old members and grant access nobody takes away. Which one it joins
#   is chance, so no other difference is reported. A replication conflict object counts even alone: its twin was moved
#   or lost. Twins whose cloud group is gone are high, since nothing joins them. Two ids on one group are DIF-13. Copies in
#   several domains that engines write the group into, one in each, are no duplicates.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: DIF-14
#   severity: critical
#   message: >-
#     {evidence.objects|directory group names|directory groups name} the cloud group of {target}
#     ({evidence.conflicts|replication conflict|replication conflicts})
#   expected: one directory group, no replication conflict object
#   actual: "{evidence.objects|directory group|directory groups}, {evidence.conflicts} of them replication conflicts"
#   remediation: >-
#     Compare whenCreated, members and memberOf of the groups and keep the one that is used. Save the others with
#     Get-ADGroup <group> -Properties * | Export-Clixml <file>, then run Remove-ADGroup; their SIDs and every entry
#     that names them are lost. The engine joins the remaining one in the next cycle.
#   requires: [directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
package controls.group.duplicate_anchor

applies if input.directory_candidates > 0

applies if input.directory.anchor_state in {"live", "softDeleted", "gone", "goneOrSoftDeleted", "undecided"}

undecided contains "adminDescription and msDS-ExternalDirectoryObjectId were not both read of every directory group" if {
	input.directory
	_unread
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.directory_absent == "unknown"
}

undecided contains "another group with its anchor may lie where the directory was not read: export the anchors of all groups of the domain" if {
	applies
	input.directory.anchor_twins == 0
	not input.tenant.directory_read.every
	not _unread
}

undecided contains "whether engines write the group into each of the domains in which a directory group names it is not known: export the jobs with their schemas, and set cloudsync.scope" if {
	input.cloud
	not input.directory
	input.directory_spread == "unknown"
}

undecided contains "whether engines write into each of the domains in which a directory group names the same cloud group is not known: export the jobs with their schemas" if {
	applies
	input.directory.anchor_elsewhere
}

_unread if {
	input.tenant.anchors_read != "yes"
	not _unset
}

# Cloud sync alone writes msDS-ExternalDirectoryObjectId, which an export without a head leaves out where nobody has it.
_unset if {
	input.tenant.anchors_read == "unknown"
	input.tenant.cloudsync == "off"
}

findings contains {
	"objects": {"at_least": input.directory_candidates, "exactly": _candidates},
	"conflicts": {"at_least": input.directory_conflicts, "exactly": _candidate_conflicts},
} if {
	input.directory_candidates > 0
}

findings contains {
	"severity": "high", "conflicts": _conflicts,
	"objects": {"at_least": input.directory.anchor_twins + 1, "exactly": _twins},
} if {
	applies
	input.directory.anchor_twins > 0
}

findings contains {"severity": "high", "objects": {"at_least": 1, "exactly": _twins}, "conflicts": 1} if {
	applies
	input.directory.anchor_twins == 0
	input.directory.conflict_object
}

# A directory group that was not read, or whose anchors were not, may name the cloud group too.
_exact if {
	input.tenant.directory_read.every
	input.directory_absent != "unknown"
	not _unread
}

default _candidates := null

_candidates := input.directory_candidates if _exact

default _candidate_conflicts := null

_candidate_conflicts := input.directory_conflicts if _exact

default _twins := null

_twins := input.directory.anchor_twins + 1 if _exact

default _conflicts := 0

_conflicts := 1 if input.directory.conflict_object
