# METADATA
# title: The coexistence rules are missing in Connect
# description: >-
#   Before security groups move, two rules tell Connect to leave them alone: one inbound that sets cloudNoFlow, one
#   outbound that joins without a flow. Without both, Connect takes the copies out of scope when V2 goes, and may delete
#   them with their SIDs. Known by the ids of the migration guide or by what a rule does. What the rules do not cover is
#   CS-30, that they let references through CS-18.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CS-17
#   severity: high
#   message: Connect server {evidence.server} ({evidence.role}) lacks the coexistence {evidence.lacks}
#   expected: both rules enabled on every server
#   actual: "{evidence.lacks} missing"
#   remediation: >-
#     Create both rules as the migration guide writes them (New-ADSyncRule, precedence 88 and 89), on the staging server
#     first, run Start-ADSyncSyncCycle -PolicyType Initial, and compare before V2 is switched off; do not take the OU
#     out of scope.
#   requires: [connect_rules]
#   partial: judge
#   profile: migration
#   readiness: after
#   targets: [cloudsync]
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.tenant.coexistence_missing

applies if {
	input.move.any != "no"
	count(_servers) > 0
}

undecided contains "no rules of a Connect server were exported: export Get-ADSyncRule" if {
	input.move.any != "no"
	count(_servers) == 0
}

undecided contains "what a rule does was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	applies
	some server in _servers
	"unknown" in {server.rules.coexistence.inbound, server.rules.coexistence.outbound}
}

findings contains {"part": server.key, "server": server.number, "role": server.role, "lacks": concat(" and ", lacks)} if {
	applies
	some server in _servers
	lacks := {rule | some rule, state in _rules(server); state == "no"}
	count(lacks) > 0
}

_rules(server) := {"inbound rule": server.rules.coexistence.inbound, "outbound rule": server.rules.coexistence.outbound}

_servers := [server | some server in input.tenant.connect.servers; server.rules.read]
