# METADATA
# title: Copies are not kept out of the way back to the cloud
# description: >-
#   A rule that brings groups of the directory to the cloud has no condition adminDescription NOTSTARTSWITH Group_ in one
#   of its groups of conditions, so copies of cloud groups are synchronised up as new groups. Judges enabled inbound
#   rules that make or join groups; a copy that came back already is STR-04. People and groups that cloud sync brings up
#   have a scope of their own, which no export holds.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/concept-azure-ad-connect-sync-default-configuration
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-attribute-mapping-entra-to-active-directory
# custom:
#   id: STR-15
#   severity: high
#   message: >-
#     On Connect server {evidence.server} ({evidence.role}) {evidence.open} of {evidence.rules|inbound rule|inbound rules}
#     for groups take copies of cloud groups, too
#   expected: adminDescription NOTSTARTSWITH Group_ in every group of conditions
#   actual: "{evidence.open|rule|rules} without it"
#   remediation: >-
#     In the Synchronization Rules Editor add the condition adminDescription NOTSTARTSWITH Group_ to every group of the
#     scoping filter, or enable the default rule again, then run Start-ADSyncSyncCycle -PolicyType Initial: twins in the
#     cloud are deleted, so look at the pending deletions first.
#   requires: [connect_rules, connect_connectors]
#   partial: judge
#   profile: connect
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.loop_guard_missing

applies if {
	some server in input.tenant.connect.servers
	server.rules.guard.rules > 0
}

undecided contains "what a rule takes of the directory's groups was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	some server in input.tenant.connect.servers
	server.rules.guard.unclear > 0
}

undecided contains "cloud sync brings people or groups to the cloud, and whether it leaves out copies is in no export" if {
	applies
	input.totals.references.people_by_cloud_sync == "yes"
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role,
	"open": server.rules.guard.open, "rules": server.rules.guard.rules,
} if {
	some server in input.tenant.connect.servers
	server.rules.guard.open > 0
}
