# METADATA
# title: Engine or setting of the tenant was switched
# description: >-
#   V1, V2, cloud sync and the setting for new groups decide for all groups at once which are written and as what: one
#   switch makes copies appear, freeze or change type by the hundred. Names the switch; the groups that it touched are
#   DRF-01, DRF-02 and DRF-03, and a switch without a ticket is GOV-08.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/graph/group-directory-settings
# custom:
#   id: DRF-07
#   severity: high
#   message: "{evidence.switch} of {target} went from {evidence.from} to {evidence.to}"
#   expected: "{evidence.from}"
#   actual: "{evidence.to}"
#   remediation: >-
#     Ask who switched it, and wbaudit whatif what it does to the directory. Turn it back in the Connect wizard, with
#     Update-MgBetaDirectorySetting or by starting the provisioning job, before the next cycle; V2 cannot be switched on
#     again.
#   requires: []
#   previous: []
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.9, A.8.32], NIST SP 800-53r5: [CM-3, CM-6]}
package controls.change.engine_switched

applies if input.object == "tenant"

undecided contains concat(" ", [switch, "was not read in both snapshots"]) if {
	applies
	some switch in input.switches.unread
}

findings contains {"part": turned.name, "switch": turned.name, "from": turned.from, "to": turned.to} if {
	applies
	some turned in input.switches.turned
}
