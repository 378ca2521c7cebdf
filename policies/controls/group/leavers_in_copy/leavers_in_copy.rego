# METADATA
# title: Disabled or expired accounts keep their membership
# description: >-
#   People whose directory account is disabled, or expired for longer than the days of grace, are still members of the
#   cloud group and of its copy. They have the access again on the day somebody enables the account. Medium where the copy
#   leads into a privileged group (GOV-03). Told once for the tenant unless each_group. Members that are missing from the
#   copy are DIF-24: a disabled account is still written.
# related_resources:
#   - ref: https://learn.microsoft.com/troubleshoot/windows-server/active-directory/useraccountcontrol-manipulate-account-properties
# custom:
#   id: GOV-12
#   severity: medium
#   message: >-
#     {evidence.people|person whose account is disabled or expired is a member|people whose accounts are disabled or
#     expired are members} of the copy of {target}
#   expected: no disabled or expired account
#   actual: "{evidence.people|person|people} with one"
#   remediation: >-
#     Save the members of the cloud group with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file> and
#     remove the people with Remove-MgGroupMemberByRef; the copy follows in the next cycle. Make it a step of leaving,
#     or put the group into an access review that removes people who cannot sign in.
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: governance
#   frameworks:
#     NIST SP 800-53r5: [AC-2(3), PS-4]
#     ISO/IEC 27001:2022: [A.5.18]
#     SOX section 404: [removal of access of leavers]
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.leavers_in_copy

applies if {
	input.parameters.each_group
	input.writeback.expected == "yes"
	input.directory
	not input.directory.original
}

undecided contains "whether all members are active was not read: export userAccountControl and accountExpires of (objectCategory=person)" if {
	_may_apply
	input.members.people.leavers_unread > 0
}

undecided contains "whether the group is written is not known" if {
	input.parameters.each_group
	input.writeback.expected == "unknown"
	input.members.people.leavers > 0
}

undecided contains "whether the group is written is not known, nor all its members" if {
	_may_apply
	input.writeback.expected == "unknown"
	_members_open
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"severity": _severity, "people": {"at_least": input.members.people.leavers, "exactly": _exactly}} if {
	applies
	input.members.people.leavers > 0
}

# Others may have left while they, or what became of their accounts, are not read.
default _exactly := null

_exactly := input.members.people.leavers if {
	count(undecided) == 0
	input.members.cloud == "complete"
	input.members.directory == "complete"
}

default _severity := "low"

_severity := "medium" if input.governance.path.leads == "yes"

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.parameters.each_group
	input.cloud
	input.directory
	input.writeback.expected != "no"
}

_members_open if input.members.cloud in {"partial", "absent"}
_members_open if input.members.directory in {"partial", "absent"}
