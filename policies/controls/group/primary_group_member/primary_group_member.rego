# METADATA
# title: Accounts have the copy as their primary group
# description: >-
#   The directory does not list them in member, so no comparison and no list of members shows them, and no engine can
#   take them out; they have every access of the copy. Judges accounts whose primaryGroupID was read. Listed members that
#   the cloud group lacks are DIF-23; a cloud member who is one of them is not missing for DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/windows/win32/adschema/a-primarygroupid
# custom:
#   id: DIF-32
#   severity: high
#   message: "{evidence.accounts|account has|accounts have} the copy of {target} as primary group"
#   expected: no account with the copy as primary group
#   actual: "{evidence.accounts|account|accounts}"
#   remediation: >-
#     Where it is no member of Domain Users, run Add-ADGroupMember "Domain Users" -Members <account> first: the
#     directory refuses a primary group that the account is no member of. Then run Set-ADUser <account> -Replace
#     @{primaryGroupID=513}; the directory now lists the account in the copy. Where it should not have that access,
#     save the members with (Get-ADGroup <group> -Properties member).member | Set-Content <file> -Encoding UTF8 and
#     run Remove-ADGroupMember <group> -Members <account>.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   parameters:
#     all_people: {type: boolean, default: false, description: the export has every account with an unusual primary group}
package controls.group.primary_group_member

applies if {
	input.cloud
	input.writeback.expected != "no"
	input.directory.category in {"security", "unknown"}
}

undecided contains "not every primary group was read: export (&(objectCategory=person)(!(primaryGroupID=513)))" if {
	applies
	not _searched
}

undecided contains "primaryGroupID did not come of some accounts, though every account has one: export with an account that may read it" if {
	applies
	input.tenant.forest.primary_groups_hidden > 0
}

undecided contains "objectSid was not read, to which primaryGroupID refers" if {
	applies
	not input.tenant.directory_read.object_sid
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.writeback.category in {"security", "unknown"}
	input.directory_absent == "unknown"
}

findings contains {"accounts": {"at_least": input.directory.standing.primary_holders, "exactly": _exactly}} if {
	applies
	input.directory.standing.primary_holders > 0
}

# Accounts whose primary group was not read may have it too.
default _exactly := null

_exactly := input.directory.standing.primary_holders if count(undecided) == 0

_searched if input.tenant.forest.primary_groups == "yes"

_searched if {
	input.tenant.forest.primary_groups == "unknown"
	input.parameters.all_people
}
