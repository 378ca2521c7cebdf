# METADATA
# title: The account of the engine may change groups of the whole domain
# description: >-
#   The wizard and the cmdlets can give the rights on the domain head instead of the OU. Whoever takes over the server of
#   the engine then writes the members of every group that is not protected. Rights of others are STR-13, missing rights
#   STR-05; a writeback OU that is the domain head itself is STR-12.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account
# custom:
#   id: STR-14
#   severity: medium
#   message: "Trustee {evidence.trustee} writes copies and may change groups of the whole domain"
#   expected: rights on the writeback OU only
#   actual: rights on the domain head
#   remediation: >-
#     The notes of the run give the SID of the trustee. Connect: run Set-ADSyncUnifiedGroupWritebackPermissions with
#     -ADobjectDN <writeback OU>. Cloud sync: run dsacls "<writeback OU>" /I:T /G "<account>:CCDC;group" and dsacls
#     "<writeback OU>" /I:S /G "<account>:RPWP;;group". Save the access list of the domain head with (Get-Acl
#     "AD:<domain>").Sddl | Set-Content <file>, then take the account's entries for groups off it with dsacls. Check
#     first that no other feature of the engine needs them.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2], CIS Controls v8: ["6.8"]}
#   parameters:
#     connector: {type: sids, default: "", description: SIDs of the accounts that write groups}
package controls.tenant.rights_on_domain

applies if {
	input.tenant.mode != "none"
	input.tenant.ou.domain_head != "yes"
}

undecided contains "the access list of the domain head was not read: export nTSecurityDescriptor of the domain" if {
	applies
	input.access.head.read != "yes"
}

undecided contains "the account of the engine is not known: export objectSid and sAMAccountName of the accounts on the access list, or set the parameter connector" if {
	applies
	input.parameters.connector == ""
	true in [input.access.unknown.connect, input.access.unknown.agent]
	some trustee in input.access.head.trustees
	trustee.kind in {"account", "unresolved"}
	true in [trustee.create, trustee.delete, trustee.write_member]
}

findings contains {"part": trustee.sid, "trustee": trustee.number} if {
	applies
	some trustee in input.access.head.trustees
	trustee.sid in _connectors
	true in [trustee.create, trustee.delete, trustee.write_member]
}

_connectors := {sid | some sid in split(input.parameters.connector, " "); sid != ""} | {trustee.sid | some trustee in input.access.head.trustees; trustee.kind == "connector"}
