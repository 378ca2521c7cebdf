# METADATA
# title: The configured writeback OU is not the one that Connect uses
# description: >-
#   This run was told another OU than unifiedGroupContainer of the sync configuration, or the export of the Connect
#   server that writes, names, so the documents of this tenant or its Connect server are wrong. Everything that is
#   judged by the OU would be wrong too: STR-01 and DIF-12 wait for this one.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/onpremisesdirectorysynchronization?view=graph-rest-beta
# custom:
#   id: STR-02
#   severity: high
#   message: The configured writeback OU is not the one that Connect uses
#   expected: the configured OU in unifiedGroupContainer and on the server that writes
#   actual: another OU
#   remediation: >-
#     Compare writeback_ou of the configuration with Get-ADSyncGlobalSettings on the Connect server and correct the
#     one that is wrong. Save the copies with Get-ADGroup -Filter * -SearchBase <writeback OU> -Properties * |
#     Export-Clixml <file> before you change Connect's own OU: that needs writeback disabled, which deletes every
#     copy.
#   requires: []
#   profile: audit
#   readiness: blocker
#   targets: [cloudsync, v1, v2]
#   engines: [v1, v2]
#   frameworks: {NIST SP 800-53r5: [CM-6], ISO/IEC 27001:2022: [A.8.9]}
package controls.tenant.ou_mismatch

applies if input.tenant.ou.chosen

applies if input.tenant.ou.agrees == "no"

undecided contains "the sync configuration and the export of the Connect server that writes name two writeback OUs: correct the one that is wrong, or export both again" if {
	input.tenant.ou.agrees == "no"
	not input.tenant.ou.chosen
}

undecided contains "the sync configuration, or a DN in its unifiedGroupContainer, was not read" if {
	input.tenant.ou.chosen
	input.tenant.ou.agrees == "unknown"
}

findings contains {"attribute": "unifiedGroupContainer"} if {
	input.tenant.ou.chosen
	input.tenant.ou.agrees == "no"
}
