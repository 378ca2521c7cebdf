# METADATA
# title: Outdated Connect server does not upgrade itself
# description: >-
#   Automatic upgrade is disabled or suspended and the version is older than the newest one that a feature of group
#   writeback or of its successors needs, so the server falls behind unnoticed until Microsoft ends its support. Versions
#   that break something now are ENG-07 to ENG-10 and speak instead of this one.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-automatic-upgrade
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-38
#   severity: low
#   message: >-
#     Connect server {evidence.server} ({evidence.role}) is older than {parameters.floor} and its automatic upgrade is
#     {evidence.state}
#   expected: version {parameters.floor} or newer, or automatic upgrade enabled
#   actual: an older version, automatic upgrade {evidence.state}
#   remediation: >-
#     Run Set-ADSyncAutoUpgrade -AutoUpgradeState Enabled where the server may upgrade itself, else plan the upgrade: the
#     server in staging mode first, then the active one.
#   requires: [connect_settings]
#   partial: judge
#   profile: connect
#   frameworks: {NIST SP 800-53r5: [SI-2], ISO/IEC 27001:2022: [A.8.8]}
#   parameters:
#     floor:
#       type: version
#       default: 2.5.76.0
#       description: newest version that a feature needs
#       revision: how-to-group-source-of-authority-configure of 10/02/2025
package controls.tenant.auto_upgrade_off

applies if {
	some server in input.tenant.connect.servers
	count(server.version) > 0
}

undecided contains "the version of a server was not read" if {
	some server in input.tenant.connect.servers
	server.version == []
}

undecided contains "whether an outdated server upgrades itself is not known: its global settings hold no AutoUpgradeState that is Enabled, Disabled or Suspended" if {
	some server in input.tenant.connect.servers
	server.number in _outdated
	server.auto_upgrade == "unknown"
}

undecided contains "the server that writes was not exported" if {
	count(input.tenant.connect.servers) > 0
	input.tenant.connect.active + input.tenant.connect.undecided == 0
}

findings contains {"part": server.key, "server": server.number, "role": server.role, "state": server.auto_upgrade} if {
	some server in input.tenant.connect.servers
	server.number in _outdated
	server.auto_upgrade in {"disabled", "suspended"}
}

_outdated contains server.number if {
	some server in input.tenant.connect.servers
	server.version != []
	server.version < [to_number(part) | some part in split(input.parameters.floor, ".")]
	not server.number in _grave
}

# One finding for a version: ENG-07 to ENG-10 come first.
_grave contains server.number if {
	some server in input.tenant.connect.servers
	server.below_floor == "yes"
	input.tenant.v2 == "on"
}

_grave contains server.number if {
	some server in input.tenant.connect.servers
	server.version >= [1, 6, 2, 4]
	server.version < [2, 0, 88, 0]
	input.totals.naming.display_name > 0
}

_grave contains server.number if {
	some server in input.tenant.connect.servers
	server.role != "staging"
	input.tenant.cloudsync == "on"
}
