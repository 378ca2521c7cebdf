# METADATA
# title: The member limit rule keeps large groups out
# description: >-
#   "Out to AD - Group Writeback Member Limit" is on, which an upgrade from before 1.6.2.4 does by itself, and groups
#   with more than 50,000 and up to 250,000 members are not written because of it; where the rule was edited,
#   member_limit states its number. Each of these groups is CFG-13; this names the one switch behind all of them.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-14
#   severity: low
#   message: >-
#     The member limit rule is on on Connect server {evidence.server} ({evidence.role}) and keeps out
#     {evidence.groups|Microsoft 365 group|Microsoft 365 groups}
#   expected: the rule disabled, or no group over its limit with up to 250,000 members
#   actual: "{evidence.groups|group|groups} not written"
#   remediation: >-
#     If these groups are wanted, run Set-ADSyncScheduler -SyncCycleEnabled $false, disable "Out to AD - Group Writeback
#     Member Limit" in the Synchronization Rules Editor (direction Outbound) and switch the scheduler on again: the next
#     cycle is a full one and writes them.
#   requires: [connect_rules, cloud_groups]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
package controls.tenant.member_limit_rule

applies if {
	some server in input.tenant.connect.servers
	server.role != "staging"
	server.rules.member_limit != "unknown"
}

undecided contains "members of Microsoft 365 groups were not read completely, or whether an engine is on that keeps some of them out was not" if {
	_limited
	input.totals.connect.limited.exactly == null
}

undecided contains "the server that writes has no rule for the member limit, or was not exported" if {
	count(input.tenant.connect.servers) > 0
	not applies
	input.totals.connect.limited.exactly != 0
	"on" in {input.tenant.v1, input.tenant.v2}
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role, "groups": input.totals.connect.limited,
} if {
	some server in input.tenant.connect.servers
	server.role != "staging"
	server.rules.member_limit == "on"
	input.totals.connect.limited.at_least > 0
}

_limited if {
	some server in input.tenant.connect.servers
	server.role != "staging"
	server.rules.member_limit == "on"
}
