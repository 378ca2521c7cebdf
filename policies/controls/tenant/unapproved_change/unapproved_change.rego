# METADATA
# description: The switches of the tenant, one finding for each.
# custom:
#   aggregate_of: GOV-08
#   severity: high
#   message: "{evidence.attribute} of the tenant went from {evidence.from} to {evidence.to} without a ticket"
#   expected: a ticket in changes
#   actual: "{evidence.attribute} {evidence.from}, now {evidence.to}"
#   requires: []
#   previous: []
package controls.tenant.unapproved_change

applies if input.history.given

undecided contains concat(" ", [attribute, "was not read in this and the earlier snapshot"]) if {
	some attribute in input.history.uncompared
}

findings contains {
	"part": change.attribute, "attribute": change.attribute, "from": change.from, "to": change.to, "by": change.by,
} if {
	some change in input.history.changes
	not change.approved
}
