# METADATA
# title: Group that is used on-premises has nobody in it
# description: >-
#   The copy is a member of other groups, so somebody meant it to grant access, but it has no member: the cloud group is
#   empty, or none of its members can be written. Its owners believe that access is granted. An empty copy of cloud sync
#   that nothing contains is CS-21; members that should be there and are not are DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: GOV-16
#   severity: medium
#   message: "The copy of {target} is in {evidence.groups|group|groups} and has no member ({evidence.reason})"
#   expected: at least one member
#   actual: "no member, {members.cloud_count|cloud member|cloud members}"
#   remediation: >-
#     Tell the owner. Add people who have an account in the directory with New-MgGroupMemberByRef, or give those in
#     the group accounts. Or save the members of the groups above with (Get-ADGroup <group> -Properties member).member
#     | Set-Content <file> -Encoding UTF8 and take the copy out of them with Remove-ADGroupMember.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.empty_used_copy

applies if {
	input.governance.secured == "yes"
	input.directory
}

undecided contains "the members of the copy were not read completely: export member of the group" if {
	_may_apply
	input.directory.members == null
	input.directory.member_of.exactly != 0
}

undecided contains "whether a group contains the copy is not known: export memberOf of the group, crossRef objects and the groups of every domain" if {
	_may_apply
	input.directory.member_of.at_least == 0
	input.directory.member_of.exactly == null
	_empty
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	input.directory.member_of.at_least > 0
	_empty
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.governance.secured != "no"
	input.directory_absent == "unknown"
}

findings contains {"attribute": "member", "groups": input.directory.member_of, "reason": _reason} if {
	applies
	input.directory.member_of.at_least > 0
	_empty
}

_empty if {
	input.directory.members == 0
	input.directory.standing.primary_holders == 0
}

default _reason := "unknown"

_reason := "cloud_group_empty" if {
	input.members.cloud == "complete"
	input.members.cloud_count == 0
}

_reason := "nobody_can_be_written" if {
	input.members.nobody == "yes"
	input.members.cloud_count > 0
}

_reason := "members_missing" if input.members.nobody == "no"

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.governance.secured != "no"
	input.directory
}
