# METADATA
# title: A default rule for groups is off or gone without replacement, or was edited
# description: >-
#   A rule of Microsoft's that reads or writes groups is disabled, or deleted since the earlier snapshot of the same version, and no enabled custom rule of the same direction,
#   connector and object types replaces it, so groups or their members stop arriving; or it does something else than in
#   the earlier snapshot of the same version, which the next upgrade takes back. Rules with an id of their own are left
#   out: SOAInAAD clones (ENG-12, ENG-27), member limits, which may be off (ENG-14), a join that takes copies (STR-15).
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-best-practices-changing-default-configuration
# custom:
#   id: ENG-26
#   severity: high
#   message: >-
#     On Connect server {evidence.server} ({evidence.role}) the default rule with precedence {evidence.precedence}
#     ({evidence.rule}) {evidence.defect}
#   expected: the rule as Microsoft delivers it and enabled, or an enabled custom rule in its place
#   actual: "{evidence.defect}"
#   remediation: >-
#     In the Synchronization Rules Editor enable the default rule and take back edits of it, or make an editable copy with a
#     lower precedence number and change that (never of the SOAInAAD rules), which Connect writes from then on; then run Start-ADSyncSyncCycle -PolicyType Initial.
#   requires: [connect_rules]
#   partial: judge
#   profile: connect
#   frameworks: {NIST SP 800-53r5: [CM-3, CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.default_rule_disabled

applies if {
	some server in input.tenant.connect.servers
	server.rules.read
}

undecided contains "no earlier snapshot" if {
	applies
	not input.history.given
}

undecided contains "earlier snapshot: it does not hold rules and version of every server, or what every rule does" if {
	applies
	input.history.rules.unread > 0
}

undecided contains "earlier snapshot: it is of another version of Connect, which rewrites default rules, so edits of them cannot be told: compare with a snapshot taken since the upgrade" if {
	applies
	input.history.rules.upgraded > 0
}

undecided contains "rules do not tell whether they are default rules, or off: export the rules again with the script of wbaudit init --export-script powershell" if {
	some server in input.tenant.connect.servers
	server.rules.unclear > 0
}

undecided contains "whether another rule takes the place of one that is off or gone was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	some lost in _lost
	lost.rule.replaced == "unknown"
	lost in _needed
}

undecided contains "whether an engine of Connect is on, which needs a rule that is off or gone, was not read" if {
	some lost in _lost
	not lost in _needed
	"unknown" in {input.tenant.v1, input.tenant.v2}
}

findings contains {
	"part": lost.part, "server": lost.server, "role": lost.role,
	"rule": lost.rule.rule, "precedence": precedence, "defect": sprintf("is %s and nothing takes its place", [lost.state]),
} if {
	some lost in _needed
	lost.rule.replaced == "no"
	some precedence in ({number | number := lost.rule.precedence; number != null} | {"unknown" | lost.rule.precedence == null})
}

findings contains {
	"part": sprintf("%s %s edited", [rule.server, rule.key]), "server": rule.number, "role": rule.role,
	"rule": rule.rule, "precedence": precedence, "defect": "does something else than in the earlier snapshot",
} if {
	some rule in input.history.rules.edited
	some precedence in ({number | number := rule.precedence; number != null} | {"unknown" | rule.precedence == null})
}

_lost contains {
	"part": sprintf("%s %s", [server.key, rule.key]), "server": server.number, "role": server.role, "state": "off", "rule": rule,
} if {
	some server in input.tenant.connect.servers
	some rule in server.rules.disabled
}

_lost contains {
	"part": sprintf("%s %s gone", [gone.server, gone.lost.key]), "server": gone.number, "role": gone.role, "state": "gone", "rule": gone.lost,
} if {
	some gone in input.history.rules.gone
}

# Rules that only group writeback needs may be off while Connect writes no groups.
_needed contains lost if {
	some lost in _lost
	not lost.rule.writeback
}

_needed contains lost if {
	some lost in _lost
	"on" in {input.tenant.v1, input.tenant.v2}
}
