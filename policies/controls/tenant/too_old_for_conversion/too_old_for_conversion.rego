# METADATA
# title: Connect server is too old to hand groups over to the cloud
# description: >-
#   Converting the source of authority of a group needs Connect 2.5.76.0: an older server does not know
#   blockOnPremisesSync and writes the directory's values back over the cloud. Judged while cloud sync is on, or before groups are converted, below
#   ENG-07 to ENG-09. The version of the provisioning agent is CS-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/how-to-group-source-of-authority-configure
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-10
#   severity: medium
#   message: >-
#     The Connect server, version {tenant.client_version}, does not know groups that were handed over to the cloud
#   expected: version {parameters.floor} or newer
#   actual: "{tenant.client_version}"
#   remediation: >-
#     Upgrade the Connect server before the next Update-MgGroupOnPremisesSyncBehavior, and look at the version of
#     every provisioning agent in the portal (Cloud sync, Agents).
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [soa]
#   engines: [cloudsync]
#   frameworks: {NIST SP 800-53r5: [SI-2], ISO/IEC 27001:2022: [A.8.8]}
#   parameters:
#     floor:
#       type: version
#       default: 2.5.76.0
#       description: oldest version that knows conversion
#       revision: how-to-group-source-of-authority-configure of 10/02/2025
#     from:
#       type: version
#       default: 2.2.8.0
#       description: version below which ENG-09 speaks
#       revision: gpad-prereqs of 10/09/2025
package controls.tenant.too_old_for_conversion

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
	_may_be_too_old
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

# What is to be converted is concerned as well.
_concerned if input.tenant.target == "soa"

# One finding for the version: ENG-07 to ENG-09, which are graver, come first.
_older_cause if input.tenant.sync.version < [to_number(part) | some part in split(input.parameters.from, ".")]

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

_may_be_too_old if _too_old

_may_be_too_old if count(input.tenant.sync.version) == 0
