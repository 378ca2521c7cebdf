# METADATA
# title: Privileged people are members of a group that the cloud decides
# description: >-
#   People with adminCount 1 administer the directory, members of role-assignable groups the tenant. Through the copy
#   their accounts get access that owners of a cloud group give, and whatever trusts the copy meets them where ordinary
#   people work, against the separation of tiers. adminCount stays when the rights are taken away; roles given to
#   people directly are in no export. Members whom only the directory knows are DIF-34, a role-assignable group CFG-08.
# related_resources:
#   - ref: https://learn.microsoft.com/security/privileged-access-workstations/privileged-access-access-model
# custom:
#   id: GOV-04
#   severity: medium
#   message: "{evidence.people|privileged person is a member|privileged people are members} of the copy of {target}"
#   expected: separate accounts for administration
#   actual: "{evidence.people|person|people} ({evidence.attribute})"
#   remediation: >-
#     Save the members of the cloud group with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, remove
#     the accounts with Remove-MgGroupMemberByRef and add the ordinary account of the person. Where the rights of an
#     account are gone but its mark is left, save its access list with (Get-Acl "AD:<account>").Sddl | Set-Content
#     <file>, run Set-ADUser <account> -Clear adminCount, which was 1, and enable inheritance.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-6(5)], ISO/IEC 27001:2022: [A.8.2], CIS Controls v8: ["5.4"]}
package controls.group.privileged_members

applies if {
	input.governance.secured == "yes"
	input.directory
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	input.members.people.privileged + input.members.people.role_holders > 0
}

undecided contains "the members of the copy were not read completely: export member of the group" if {
	_may_apply
	input.members.directory != "complete"
}

undecided contains "adminCount of members was not read: export adminCount of (objectCategory=person)" if {
	_may_apply
	input.members.directory_count > 0
	not input.tenant.governance.admin_count
}

undecided contains "some members have no record: export adminCount of (objectCategory=person) in every domain" if {
	_may_apply
	input.members.people.unresolved > 0
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.governance.secured != "no"
	input.directory_absent == "unknown"
}

undecided contains "who holds roles in the cloud is not known: export isAssignableToRole and the members of all role-assignable groups" if {
	_may_apply
	input.members.cloud_count > 0
	not input.cloud.role_assignable
	input.tenant.governance.roles != "yes"
	input.members.people.role_holders == 0
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.cloud
	not input.cloud.role_assignable
	input.members.cloud != "complete"
	input.members.people.role_holders == 0
}

findings contains {"part": "directory", "attribute": "adminCount", "people": {"at_least": input.members.people.privileged, "exactly": _exactly.privileged}} if {
	applies
	input.members.people.privileged > 0
}

findings contains {"part": "cloud", "attribute": "isAssignableToRole", "people": {"at_least": input.members.people.role_holders, "exactly": _exactly.role_holders}} if {
	applies
	input.members.people.role_holders > 0
}

_exactly := {"privileged": _privileged, "role_holders": _role_holders}

# Others may be privileged too while they, or their rights, are not read.
default _privileged := null

_privileged := input.members.people.privileged if {
	input.members.directory == "complete"
	input.tenant.governance.admin_count
	input.members.people.unresolved == 0
}

default _role_holders := null

_role_holders := input.members.people.role_holders if {
	input.members.cloud == "complete"
	input.tenant.governance.roles == "yes"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.governance.secured != "no"
	input.directory
}
