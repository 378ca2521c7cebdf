# METADATA
# title: Group that directory roles can be given to is written
# description: >-
#   The copy shows in the directory who holds, or may hold, roles of the tenant, and everyone who may write the copy
#   knows which accounts to attack. Membership itself can only be changed in the cloud, by few. Whether V2 treats such
#   groups as others is not documented; they are taken for written. People with roles among the members of other groups
#   are GOV-04, a copy that leads into a privileged group of the directory is GOV-03, and moving such a group to cloud
#   sync CS-26.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
# custom:
#   id: CFG-08
#   severity: high
#   message: "{target} can hold directory roles and is written to Active Directory"
#   expected: role-assignable groups stay in the cloud
#   actual: isAssignableToRole true
#   remediation: >-
#     V2: run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false}, which freezes the copy. V1
#     writes every Microsoft 365 group: give the roles to a role-assignable security group (New-MgGroup
#     -IsAssignableToRole), which V1 does not write, and let this one go. Cloud sync: save the scope with
#     Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file>, then take the group
#     out with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter (Entra admin center, Entra
#     Connect, Cloud sync, Scoping filters). The copy stays, or what becomes of it is not documented: save it with
#     Get-ADGroup <copy> -Properties * | Export-Clixml <file>, then run Remove-ADGroup, which loses its SID. Give
#     on-premises access through another group.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
package controls.group.role_assignable_written

applies if {
	input.writeback.expected == "yes"
}

undecided contains "isAssignableToRole was not collected" if {
	_may_apply
	not input.tenant.collected.role_assignable
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	_found
}

findings contains {"attribute": "isAssignableToRole"} if {
	applies
	_found
}

_found if input.cloud.role_assignable

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
}
