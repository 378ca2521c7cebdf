# METADATA
# title: Access that ends in the cloud goes on in the directory
# description: >-
#   Privileged identity management gives memberships of this group for a time. The copy follows in the next cycle
#   only, and tickets that were issued before stay valid, so access lasts longer than was approved. Memberships that
#   end by hand, permanent assignments among them, have the same delay, but nobody promised an end: they do not count.
#   People who are disabled or expired and still in a copy are GOV-12.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups
#   - ref: https://learn.microsoft.com/windows/security/threat-protection/security-policy-settings/maximum-lifetime-for-user-ticket
# custom:
#   id: GOV-10
#   severity: medium
#   message: Time-bound membership of {target} lasts up to {evidence.minutes|minute|minutes} longer on-premises
#   expected: no copy of a group with time-bound membership
#   actual: "{evidence.ending} of {evidence.memberships|membership|memberships} end on their own, {evidence.minutes|minute|minutes} late"
#   remediation: >-
#     Give the time-bound access in the directory (Add-ADGroupMember -MemberTimeToLive), which ends tickets too, and
#     stop writing this group: with V2 run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration
#     @{isEnabled=$false}; with cloud sync save the scope with Get-MgServicePrincipalAppRoleAssignedTo
#     -ServicePrincipalId <id> -All | Export-Csv <file> and take the group out with
#     Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter of the job. The copy keeps its members
#     until it is removed: save it with Get-ADGroup <copy> -Properties * | Export-Clixml <file> and run
#     Remove-ADGroup. Or accept the time in writing.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
#   parameters:
#     ticket_hours: {type: number, default: 10, minimum: 0, maximum: 168, description: lifetime of a Kerberos ticket in hours}
package controls.group.time_bound_membership

applies if input.governance.secured == "yes"

undecided contains "the assignments of PIM were not read: export privilegedAssignments-<group id>.json with PrivilegedAssignmentSchedule.Read.AzureADGroup" if {
	_may_apply
	input.governance.time_bound.read != "yes"
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	input.governance.time_bound.ending > 0
}

findings contains {
	"memberships": {"at_least": input.governance.time_bound.memberships, "exactly": _exactly.memberships},
	"ending": {"at_least": input.governance.time_bound.ending, "exactly": _exactly.ending},
	"minutes": input.tenant.governance.cycle_minutes + round(60 * input.parameters.ticket_hours),
} if {
	applies
	input.governance.time_bound.ending > 0
}

# Assignments that were not read may end too.
default _exactly := {"memberships": null, "ending": null}

_exactly := {
	"memberships": input.governance.time_bound.memberships,
	"ending": input.governance.time_bound.ending,
} if input.governance.time_bound.read == "yes"

# Whether it applies may be unknown as well as what was not read.
_may_apply if input.governance.secured != "no"
