# METADATA
# custom:
#   aggregate_of: CS-32
#   severity: high
#   message: >-
#     Lists of groups or memberships that every verdict about the move rests on were not read completely
#     ({evidence.lists})
#   expected: groups and memberships of both sides, read completely
#   actual: "{evidence.lists|list|lists} not complete"
#   requires: []
package controls.tenant.state_not_known

applies if input.move.any != "no"

findings contains {"lists": input.move.gaps} if {
	applies
	input.move.gaps > 0
}
