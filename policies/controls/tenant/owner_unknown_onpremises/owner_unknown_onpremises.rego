# METADATA
# title: Nobody on-premises can tell whose groups the copies are
# description: >-
#   The copies have no managedBy and no owner in the register, so administrators of the directory who are asked for
#   access or clean up find nobody to ask: the owners stand in the cloud only. Groups without an owner there are GOV-01,
#   groups without a row in the register GOV-14.
# related_resources:
#   - ref: https://learn.microsoft.com/windows/win32/adschema/a-managedby
# custom:
#   id: GOV-02
#   severity: info
#   message: "{evidence.groups|copy has|copies have} neither managedBy nor an owner in the register"
#   expected: an owner in the register, or managedBy on every copy
#   actual: "{evidence.groups} of {totals.governance.copies|copy|copies}"
#   remediation: >-
#     Give a register that names the owners with --register, or set managedBy with Set-ADGroup <copy> -ManagedBy
#     <account>, which neither engine overwrites and which by itself grants nothing.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.9]}
package controls.tenant.owner_unknown_onpremises

applies if input.totals.governance.copies > 0

undecided contains "managedBy was not read: export managedBy of groups, or give a register with --register" if {
	input.totals.governance.unmanaged.undecided > 0
}

undecided contains "of some copies without an owner it is not known whether they are written: export onPremisesSynchronization and every group whole" if {
	input.totals.governance.copies_undecided > 0
}

findings contains {"groups": input.totals.governance.unmanaged.groups} if {
	input.totals.governance.unmanaged.groups.at_least > 0
}
