# METADATA
# title: Converted group could not be given back to the directory as it is
# description: >-
#   Rolling the source of authority back fails, or loses members, while the converted group has cloud-only people or
#   guests as members or is a resource of an access package. Worth knowing before the next groups are converted, not a
#   defect of this one. Access packages are in no export, so they are stated by a parameter. What a conversion does not
#   carry over is CS-35, a scope that stands against it CS-12 or CS-34.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/concept-group-source-of-authority-guidance
# custom:
#   id: CS-14
#   severity: medium
#   message: >-
#     {target} has {evidence.people|member|members} that the directory cannot hold (access packages:
#     {evidence.access_packages})
#   expected: people from the directory only, and no access package
#   actual: "{evidence.people|cloud-only person|cloud-only people}"
#   remediation: >-
#     Before a roll-back save the members with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, remove
#     cloud-only people and guests with Remove-MgGroupMemberByRef and the group from its access packages (Entitlement
#     management, Catalogs): they lose the access that the group grants.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: notice
#   targets: [soa]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
#   parameters:
#     access_packages:
#       type: string
#       default: unknown
#       enum: [unknown, none, used]
#       description: whether converted groups are resources of access packages
package controls.group.conversion_hard_to_undo

applies if input.cloud.soa_converted == "yes"

undecided contains "whether the group was converted was not read: read onPremisesSyncBehavior of it" if {
	input.cloud.soa_converted in {"likely", "unknown"}
	_may_be_hazard
}

undecided contains "the cloud members were not read completely" if {
	applies
	input.members.cloud != "complete"
}

undecided contains "access packages are in no export: look at them and set the parameter access_packages" if {
	applies
	input.parameters.access_packages == "unknown"
}

findings contains {"people": {"at_least": _people, "exactly": _exactly}, "access_packages": input.parameters.access_packages} if {
	applies
	_hazard
}

# Members that were not read may be such people too.
default _exactly := null

_exactly := _people if input.members.cloud == "complete"

_people := input.members.classes.cloud_only_user + input.members.classes.guest

_hazard if _people > 0

_hazard if input.parameters.access_packages == "used"

_may_be_hazard if _hazard

_may_be_hazard if input.members.cloud != "complete"
