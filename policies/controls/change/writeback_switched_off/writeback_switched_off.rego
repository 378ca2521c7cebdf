# METADATA
# title: Writeback of a group was switched off
# description: >-
#   A group that was written is no longer: its copy freezes or is deleted, people who leave keep what the copy grants, or
#   all members lose it at once. Judged is the effective state of a group that both snapshots hold, so the tenant's
#   setting or an engine can be the cause as well as the group itself. What vanished from the directory is DRF-10, a
#   frozen copy that grants rights STR-13, changes without a ticket are GOV-08.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: DRF-02
#   severity: high
#   message: "{target} was written in the earlier snapshot and is no longer"
#   expected: written as before
#   actual: "written: {group.written_before}, now {group.written_after}"
#   remediation: >-
#     If it was not meant, turn it back before the next cycle: with V2 run Update-MgBetaGroup -GroupId <id>
#     -WritebackConfiguration @{isEnabled=$true}; with cloud sync put the group into the scope of the job again
#     (New-MgServicePrincipalAppRoleAssignedTo, or the attribute filter); where the setting or an engine was switched,
#     DRF-07 names it. If it was meant, find out with wbaudit whatif what becomes of the copy and take the rights that
#     it grants away.
#   requires: [cloud_groups]
#   previous: [cloud_groups]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.32], NIST SP 800-53r5: [AC-2, CM-3]}
package controls.change.writeback_switched_off

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

findings contains {"severity": severity, "configured": input.group.configured, "copied": input.group.copied} if {
	applies
	input.group.written_before == "yes"
	input.group.written_after == "no"
	severity := {"yes": "high", "unknown": "high", "no": "low"}[input.group.copied]
}

_moved if input.group.written_before != input.group.written_after
_moved if input.group.configured
_moved if count(input.not_compared) > 0
