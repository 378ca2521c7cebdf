# METADATA
# title: Connect server cannot write the names that copies have
# description: >-
#   Copies carry their display name in the common name. Versions from 1.6.2.4 before 2.0.88.0 write Group_<id> only,
#   so this server did not write them and renames or doubles them when it exports. High while V2 or cloud sync is on or
#   a move to cloud sync is judged, which such a server does not know either: ENG-07, ENG-09 and ENG-10 leave it to this one.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
# custom:
#   id: ENG-08
#   severity: high
#   message: >-
#     The Connect server, version {tenant.client_version}, cannot write common names with display names, which
#     {evidence.copies|copy has|copies have}
#   expected: version 2.0.88.0 or newer
#   actual: "{tenant.client_version}"
#   remediation: >-
#     Find out which server wrote the copies, since there may be a second one, and upgrade this server before it
#     exports. The name format is chosen in the Connect wizard and cannot be changed once writeback is on.
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [cloudsync, soa]
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [SI-2], ISO/IEC 27001:2022: [A.8.8]}
package controls.tenant.names_not_understood

applies if {
	_connect
	count(input.tenant.sync.version) > 0
}

undecided contains "the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again" if {
	_connect
	_may_be_named
	count(input.tenant.sync.version) == 0
}

undecided contains "whether an engine of Connect is on was not read" if {
	not _connect
	"unknown" in {input.tenant.v1, input.tenant.v2}
	_may_be_named
	_may_be_too_old
}

undecided contains "how copies are named was not read of all: export cn of all groups with their anchors, and all cloud groups" if {
	_connect
	input.totals.naming.display_name == 0
	_may_be_named
	_may_be_too_old
}

undecided contains "whether cloud sync is on, with which it is high, was not read" if {
	applies
	_in_range
	_severity == "medium"
	input.tenant.cloudsync == "unknown"
}

findings contains {"severity": _severity, "copies": {"at_least": input.totals.naming.display_name, "exactly": _exactly}} if {
	applies
	_in_range
}

# Copies that were not read may be named so too.
default _exactly := null

_exactly := input.totals.naming.display_name if input.totals.naming.copies_read

_connect if "on" in {input.tenant.v1, input.tenant.v2}

_in_range if {
	input.totals.naming.display_name > 0
	_too_old
}

_too_old if {
	input.tenant.sync.version >= [1, 6, 2, 4]
	input.tenant.sync.version < [2, 0, 88, 0]
}

_may_be_named if input.totals.naming.display_name > 0

_may_be_named if not input.totals.naming.copies_read

_may_be_too_old if _too_old

_may_be_too_old if count(input.tenant.sync.version) == 0

default _severity := "medium"

# What ENG-07, ENG-09 and ENG-10 would say of such a server is left to this control.
_severity := "high" if input.tenant.v2 == "on"

_severity := "high" if input.tenant.cloudsync == "on"

_severity := "high" if input.tenant.target in {"cloudsync", "soa"}
