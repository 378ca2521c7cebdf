# METADATA
# title: Written group has members without an account in Active Directory
# description: >-
#   Guests and cloud-only people get nothing through the copy, which holds only accounts of the directory, unless cloud
#   sync provisions people too. Devices are CFG-21, other kinds CFG-22. Distribution copies are counted for the tenant.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CFG-12
#   severity: high
#   message: "{target} has {evidence.people|member|members} without an account in Active Directory"
#   expected: every person in the group has an account in Active Directory
#   actual: "{evidence.guests|guest|guests} and {evidence.cloud_only} cloud-only, {evidence.percent} % of the people"
#   remediation: >-
#     Give these people access through another group, or accounts in Active Directory, and take them out of this one:
#     save its members with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, then run
#     Remove-MgGroupMemberByRef -GroupId <id> -DirectoryObjectId <member>, which changes the cloud group only.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   parameters: {share: {type: number, default: 0.25, minimum: 0, maximum: 1, description: share that makes it high}}
package controls.group.members_without_account

applies if {
	input.writeback.expected == "yes"
	input.writeback.category == "security"
}

undecided contains "the cloud members were not read completely" if {
	input.cloud
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
	_hidden
}

undecided contains "whether the group is written as a security group is not known" if {
	input.writeback.expected != "no"
	input.writeback.category != "distribution"
	"unknown" in {input.writeback.expected, input.writeback.category}
	_people > 0
}

findings contains {
	"severity": _severity, "percent": _percent,
	"people": {"at_least": _people, "exactly": _exactly.people},
	"guests": {"at_least": input.members.classes.guest, "exactly": _exactly.guests},
	"cloud_only": {"at_least": input.members.classes.cloud_only_user, "exactly": _exactly.cloud_only},
} if {
	applies
	_people > 0
}

# Members who were not read may be such people, too.
default _exactly := {"people": null, "guests": null, "cloud_only": null}

_exactly := {
	"people": _people,
	"guests": input.members.classes.guest,
	"cloud_only": input.members.classes.cloud_only_user,
} if not _hidden

default _percent := "unknown"

_percent := round((100 * _people) / _all) if not _hidden

default _severity := "medium"

_severity := "high" if {
	_people >= input.parameters.share * _all
	not _hidden
}

_people := input.members.classes.guest + input.members.classes.cloud_only_user
_all := _people + input.members.classes.synced_user
_hidden if input.members.cloud != "complete"
_hidden if input.members.classes.unreadable > 0
