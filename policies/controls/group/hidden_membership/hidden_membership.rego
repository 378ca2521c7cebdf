# METADATA
# title: Hidden members become visible in the directory
# description: >-
#   In the cloud only the members and owners see who belongs to this group. In the directory every account may read the
#   members of the copy. The collector itself needs Member.Read.Hidden to see them; without it they count as not read,
#   not as none. A group that directory roles can be given to is CFG-08.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-10
#   severity: medium
#   message: "{target} hides its members, and its copy shows them"
#   expected: no copy of a group with hidden membership
#   actual: visibility HiddenMembership
#   remediation: >-
#     V2: run Update-MgBetaGroup -GroupId <id> -WritebackConfiguration @{isEnabled=$false}, which freezes the copy. V1
#     writes every Microsoft 365 group and reads no setting: have the owner accept that everyone in the directory can
#     read the members, or replace the group by a security group (New-MgGroup), which V1 does not write. Cloud sync:
#     save the scope with Get-MgServicePrincipalAppRoleAssignedTo -ServicePrincipalId <id> -All | Export-Csv <file>,
#     then take the group out with Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter (Entra admin
#     center, Entra Connect, Cloud sync, Scoping filters). Then save the copy with Get-ADGroup <copy> -Properties * |
#     Export-Clixml <file> and run Remove-ADGroup, which loses its SID.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-4], ISO/IEC 27001:2022: [A.5.34]}
package controls.group.hidden_membership

applies if {
	input.writeback.expected == "yes"
}

undecided contains "visibility was not collected" if {
	_may_apply
	not input.tenant.collected.visibility
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	_found
}

findings contains {"attribute": "visibility"} if {
	applies
	_found
}

_found if input.cloud.visibility == "HiddenMembership"

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
}
