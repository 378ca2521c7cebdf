# METADATA
# title: Copy has a group, computer, service or privileged account that the cloud group does not have
# description: >-
#   Through a group in the copy an unknown number of people gain access, computers and service accounts can be used
#   without a person, and an account with adminCount 1 tells of an attempt to hide rights. On distribution copies high.
#   Members from another forest are DIF-28, ordinary ones DIF-23, all of them on a frozen copy DIF-33.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/appendix-c--protected-accounts-and-groups-in-active-directory
# custom:
#   id: DIF-34
#   severity: critical
#   message: "The copy of {target} has {evidence.members|dangerous member|dangerous members} that the cloud group does not have"
#   expected: no group, computer, service or privileged account beside the members of the cloud group
#   actual: "{evidence.members|such member|such members}"
#   remediation: >-
#     Save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding UTF8, then
#     run Remove-ADGroupMember <group> -Members <member>, which ends the access at once. Look in the directory's audit
#     log (event 4756) for who added it, then find out who may write the member attribute (STR-13).
#   requires: [cloud_groups, directory_groups, memberships]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2, AC-6], ISO/IEC 27001:2022: [A.5.18, A.8.2], CIS Controls v8: ["6.1"]}
package controls.group.dangerous_member

applies if {
	input.writeback.expected == "yes"
	input.directory
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.directory
	input.writeback.expected == "unknown"
	not _harmless
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

undecided contains "adminCount of the accounts was not read: export it of every member" if {
	applies
	input.members.foreign_classes.plain > 0
	not input.tenant.directory_read.account_admin_count
}

undecided contains "no record of some members that the cloud group does not have was read, which may be groups, computers or privileged accounts: export the members of the copies" if {
	applies
	input.members.foreign_classes.unread > 0
}

findings contains {"severity": _severity, "members": {"at_least": input.members.foreign_classes.dangerous, "exactly": _exactly}} if {
	applies
	input.members.foreign_classes.dangerous > 0
}

# Others who were not read, or of whom it is not known what they are, may be dangerous too.
default _exactly := null

_exactly := input.members.foreign_classes.dangerous if {
	input.members.cloud == "complete"
	input.members.directory == "complete"
	input.members.foreign_classes.doubtful + input.members.foreign_classes.unread == 0
	_admins_known
}

# Of a group whose record was not read nothing is known of its members either.
_harmless if {
	input.cloud.kind != "unknown"
	input.members.cloud == "complete"
	input.members.directory == "complete"
	input.members.foreign_classes.dangerous + input.members.foreign_classes.doubtful + input.members.foreign_classes.unread == 0
	_admins_known
}

_admins_known if input.members.foreign_classes.plain == 0

_admins_known if input.tenant.directory_read.account_admin_count

default _severity := "critical"

_severity := "high" if input.directory.category == "distribution"
