# METADATA
# title: More groups or memberships than a job for selected groups takes
# description: >-
#   A job for selected groups takes up to 10,000 groups with 250,000 memberships in all. Counted are the groups that
#   cloud sync writes now and those that would move, with their direct members; people in the scope of the job count,
#   too, and are in no export. Dividing the job does not help, since a domain has one configuration. The limits of a job
#   for all groups are CS-04, that of a single group CS-02.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CS-03
#   severity: high
#   message: >-
#     A job for selected groups would have {evidence.groups|group|groups} with
#     {evidence.memberships|membership|memberships}
#   expected: up to {parameters.groups|group|groups} and {parameters.memberships|membership|memberships}
#   actual: "{evidence.groups|group|groups}, {evidence.memberships|membership|memberships}"
#   remediation: >-
#     Move fewer groups: leave out those that nobody uses on-premises (GOV-09), or take members that need nothing
#     there out of large ones (save them with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, then run
#     Remove-MgGroupMemberByRef). Or set the job to all groups with an attribute filter, whose limits are higher, and
#     state cloudsync.scope.
#   requires: []
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3, SC-5], ISO/IEC 27001:2022: [A.8.6, A.8.32]}
#   parameters:
#     groups:
#       type: integer
#       default: 10000
#       minimum: 1
#       description: groups that a job for selected groups takes
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
#     memberships:
#       type: integer
#       default: 250000
#       minimum: 1
#       description: memberships that it takes
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
package controls.tenant.over_selected_limits

applies if input.move.any != "no"

undecided contains "the mode of the job is not known: state cloudsync.scope" if {
	applies
	input.tenant.job.scope == "unknown"
	_over
}

undecided contains "not every group that moves, or not all members, were counted" if {
	applies
	input.tenant.job.scope != "all"
	not input.move.whole
}

findings contains {"groups": input.move.groups, "memberships": input.move.memberships} if {
	applies
	input.tenant.job.scope == "selected"
	_over
}

_over if input.move.groups > input.parameters.groups

_over if input.move.memberships > input.parameters.memberships
