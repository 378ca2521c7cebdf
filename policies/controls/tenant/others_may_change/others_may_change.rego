# METADATA
# title: Others than the engine may change the copies
# description: >-
#   By the access list of the writeback OU somebody beside the engine and administrators may create or delete groups,
#   set their members, or give himself such rights: access then follows the directory, not the cloud. Account Operators
#   matter while they have members; rights that Exchange sets up count once. Medium where the trustee is not known. An
#   engine that lacks rights is STR-05, one whose rights reach over the whole domain STR-14, an owner who is such a
#   trustee GOV-07.
# related_resources: [{ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/best-practices-for-securing-active-directory}]
# custom:
#   id: STR-13
#   severity: high
#   message: "{evidence.trustee} ({evidence.kind}) may change copies in the writeback OU"
#   expected: only the engine and administrators
#   actual: "{evidence.trustee}"
#   remediation: >-
#     The notes of the run give the SID of each trustee. Look at (Get-Acl "AD:<writeback OU>").Access and save the
#     list with (Get-Acl "AD:<writeback OU>").Sddl | Set-Content <file>. Then remove entries that nobody needs with
#     dsacls, or break inheritance from above; who loses them can no longer manage these groups. Name accounts that
#     are meant to have them in trustees.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-3, AC-6], ISO/IEC 27001:2022: [A.8.2, A.8.3], CIS Controls v8: ["6.8"]}
#   parameters:
#     trustees: {type: sids, default: "", description: SIDs of accounts that may change copies}
package controls.tenant.others_may_change

applies if input.tenant.mode != "none"

undecided contains "the access list of the writeback OU was not read: export nTSecurityDescriptor of the OU" if {
	applies
	input.access.ou.read != "yes"
}

undecided contains "an account with the rights of an engine is not known to be one: set trustees to its SID" if {
	applies
	some trustee in _others
	trustee.like_engine
}

undecided contains "whether Account Operators have members was not read: export member of CN=Account Operators,CN=Builtin of the domain" if {
	applies
	count(_unread) > 0
}

findings contains {"part": trustee.sid, "severity": severity, "trustee": sprintf("Trustee %d", [trustee.number]), "kind": trustee.kind} if {
	applies
	some trustee in _others
	not trustee.like_engine
	trustee.kind != "exchange"
	not trustee.sid in _unread
	severity := object.get({"operators": "info", "active_operators": "medium", "unresolved": _unknown}, trustee.kind, "high")
}

# An observation must not stand where a verdict is missing.
findings contains {"part": "exchange", "severity": "info", "trustee": "Exchange", "kind": "exchange"} if {
	applies
	count(_unread) == 0
	some trustee in _others
	trustee.kind == "exchange"
}

_others := [trustee |
	some trustee in input.access.ou.trustees
	not trustee.kind in {"self", "system", "admins", "connector"}
	not trustee.sid in split(input.parameters.trustees, " ")
]

# Account Operators of whom it is not known whether there are any.
_unread contains trustee.sid if {
	some trustee in _others
	trustee.kind == "operators"
	trustee.members == null
}

# It may be one of the groups that Exchange made, unless there is no Exchange.
default _unknown := "medium"

_unknown := "high" if input.tenant.exchange == "no"
