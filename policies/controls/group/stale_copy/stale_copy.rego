# METADATA
# title: Nobody has touched the group for long
# description: >-
#   Neither side was changed for the days of stale, no group contains the copy and no rule fills it: most likely nobody
#   needs the access it still grants. What files, applications and policies name it is not known to the directory. Told
#   once for the tenant unless each_group. Groups that nobody reviews are GOV-06.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-lifecycle
# custom:
#   id: GOV-09
#   severity: low
#   message: Nobody has changed {target} or its copy for long, and nothing contains it
#   expected: a change, a group that contains the copy, or no copy
#   actual: no change on either side, no group above
#   remediation: >-
#     Ask the owner. Then stop writing it: with V2 run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$false}, which freezes the copy; with cloud sync save the scope with
#     Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file> and take the group out
#     with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter of the job. Wait until somebody
#     misses it, save the copy with Get-ADGroup <copy> -Properties * | Export-Clixml <file>, and run Remove-ADGroup,
#     which loses its SID for good.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.stale_copy

applies if {
	input.parameters.each_group
	input.governance.secured == "yes"
	input.directory
}

undecided contains "how old the last change is was not read: export whenChanged and memberOf of groups, createdDateTime from /beta/groups" if {
	input.parameters.each_group
	input.governance.stale == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.parameters.each_group
	input.governance.secured != "no"
	input.directory_absent == "unknown"
}

undecided contains "whether the group is written as a security group is not known" if {
	input.parameters.each_group
	input.governance.secured == "unknown"
	input.governance.stale == "yes"
}

findings contains {"attribute": "whenChanged"} if {
	applies
	input.governance.stale == "yes"
}
