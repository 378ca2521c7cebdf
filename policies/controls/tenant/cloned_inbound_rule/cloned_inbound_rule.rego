# METADATA
# title: A clone of a default rule leaves targetWritebackType empty
# description: >-
#   The default rule "In from AAD - Group SOAInAAD" is off and an enabled custom rule of the same direction and
#   connector takes cloudMastered groups, alone or among all, without writing targetWritebackType, as after an upgrade over a clone: Connect
#   writes every enabled group, security included, as a distribution group, which ends access. Known by what the rules
#   do, not by their names. ENG-13 is the symptom without the rules, ENG-26 any other default rule that is off.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-12
#   severity: critical
#   message: >-
#     On Connect server {evidence.server} ({evidence.role}) a custom rule stands for "In from AAD - Group SOAInAAD" and
#     leaves targetWritebackType empty
#   expected: the default rule enabled, or a clone that writes targetWritebackType
#   actual: "{evidence.clones|clone|clones} in place of the default rule"
#   remediation: >-
#     In the Synchronization Rules Editor save the clone with Export, enable "In from AAD - Group SOAInAAD", disable
#     the clone, then run Start-ADSyncSyncCycle -PolicyType Initial: Connect turns the copies back into security
#     groups, keeping their SIDs.
#   requires: [connect_rules]
#   partial: judge
#   profile: connect
#   readiness: blocker
#   targets: [cloudsync, v2]
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-3, AC-3], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.cloned_inbound_rule

applies if {
	input.tenant.v2 == "on"
	count(_servers) > 0
}

undecided contains "whether V2 is on was not read" if {
	input.tenant.v2 == "unknown"
	some server in _servers
	server.rules.inbound.replaced != "no"
}

undecided contains "what a rule for cloudMastered groups does was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	applies
	some server in _servers
	server.rules.inbound.replaced == "unknown"
}

undecided contains "the server that writes was not exported" if {
	input.tenant.v2 != "off"
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

undecided contains "the name, direction, types, state or conditions of some rules were not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	input.tenant.v2 != "off"
	some server in input.tenant.connect.servers
	server.rules.vague > 0
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role,
	"severity": _severity[server.role], "clones": server.rules.inbound.clones,
} if {
	applies
	some server in _servers
	server.rules.inbound.replaced == "yes"
}

# In staging mode nothing is written, until the server takes over.
_severity := {"active": "critical", "unknown": "critical", "staging": "high"}

_servers := [server | some server in input.tenant.connect.servers; server.rules.read]
