# METADATA
# title: The tenant takes its people from more than one forest
# description: >-
#   Connect writes to one OU and cloud sync to one domain, so copies exist in one forest only: people of the others are
#   never members of a copy, whatever the cloud group says. Found by the domains that cloud people and groups name as
#   theirs and by the connectors of Connect, or told by the parameter. Such people are excluded by design, not missing for DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/overview-provision-entra-id-to-active-directory
# custom:
#   id: STR-10
#   severity: high
#   message: The tenant takes its people from more than one forest
#   expected: one forest
#   actual: "{evidence.domains|domain|domains} outside the forest of the copies, {evidence.forests|forest|forests} configured"
#   remediation: >-
#     Use written groups for resources of the forest of the copies only, and give people of the others access there by
#     domain-local groups. List who is affected with Get-MgUser -Filter "onPremisesSyncEnabled eq true" and the domain.
#   requires: []
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
#   parameters:
#     forests: {type: integer, default: 0, minimum: 0, description: number of forests that are synced; 0 when not said}
package controls.tenant.several_forests

applies if input.tenant.mode != "none"

undecided contains "the domains of the forest, or those that cloud objects come from, were not read" if {
	applies
	input.parameters.forests == 0
	input.tenant.forest.foreign_domains.exactly == null
}

undecided contains "which partitions a connector of Connect synchronises was not read: export the connectors with their partitions" if {
	applies
	input.tenant.connect.forests.exactly == null
}

findings contains {"domains": input.tenant.forest.foreign_domains, "forests": {"at_least": _forests, "exactly": _exactly}} if {
	applies
	_several
}

# The connectors know better than the operator.
_forests := max([input.parameters.forests, input.tenant.connect.forests.at_least])

# A connector whose partitions were not read may name another forest.
default _exactly := null

_exactly := _forests if input.tenant.connect.forests.exactly != null

_several if input.tenant.forest.foreign_domains.at_least > 0
_several if _forests > 1
