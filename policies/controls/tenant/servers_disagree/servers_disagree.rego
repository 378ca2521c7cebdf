# METADATA
# title: Connect servers are not set up alike
# description: >-
#   The exported servers differ in what a fail-over would change: version, writeback OU, V1 or V2, custom rules or
#   disabled default rules; or more than one writes; or one that does not write predates V2, whose switch is the
#   tenant's, and would write distribution groups only. An active server that is too old is ENG-07.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-sync-staging-server
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: ENG-29
#   severity: high
#   message: "{evidence.servers|Connect server|Connect servers} differ in {evidence.differences}"
#   expected: servers that are set up alike, one of them active
#   actual: "different {evidence.differences}"
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

undecided contains sprintf("not read of every server: %s", [concat(", ", input.tenant.connect.unread)]) if {
	applies
	count(input.tenant.connect.unread) > 0
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {
	"servers": count(input.tenant.connect.servers),
	"differences": concat(", ", input.tenant.connect.differences),
} if {
	applies
	count(input.tenant.connect.differences) > 0
}
