# METADATA
# title: Connect servers are not set up alike
# description: >-
#   The exported servers differ in what a fail-over would change: version, writeback OU, V1 or V2, custom rules or
#   disabled default rules; or more than one writes; or one that does not write is older than V2 needs, whose switch is
#   the tenant's: after a fail-over it would write distribution groups only. The server that writes is ENG-07 when it is
#   too old, and a rule that is off or cloned on it ENG-12, ENG-26 or ENG-27.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: ENG-29
#   severity: high
#   message: "Connect would not go on as before after a fail-over: {evidence.reasons}"
#   expected: servers that are set up alike, one of them active
#   actual: "{evidence.reasons}"
#   remediation: >-
#     Bring the servers to one version; export the settings of the active server (Connect wizard, View or export
#     current configuration), import them on the others and compare both with the configuration documenter; switch
#     staging mode on everywhere but on one server (wizard, Configure staging mode). csexport "<connector>"
#     pending.xml /f:x shows what a server in staging mode would write.
#   requires: [connect_settings, connect_features, connect_rules]
#   partial: judge
#   profile: connect
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-2, CP-10], ISO/IEC 27001:2022: [A.8.9, A.8.14]}
package controls.tenant.servers_disagree

applies if count(input.tenant.connect.servers) > 1

applies if _too_old > 0

undecided contains sprintf("not in the export of every server: %s", [concat(", ", input.tenant.connect.unread)]) if {
	count(input.tenant.connect.unread) > 0
}

undecided contains sprintf("exported, but contradictory, told otherwise by the sync configuration, or of a form that cannot be compared: %s", [concat(", ", input.tenant.connect.unclear)]) if {
	count(input.tenant.connect.unclear) > 0
}

undecided contains "whether V2 is on was not read, for which a server that does not write is too old" if {
	input.tenant.v2 == "unknown"
	_old("yes") > 0
}

undecided contains "the version of a server that does not write was not read: export its global settings" if {
	input.tenant.v2 != "off"
	_old("unknown") > 0
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {
	"servers": count(input.tenant.connect.servers), "active": input.tenant.connect.active, "too_old": _too_old,
	"differences": concat(", ", input.tenant.connect.differences), "reasons": concat("; ", _reasons),
} if {
	applies
	count(_reasons) > 0
}

_reasons contains sprintf("the servers differ in %s", [concat(", ", input.tenant.connect.differences)]) if {
	count(input.tenant.connect.differences) > 0
}

_reasons contains sprintf("%d servers are active", [input.tenant.connect.active]) if input.tenant.connect.active > 1

_reasons contains sprintf("servers that do not write and are older than V2 needs: %d", [_too_old]) if _too_old > 0

default _too_old := 0

_too_old := _old("yes") if input.tenant.v2 == "on"

_old(answer) := count([server | some server in _idle; server.below_floor == answer])

# Not the one that ENG-07 judges: of one server alone whose role is not known it is that one.
_idle contains server if {
	some server in input.tenant.connect.servers
	server.role == "staging"
}

_idle contains server if {
	some server in input.tenant.connect.servers
	server.role == "unknown"
	input.tenant.connect.active + input.tenant.connect.undecided > 1
}
