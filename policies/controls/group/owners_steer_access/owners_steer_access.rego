# METADATA
# title: Owners decide in Outlook who gets access on-premises
# description: >-
#   Owners of a Microsoft 365 group add and remove members in Outlook and Teams, and guests can be owners. The copy is
#   a security group, so they give access in the directory without its administrators. High where a guest owns the
#   group; public groups are CFG-26. Owners whom governance.admins names are accepted unless they are guests, with
#   guests_only all who are none.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/microsoft-365/solutions/collaboration-governance-first
# custom:
#   id: CFG-27
#   severity: high
#   message: >-
#     {evidence.owners|owner decides|owners decide} in Outlook who is in the security copy of {target}
#     ({evidence.guests|guest|guests})
#   expected: access on-premises decided by its administrators
#   actual: "{evidence.owners|owner|owners}, {evidence.guests|guest|guests}"
#   remediation: >-
#     Have the owners confirm that they may give this access and put their object ids into governance.admins, or give it to a security group that administrators own
#     and write this group as universalDistributionGroup. Where guests own it, save the owners with (Get-MgGroupOwner
#     -GroupId <id> -All).Id | Set-Content <file> and remove the guests with Remove-MgGroupOwnerByRef.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-3, AC-6], ISO/IEC 27001:2022: [A.5.15]}
#   parameters:
#     guests_only: {type: boolean, default: false, description: report only groups that a guest owns}
package controls.group.owners_steer_access

applies if {
	input.cloud.kind == "m365"
	not input.cloud.dynamic
	input.writeback.expected == "yes"
	input.writeback.category == "security"
}

undecided contains "the owners were not read completely" if {
	_may_apply
	not _public
	input.cloud.owners.read != "complete"
}

undecided contains "whether some owners are guests was not read" if {
	_may_apply
	not _public
	input.parameters.guests_only
	input.cloud.owners.unread > 0
}

undecided contains "whether the group is written as a security group is not known" if {
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.dynamic
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
	"unknown" in {input.cloud.kind, input.writeback.expected, input.writeback.category}
	_counted > 0
}

findings contains {
	"severity": _severity,
	"owners": {"at_least": input.cloud.owners.others, "exactly": _exactly.owners},
	"guests": {"at_least": input.cloud.owners.guests, "exactly": _exactly.guests},
} if {
	applies
	not _public
	_counted > 0
}

_exactly := {"owners": _owners, "guests": _guests}

# Owners that were not read may steer too, and be guests.
default _owners := null

_owners := input.cloud.owners.others if input.cloud.owners.read == "complete"

default _guests := null

_guests := input.cloud.owners.guests if {
	input.cloud.owners.read == "complete"
	input.cloud.owners.unread == 0
}

# CFG-26: there nobody needs an owner.
_public if input.cloud.visibility == "Public"

_counted := input.cloud.owners.guests if input.parameters.guests_only

_counted := input.cloud.owners.others if not input.parameters.guests_only

default _severity := "medium"

_severity := "high" if input.cloud.owners.guests > 0

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud.kind in {"m365", "unknown"}
	not input.cloud.dynamic
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
}
