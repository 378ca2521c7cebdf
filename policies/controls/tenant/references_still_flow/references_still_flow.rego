# METADATA
# title: The coexistence rules let references through
# description: >-
#   JoinNoFlow stops attributes, not references: while both engines run, Connect may still change the members of copies
#   that cloud sync writes. Said so that nobody takes the cut-over for read-only; the rules themselves are CS-17.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CS-18
#   severity: info
#   message: >-
#     The outbound coexistence rule of {evidence.servers|Connect server|Connect servers} joins without a flow, and
#     references may flow
#   expected: members watched during the cut-over
#   actual: "{evidence.servers|server|servers} with the rule"
#   remediation: >-
#     Store a snapshot with wbaudit before and after the cut-over and compare the members of the copies with wbaudit
#     diff; keep the time in which both engines run short.
#   requires: [connect_rules]
#   partial: judge
#   profile: migration
#   readiness: notice
#   targets: [cloudsync]
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.tenant.references_still_flow

applies if {
	input.move.any != "no"
	count(_rules) > 0
}

undecided contains "no rules of a Connect server were exported: export Get-ADSyncRule" if {
	input.move.any != "no"
	count(_rules) == 0
}

undecided contains "what a rule does was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	applies
	"unknown" in _rules
}

findings contains {"servers": count([1 | some state in _rules; state == "yes"])} if {
	applies
	"yes" in _rules
}

_rules := [server.rules.coexistence.outbound | some server in input.tenant.connect.servers; server.rules.read]
