# METADATA
# title: Guests decide on access on-premises, or have it
# description: >-
#   A guest who owns the group gives access in the directory to whom he wants; a guest in the copy has it himself, which
#   needs an account that cloud sync or somebody made. High for owners, medium for members. Whether enough people of the
#   tenant own the group is GOV-01, which stands beside this one: either remedy leaves the other defect. Owners of
#   Microsoft 365 groups who decide in Outlook are CFG-27, guests without an account CFG-12.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/external-id/user-properties
# custom:
#   id: GOV-11
#   severity: high
#   message: "{target} has {evidence.guests|guest|guests} as {evidence.role}"
#   expected: no guest
#   actual: "{evidence.guests|guest|guests} as {evidence.role}"
#   remediation: >-
#     Save the list with (Get-MgGroupOwner -GroupId <id> -All).Id | Set-Content <file> or (Get-MgGroupMember -GroupId
#     <id> -All).Id | Set-Content <file>, then remove the guests with Remove-MgGroupOwnerByRef or
#     Remove-MgGroupMemberByRef, which ends their access in the next cycle; or review them and have an internal owner
#     sign for each.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [PS-7], ISO/IEC 27001:2022: [A.5.19]}
package controls.group.guest_exposure

applies if input.governance.secured == "yes"

undecided contains "the owners were not read: export cloud/owners/<group id>.json with Group.Read.All and User.Read.All" if {
	_may_apply
	not _told
	input.cloud.owners.read != "complete"
}

undecided contains "who is a guest was not read: export userType of owners and members with User.Read.All" if {
	_may_apply
	_unread
}

undecided contains "whether guests are in the copy is not known: export all its members and those of the cloud group" if {
	_may_apply
	_copy
	not _compared
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	_guests
}

findings contains {"part": "owners", "role": "owner", "guests": {"at_least": input.cloud.owners.guests, "exactly": _exactly.owners}} if {
	applies
	not _told
	input.cloud.owners.guests > 0
}

findings contains {"part": "members", "severity": "medium", "role": "member", "guests": {"at_least": input.members.people.guests, "exactly": _exactly.members}} if {
	applies
	input.members.people.guests > 0
}

_exactly := {"owners": _owners, "members": _members}

# Others may be guests too while they, or what they are, are not read.
default _owners := null

_owners := input.cloud.owners.guests if {
	input.cloud.owners.read == "complete"
	input.cloud.owners.unread == 0
	input.tenant.governance.user_type
}

default _members := null

_members := input.members.people.guests if {
	_compared
	input.members.people.guests_unread + input.members.classes.unreadable == 0
	input.tenant.governance.user_type
}

_unread if input.cloud.owners.unread > 0

_unread if input.members.people.guests_unread > 0

_unread if input.members.classes.unreadable > 0

_unread if not input.tenant.governance.user_type

_copy if input.directory

# A copy that was not read may be there.
_copy if {
	input.cloud
	input.members.directory == "absent"
}

_compared if {
	input.members.cloud == "complete"
	input.members.directory == "complete"
}

# CFG-27 tells of guests among these owners.
_told if {
	"audit" in input.profiles
	input.cloud.kind == "m365"
	not input.cloud.dynamic
	input.cloud.visibility != "Public"
}

_guests if input.cloud.owners.guests > 0
_guests if input.members.people.guests > 0

# Whether it applies may be unknown as well as what was not read.
_may_apply if input.governance.secured != "no"
