# METADATA
# title: A rule deletes copies in Active Directory when their group is switched off
# description: >-
#   The custom rule of Microsoft's document, or one that writes reasonFiltered DeleteThisGroupInAD, is enabled: a group
#   that is switched off or soft-deleted in the cloud loses its copy, and with it the SID that permissions name. Without
#   it copies freeze (DIF-02). High where the Recycle Bin is off and nothing can be restored (STR-09).
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-modify-group-writeback
# custom:
#   id: ENG-30
#   severity: high
#   message: >-
#     On Connect server {evidence.server} ({evidence.role}) {evidence.rules|rule deletes|rules delete} copies in Active
#     Directory when their group is switched off (Recycle Bin: {evidence.recycle_bin})
#   expected: no such rule, or one that its owner knows
#   actual: "{evidence.rules|enabled rule|enabled rules}"
#   remediation: >-
#     Confirm with the owners of the groups that deletion is meant and enable the Recycle Bin with
#     Enable-ADOptionalFeature, which cannot be undone; else disable the rule in the Synchronization Rules Editor. After a
#     deletion restore the copy from the Recycle Bin before the group is switched on again, or it gets a new SID.
#   requires: [connect_rules]
#   partial: judge
#   profile: connect
#   readiness: blocker
#   readiness_from: high
#   targets: [cloudsync, v1]
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CP-9, CM-3], ISO/IEC 27001:2022: [A.8.13]}
package controls.tenant.delete_on_disable

applies if {
	some server in input.tenant.connect.servers
	server.rules.read
}

undecided contains "what a custom rule writes was not exported, or came as numbers that nothing explains: export the rules again with the script of wbaudit init --export-script powershell" if {
	some server in input.tenant.connect.servers
	server.rules.delete_unclear > 0
}

undecided contains "whether the Recycle Bin is on, without which it is high, was not read: export CN=Partitions,CN=Configuration with msDS-EnabledFeature" if {
	some server in input.tenant.connect.servers
	server.rules.delete_on_disable > 0
	input.tenant.forest.recycle_bin == "unknown"
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {
	"part": server.key, "server": server.number, "role": server.role, "severity": _severity,
	"rules": server.rules.delete_on_disable, "recycle_bin": _recycle_bin[input.tenant.forest.recycle_bin],
} if {
	some server in input.tenant.connect.servers
	server.rules.delete_on_disable > 0
}

default _severity := "medium"

_severity := "high" if input.tenant.forest.recycle_bin == "no"

_recycle_bin := {"yes": "on", "no": "off", "unknown": "not read"}
