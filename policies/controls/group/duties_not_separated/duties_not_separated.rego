# METADATA
# title: One person both decides and carries out access
# description: >-
#   An owner of the cloud group may also change its copy by the access list of the writeback OU, as STR-13 reports it, so
#   one person gives access on both sides without anybody noticing; or the register names one person as owner and as
#   approver, so nobody approves. The engine's account and administrators of domain and forest do not count.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/best-practices-for-securing-active-directory
# custom:
#   id: GOV-07
#   severity: medium
#   message: "{target}: one person holds two duties ({evidence.duty})"
#   expected: owner, approver and administrator of the copies are different people
#   actual: "{evidence.duty}"
#   remediation: >-
#     Name another owner with New-MgGroupOwnerByRef, save the list with (Get-MgGroupOwner -GroupId <id> -All).Id |
#     Set-Content <file> and remove this one with Remove-MgGroupOwnerByRef. Or save the access list of the OU with
#     (Get-Acl "AD:<writeback OU>").Sddl | Set-Content <file> and take the person's right off it with Set-Acl; in the
#     register name an approver who is not the owner.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-5], ISO/IEC 27001:2022: [A.5.3], SOX section 404: [segregation of duties]}
package controls.group.duties_not_separated

applies if input.governance.secured == "yes"

undecided contains "who may change copies was not read: export nTSecurityDescriptor of the writeback OU" if {
	applies
	input.tenant.governance.duties == "no"
	not _nobody
}

undecided contains "who may change copies is not fully known: export member of the groups that the access list of the writeback OU names" if {
	applies
	input.tenant.governance.duties == "unknown"
	not _nobody
}

undecided contains "an owner has the rights of an engine and is not known to be none: export Connect's settings, which name its account" if {
	_may_apply
	input.governance.engine_like > 0
}

undecided contains "what ties an owner to an account of the directory was not read: collect again, or export the owners with onPremisesSecurityIdentifier and User.Read.All" if {
	_may_apply
	input.governance.owners_unlinked > 0
}

undecided contains "the owners were not read: export cloud/owners/<group id>.json with Group.Read.All and User.Read.All" if {
	_may_apply
	input.cloud.owners.read != "complete"
}

undecided contains "whether the group is written as a security group is not known" if {
	input.governance.secured == "unknown"
	_mixed
}

undecided contains "neither whether the group is written nor who may change copies is known" if {
	input.governance.secured == "unknown"
	input.tenant.governance.duties != "yes"
	not _nobody
}

findings contains {"part": "rights", "duty": "owner_and_trustee", "people": {"at_least": input.governance.duty_holders, "exactly": _exactly}} if {
	applies
	input.governance.duty_holders > 0
}

findings contains {"part": "register", "duty": "owner_and_approver", "people": 1} if {
	applies
	input.governance.same_person
}

# Others may hold both duties while the owners, their accounts, or who may change copies are not known.
default _exactly := null

_exactly := input.governance.duty_holders if count(undecided) == 0

# A group without owners has none who may change its copy.
_nobody if {
	input.cloud.owners.read == "complete"
	input.cloud.owners.count == 0
}

_mixed if input.governance.duty_holders > 0
_mixed if input.governance.same_person

# Whether it applies may be unknown as well as what was not read.
_may_apply if input.governance.secured != "no"
