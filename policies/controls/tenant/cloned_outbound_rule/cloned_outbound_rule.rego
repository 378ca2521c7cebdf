# METADATA
# title: A clone of the rule that writes copies is enabled
# description: >-
#   A custom rule does the work of "Out to AD - Group SOAInAAD". Upgrades bring the default rule and "Out to AD - Group
#   SOAInAAD - Exchange" beside it, so mail and Exchange attributes of the copies follow the precedence of all three.
#   Found by the name or the scope of the default rule. The inbound counterpart, which costs access, is ENG-12.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-27
#   severity: medium
#   message: >-
#     On Connect server {evidence.server} ({evidence.role}) {evidence.clones|clone does|clones do} the work of "Out to AD
#     - Group SOAInAAD" (default rule {evidence.default})
#   expected: only the default rule
#   actual: "{evidence.clones|enabled clone|enabled clones}"
#   remediation: >-
#     Compare the clone's transformations with the default rules in the Synchronization Rules Editor, keep what differs
#     on purpose in a rule of its own with a lower precedence number, and disable the clone; the next full
#     synchronization rewrites mail and Exchange attributes.
#   requires: [connect_rules]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.cloned_outbound_rule

applies if {
	_connect != "off"
	count(_servers) > 0
}

undecided contains "whether an engine of Connect is on was not read" if {
	_connect == "unknown"
	some server in _servers
	server.rules.outbound.clones > 0
}

undecided contains "the server that writes was not exported" if {
	_connect != "off"
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

undecided contains "the name, direction, types, state or conditions of some rules were not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	_connect != "off"
	some server in input.tenant.connect.servers
	server.rules.vague > 0
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role,
	"clones": server.rules.outbound.clones, "default": server.rules.outbound["default"],
} if {
	_connect == "on"
	some server in _servers
	server.rules.outbound.clones > 0
}

_servers := [server | some server in input.tenant.connect.servers; server.rules.read]

default _connect := "unknown"

_connect := "on" if "on" in {input.tenant.v1, input.tenant.v2}

_connect := "off" if {
	input.tenant.v1 == "off"
	input.tenant.v2 == "off"
}
