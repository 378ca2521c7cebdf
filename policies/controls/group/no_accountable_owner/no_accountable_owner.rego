# METADATA
# title: Nobody answers for a group that grants access on-premises
# description: >-
#   The group has no owner who is a person of the tenant with an enabled account, so nobody decides who gets the access
#   and nobody can be asked; low with one such owner, who may leave. A guest counts as no owner here and is GOV-11
#   besides, since taking him out leaves nobody who answers; owners who give access in Outlook without the directory's
#   administrators are CFG-27.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/fundamentals/how-to-manage-groups
# custom:
#   id: GOV-01
#   severity: medium
#   message: "{target} has {evidence.active|active owner|active owners}"
#   expected: two active owners
#   actual: "{evidence.active|active owner|active owners} of {evidence.owners}"
#   remediation: >-
#     Name two active owners with New-MgGroupOwnerByRef -GroupId <id>; owners may change the members of the group from
#     then on. Save the list with (Get-MgGroupOwner -GroupId <id> -All).Id | Set-Content <file>, then remove the
#     others with Remove-MgGroupOwnerByRef.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.9, A.5.15], SOX section 404: [access administration]}
package controls.group.no_accountable_owner

applies if input.governance.secured == "yes"

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	_severity
}

undecided contains "the owners were not read: export cloud/owners/<group id>.json with Group.Read.All and User.Read.All" if {
	_may_apply
	input.cloud.owners.read != "complete"
	input.cloud.owners.active < 2
}

undecided contains "whether all owners are active was not read: export userType and accountEnabled of owners with User.Read.All" if {
	_may_apply
	input.cloud.owners.active < 2
	_unsure
}

findings contains {"severity": _severity, "owners": input.cloud.owners.count, "active": input.cloud.owners.active} if applies

_severity := "medium" if {
	input.cloud.owners.read == "complete"
	input.cloud.owners.active == 0
	not _unsure
}

_severity := "low" if {
	input.cloud.owners.read == "complete"
	input.cloud.owners.active == 1
	not _unsure
}

_unsure if input.cloud.owners.unsure > 0

_unsure if {
	input.cloud.owners.count > 0
	not input.tenant.governance.user_type
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if input.governance.secured != "no"
