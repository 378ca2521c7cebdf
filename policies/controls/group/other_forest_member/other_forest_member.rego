# METADATA
# title: Copy has a member from another forest
# description: >-
#   No engine writes a reference to an account of another forest, and a universal group cannot hold one, so it came from
#   elsewhere and nobody in the cloud sees or reviews it. Members count whose domain is not in the forest, and foreign
#   security principals of accounts. Any other member that the cloud group lacks is DIF-34, if dangerous, or DIF-23.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/overview-provision-entra-id-to-active-directory
# custom:
#   id: DIF-28
#   severity: high
#   message: "The copy of {target} has {evidence.members|member|members} from another forest"
#   expected: only members of the forest
#   actual: "{evidence.members|member|members} from another forest"
#   remediation: >-
#     Save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding UTF8, then
#     run Remove-ADGroupMember <group> -Members <member>, which ends its access through the copy; give it access by a
#     domain-local group of this forest instead.
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2, AC-6], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.other_forest_member

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.directory
	input.writeback.expected == "unknown"
	input.members.foreign_classes.other_forest + input.members.foreign_classes.forest_unknown > 0
}

undecided contains "whether the group is written is not known, nor all its members" if {
	input.cloud
	input.directory
	input.writeback.expected == "unknown"
	_members_open
}

undecided contains "the domains of the forest were not read: export CN=Partitions,CN=Configuration" if {
	applies
	input.members.foreign_classes.forest_unknown > 0
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"members": {"at_least": input.members.foreign_classes.other_forest, "exactly": _exactly}} if {
	applies
	input.members.foreign_classes.other_forest > 0
}

# Others may be of another forest while they, or the domains of the forest, are not read.
default _exactly := null

_exactly := input.members.foreign_classes.other_forest if {
	count(undecided) == 0
	input.members.cloud == "complete"
	input.members.directory == "complete"
}

_members_open if input.members.cloud in {"partial", "absent"}
_members_open if input.members.directory in {"partial", "absent"}
