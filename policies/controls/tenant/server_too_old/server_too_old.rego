# METADATA
# title: Connect server is too old for V2
# description: >-
#   V2 is switched on for the tenant, but the active server predates it and writes Microsoft 365 groups only, as
#   distribution groups: security groups get no copy, whatever the portal shows. All answers of this run follow that.
#   Servers that cannot write names either are ENG-08; the floor is a choice of the run.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/reference-connect-version-history
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: ENG-07
#   severity: high
#   message: The Connect server has version {tenant.client_version}, which predates V2
#   expected: a version that knows V2
#   actual: "{tenant.client_version}"
#   remediation: >-
#     Install the current Microsoft Entra Connect (AzureADConnect.msi) over the old one, or on a second server in
#     staging mode. Before it exports again, run csexport "<connector>" pending.xml /f:x and read what it would write:
#     groups that were never written appear then.
#   requires: []
#   profile: audit
#   readiness: after
#   targets: [cloudsync, soa]
#   engines: [v2]
#   frameworks: {NIST SP 800-53r5: [SI-2], ISO/IEC 27001:2022: [A.8.8]}
package controls.tenant.server_too_old

applies if {
	input.tenant.v2 == "on"
	input.tenant.below_floor != "unknown"
	not _names_not_understood
}

undecided contains "the version of the Connect server was not read, or its export and the sync configuration say different ones: export both again" if {
	input.tenant.v2 == "on"
	input.tenant.below_floor == "unknown"
}

undecided contains "whether V2 is on was not read" if {
	input.tenant.v2 == "unknown"
	input.tenant.below_floor != "no"
}

findings contains {"attribute": "synchronizationClientVersion"} if {
	applies
	input.tenant.below_floor == "yes"
}

# ENG-08: copies are named in a way that the server cannot write.
_names_not_understood if {
	input.totals.naming.display_name > 0
	input.tenant.sync.version >= [1, 6, 2, 4]
	input.tenant.sync.version < [2, 0, 88, 0]
}
