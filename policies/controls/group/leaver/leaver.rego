# METADATA
# title: Copy keeps people who left the cloud group
# description: >-
#   They were members of the cloud group in the earlier snapshot and are none now, or their cloud account is gone, and
#   the copy still holds them: the removal did not arrive, and they keep the access that the cloud took away. On
#   distribution copies low. Whoever was never a member is DIF-23; groups, computers and privileged accounts are DIF-34,
#   members of another forest DIF-28, all of them on a frozen copy DIF-33.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
# custom:
#   id: DIF-35
#   severity: medium
#   message: "The copy of {target} still has {evidence.leavers|member|members} that left the cloud group"
#   expected: nobody who left the cloud group
#   actual: "{evidence.leavers|member|members} of the earlier snapshot, gone from the cloud group"
#   remediation: >-
#     Run Start-ADSyncSyncCycle -PolicyType Delta, or Provision on demand for cloud sync, which takes them out. Where
#     they stay, save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding
#     UTF8 and run Remove-ADGroupMember <group> -Members <member>, which ends their access through the copy.
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   previous: [cloud_groups, cloud_memberships]
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2, PS-4], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.2"]}
#   settling: true
package controls.group.leaver

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
	input.history.known != "no"
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.directory
	input.members.foreign_classes.leavers > 0
}

undecided contains "whether the group is written is not known, nor all its members" if {
	_may_apply
	input.writeback.expected == "unknown"
	_members_open
}

undecided contains "whether the group has a copy is not known" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
	input.history.known != "no"
}

undecided contains "earlier snapshot: whether it holds the group is not known" if {
	_may_apply
	input.history.known == "unknown"
	_open
}

undecided contains "earlier snapshot: the members of the group were not read completely" if {
	_may_apply
	input.history.members in {"partial", "absent"}
	_open
}

undecided contains "some members of the copy may belong to cloud members that could not be decided on" if {
	_may_apply
	input.members.foreign_classes.doubtful > 0
}

findings contains {"severity": _severity, "leavers": {"at_least": input.members.foreign_classes.leavers, "exactly": _exactly}} if {
	applies
	input.members.foreign_classes.leavers > 0
}

# Others may have left while it is open who they are, or who was in the cloud group.
default _exactly := null

_exactly := input.members.foreign_classes.leavers if {
	count(undecided) == 0
	input.members.cloud == "complete"
	input.members.directory == "complete"
}

# Only somebody foreign can have left.
_open if input.members.foreign_classes.plain > 0

default _severity := "medium"

_severity := "low" if input.directory.category == "distribution"

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.directory
	input.writeback.expected != "no"
	input.history.known != "no"
}

_members_open if input.members.cloud in {"partial", "absent"}
_members_open if input.members.directory in {"partial", "absent"}
