# METADATA
# custom:
#   aggregate_of: CS-35
#   severity: high
#   message: >-
#     {evidence.connectors|connector of Connect leads|connectors of Connect lead} to another directory than Active
#     Directory: groups from there cannot be converted
#   expected: connectors to Active Directory only
#   actual: "{evidence.connectors|other connector|other connectors}"
#   requires: []
package controls.tenant.not_carried_by_conversion

applies if input.move.any != "no"

undecided contains "the connectors of Connect were not read: export Get-ADSyncConnector" if {
	applies
	input.move.connectors == null
}

findings contains {"connectors": input.move.connectors} if {
	applies
	input.move.connectors != null
	input.move.connectors > 0
}
