# METADATA
# title: Writeback of a group was switched on
# description: >-
#   A group that was not written is now: a copy appears in Active Directory, and whoever is a member gets what it is
#   granted there. Judged is the effective state of a group that both snapshots hold, so the tenant's setting or an
#   engine can be the cause as well as the group itself. Groups that are new are CFG-31 and ENG-35, what appeared in the
#   directory is DRF-09, changes without a ticket are GOV-08.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DRF-01
#   severity: medium
#   message: "{target} was not written in the earlier snapshot and is now"
#   expected: written as before
#   actual: "written: {group.written_before}, now {group.written_after}"
#   remediation: >-
#     Ask the owner whether the group is meant for the directory. If not: with V2 run Update-MgBetaGroup -GroupId <id>
#     -WritebackConfiguration @{isEnabled=$false}; with cloud sync save the scope with
#     Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file> and take the group out
#     with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter of the job; with V1, which writes
#     every Microsoft 365 group, turn the switch back that DRF-07 names. The copy that was made stays until it is
#     deleted by hand, or until the V1 switch deletes every copy.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.32], NIST SP 800-53r5: [AC-2, CM-3]}
package controls.change.writeback_switched_on

applies if {
	input.object == "group"
	input.change in {"changed", "notCompared"}
}

undecided contains "whether the group was and is written is not known in both snapshots" if {
	applies
	"unknown" in {input.group.written_before, input.group.written_after}
	_moved
}

undecided contains "which engines run, or the setting for new groups, is not known in both snapshots" if {
	input.object == "tenant"
	not input.switches.known
}

findings contains {"configured": input.group.configured} if {
	applies
	input.group.written_before == "no"
	input.group.written_after == "yes"
}

_moved if input.group.written_before != input.group.written_after
_moved if input.group.configured
_moved if count(input.not_compared) > 0
