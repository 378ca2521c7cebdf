# METADATA
# title: Copy has members that the cloud group does not have
# description: >-
#   Somebody added them in Active Directory, where they gain access that the cloud never granted. Connect takes them
#   out in the next cycle, cloud sync not before the next change of the cloud group. Anyone who is no expected member
#   counts, also people known to the cloud. On distribution copies medium. Groups, computers and privileged accounts are
#   DIF-34, members of another forest DIF-28, all of them on a frozen copy DIF-33. Members in OUs that
#   Connect does not read are counted once for each OU, medium. The reverse is DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DIF-23
#   severity: high
#   message: "The copy of {target} has {evidence.foreign|member|members} that the cloud group does not have"
#   expected: only members of the cloud group
#   actual: "{evidence.foreign|foreign member|foreign members}; {evidence.in_cloud}"
#   remediation: >-
#     Add to the cloud group whoever should stay. Save the members of the copy with (Get-ADGroup <group> -Properties
#     member).member | Set-Content <file> -Encoding UTF8 and take the rest out with Remove-ADGroupMember <group>
#     -Members <member>, which ends their access through the copy; then find out who may write the member attribute
#     (STR-13).
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2, AC-6], ISO/IEC 27001:2022: [A.5.18], CIS Controls v8: ["6.1"]}
#   settling: true
package controls.group.foreign_member

applies if {
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.cloud
	input.directory
	not _equal
}

undecided contains "some members of the copy may belong to cloud members that could not be decided on" if {
	applies
	input.members.foreign_classes.doubtful > 0
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"severity": _severity, "foreign": _told, "known": input.members.foreign_classes.known, "in_cloud": _in_cloud} if {
	applies
	_foreign > 0
}

# No list of all people of the cloud is read: who is not known there may be somebody who was not asked for.
default _in_cloud := "of some it was not read whether the cloud knows them"

_in_cloud := "whether the cloud knows them was not read" if input.members.foreign_classes.known == 0
_in_cloud := "all known to the cloud" if input.members.foreign_classes.known == _foreign

# Of the members that nobody can tell from cloud members some are foreign when there are too many.
_foreign := (input.members.foreign_classes.plain - input.members.foreign_classes.out_of_scope) + _surplus

_surplus := input.members.foreign_at_least - input.members.foreign

_told := {"at_least": _foreign, "exactly": _exactly}

# Others may be foreign too while they, or whose accounts they are, are not read.
default _exactly := null

_exactly := _foreign if {
	input.members.cloud == "complete"
	input.members.directory == "complete"
	_surplus + input.members.foreign_classes.doubtful == 0
}

default _severity := "high"

_severity := "medium" if input.directory.category == "distribution"

# Of a group whose record was not read nothing is known of its members either.
_equal if {
	input.cloud.kind != "unknown"
	input.members.cloud == "complete"
	input.members.directory == "complete"
	input.members.foreign + input.members.foreign_classes.doubtful == 0
}
