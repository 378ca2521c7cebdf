# METADATA
# title: Register and groups do not agree
# description: >-
#   A group is written that the register does not know, so nobody stated what it is for, who owns it and who approves its
#   members; or the register has rows whose group is gone, so it no longer shows what there is. Told once for the tenant,
#   both ways, unless each_group. A group without an owner in the cloud is GOV-01.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-lifecycle
# custom:
#   id: GOV-14
#   severity: medium
#   message: The register has no row for {target}
#   expected: a row with purpose, owner and approver
#   actual: no row
#   remediation: >-
#     Have the owner state purpose, owner and approver and add the row to the register; take out rows whose group is
#     gone, after a copy of the file. Where nobody needs the copy, stop writing it: with V2 run Update-MgBetaGroup
#     -GroupId <id> -WritebackConfiguration @{isEnabled=$false}, with cloud sync save the scope with
#     Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file> and take the group out
#     with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter of the job; the copy stays until it
#     is removed. V1 writes every Microsoft 365 group and leaves none out.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [CM-8], ISO/IEC 27001:2022: [A.5.9]}
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.not_registered

applies if {
	input.parameters.each_group
	input.writeback.expected == "yes"
}

undecided contains "no register was given: name its CSV file with --register" if {
	_may_apply
	not input.tenant.governance.register
}

undecided contains "whether the group is written is not known" if {
	input.parameters.each_group
	input.writeback.expected == "unknown"
	input.tenant.governance.register
	not input.governance.registered
}

findings contains {"attribute": "id"} if {
	applies
	input.tenant.governance.register
	not input.governance.registered
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
}
