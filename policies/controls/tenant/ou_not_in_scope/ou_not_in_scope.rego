# METADATA
# title: The writeback OU is not in the sync scope of Connect
# description: >-
#   The container filter of the connector leaves out the writeback OU: Connect cannot see what it wrote there, so exports
#   fail (DIF-30), copies are missing (DIF-01) or stay as somebody changed them. Judged for every server by the nearest
#   container that is included or excluded; on a server in staging mode it acts only after a fail-over.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-configure-filtering
#   - ref: https://github.com/MicrosoftDocs/azure-docs/issues/95363
# custom:
#   id: STR-03
#   severity: high
#   message: "Connect server {evidence.server} ({evidence.role}) does not read the writeback OU"
#   expected: the writeback OU in the sync scope
#   actual: not in scope
#   remediation: >-
#     In the Connect wizard (Customize synchronization options, Domain and OU filtering) select the writeback OU and run
#     Start-ADSyncSyncCycle -PolicyType Initial, which imports it and writes what waits. Nothing else in it may be meant
#     for the cloud.
#   requires: [connect_connectors]
#   partial: judge
#   profile: connect
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.ou_not_in_scope

applies if {
	count(input.tenant.connect.servers) > 0
	not _off
}

undecided contains "the writeback OU is not known: set directory.writeback_ou" if {
	applies
	not input.tenant.ou_known
}

undecided contains "what a server reads of the domain of the writeback OU was not exported: export the connectors again with Get-ADSyncConnector | ConvertTo-Json -Depth 10" if {
	applies
	input.tenant.ou_known
	some server in input.tenant.connect.servers
	server.ou_in_scope == "unknown"
}

undecided contains "whether an engine of Connect is on was not read" if {
	applies
	not _on
	some server in input.tenant.connect.servers
	server.ou_in_scope == "no"
}

undecided contains "the server that writes was not exported" if {
	not _off
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role, "severity": _severity[server.role],
} if {
	_on
	some server in input.tenant.connect.servers
	server.ou_in_scope == "no"
}

_severity := {"active": "high", "unknown": "high", "staging": "medium"}

_on if "on" in {input.tenant.v1, input.tenant.v2}

_off if {
	input.tenant.v1 == "off"
	input.tenant.v2 == "off"
}
