# METADATA
# title: The account of the engine cannot write groups in the writeback OU
# description: >-
#   Without the rights to create, delete and write groups the export fails with permission errors, group by group, and
#   copies stay as they are. Without the parameter the accounts are the one that Connect's export names, the stated one of cloud sync's agent, and those called as
#   setup calls them; an engine that may write and whose account none of them tells leaves this undecided. Judges entries for the account itself and for all accounts, which a list that is null allows
#   everything; rights that it has through another group count for nothing here, so name the group as connector then. Rights of others are STR-13, rights on the whole domain STR-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-gmsa-cmdlets
# custom:
#   id: STR-05
#   severity: high
#   message: "An account that writes groups lacks rights on the writeback OU: {evidence.lacks}"
#   expected: create, delete and write groups
#   actual: "{evidence.lacks} missing"
#   remediation: >-
#     Run Set-ADSyncUnifiedGroupWritebackPermissions for the connector account, or Set-AADCloudSyncPermissions
#     -PermissionType UserGroupCreateDelete for the agent's: both add entries to the access list of the OU.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2]}
#   parameters:
#     connector: {type: sids, default: "", description: SIDs of the accounts that write groups}
package controls.tenant.connector_rights

applies if input.tenant.mode != "none"

undecided contains "the access list of the writeback OU was not read: export nTSecurityDescriptor of the OU" if {
	applies
	input.access.ou.read != "yes"
}

undecided contains "the account that Connect signs in with is not known: export it, or set the parameter connector to the SIDs of all accounts that write groups" if {
	_told_by_nobody
	input.access.unknown.connect
}

undecided contains "the account of cloud sync's agent is not known: set cloudsync.agent, or the parameter connector to the SIDs of all accounts that write groups" if {
	_told_by_nobody
	input.access.unknown.agent
}

_told_by_nobody if {
	applies
	input.access.ou.read == "yes"
	input.parameters.connector == ""
	count(_lacked_by_others) > 0
}

findings contains {"part": sid, "lacks": concat(", ", missing)} if {
	applies
	input.access.ou.read == "yes"
	some sid in _connectors
	missing := _lacked_by_others - {right | some held in _held; held[0] == sid; right := held[1]}
	count(missing) > 0
}

# What an account without an entry of its own lacks.
_lacked_by_others := {right | some right, held in input.access.ou.anyone; not held}

_accounts := array.concat(input.access.connectors, input.access.agents)

_connectors := {sid | some sid in split(input.parameters.connector, " "); sid != ""} | {account.sid | input.parameters.connector == ""; some account in _accounts; account.sid != ""} | {trustee.sid | some trustee in input.access.ou.trustees; trustee.kind == "connector"}

_held := ({[trustee.sid, "create"] | some trustee in input.access.ou.trustees; trustee.create} | {[trustee.sid, "delete"] | some trustee in input.access.ou.trustees; trustee.delete}) | {[trustee.sid, "write"] | some trustee in input.access.ou.trustees; trustee.write_all}
