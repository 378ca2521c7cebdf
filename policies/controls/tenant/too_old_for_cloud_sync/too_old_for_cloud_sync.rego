# METADATA
# title: Connect server is too old for members of cloud sync
# description: >-
#   Cloud sync finds the account of a member by onPremisesObjectIdentifier, which Connect fills from version 2.2.8.0
#   on. With an older server copies are provisioned without their synced members. Judged while cloud sync is on or a move to it is judged,
#   by the server and not by single people. Older defects of the server are ENG-07 and ENG-08.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-configure-entra-to-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-09
#   severity: high
#   message: The Connect server, version {tenant.client_version}, does not tell cloud sync which accounts members have
#   expected: version {parameters.floor} or newer
#   actual: "{tenant.client_version}"
#   remediation: >-
#     Upgrade the Connect server and run Start-ADSyncSyncCycle -PolicyType Initial, which fills the attribute for
#     every synced person.
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [cloudsync, soa]
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [SI-2], ISO/IEC 27001:2022: [A.8.8]}
#   parameters:
#     floor:
#       type: version
#       default: 2.2.8.0
#       description: oldest version that fills it
#       revision: gpad-prereqs of 10/09/2025
package controls.tenant.too_old_for_cloud_sync

applies if {
	_concerned
	count(input.tenant.sync.version) > 0
	not _older_cause
}

undecided contains "the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again" if {
	_concerned
	count(input.tenant.sync.version) == 0
}

undecided contains "whether cloud sync is on was not read" if {
	input.tenant.cloudsync == "unknown"
	not _concerned
	_too_old
}

findings contains {"attribute": "synchronizationClientVersion"} if {
	applies
	_too_old
}

_too_old if {
	input.tenant.sync.version < [to_number(part) | some part in split(input.parameters.floor, ".")]
	not _older_cause
}

_concerned if input.tenant.cloudsync == "on"

# What is to move there is concerned as well.
_concerned if input.tenant.target in {"cloudsync", "soa"}

# One finding for the version: ENG-07 and ENG-08, as grave, come first.
_older_cause if {
	input.tenant.v2 == "on"
	input.tenant.below_floor == "yes"
}

_older_cause if {
	input.totals.naming.display_name > 0
	"on" in {input.tenant.v1, input.tenant.v2}
	input.tenant.sync.version >= [1, 6, 2, 4]
	input.tenant.sync.version < [2, 0, 88, 0]
}
