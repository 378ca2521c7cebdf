# METADATA
# title: More groups are written back than intended
# description: >-
#   Replace this by cause and consequence: what goes wrong where the control finds something, and how it differs from
#   its neighbours. As it stands: every copy is an object that somebody in the directory may be granted access by, and
#   a number far above the plan means that a default writes groups that nobody chose.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
# custom:
#   id: ACME-01
#   severity: low
#   message: "{target} writes {evidence.groups|group|groups} back, at most {parameters.groups} are intended"
#   expected: "{parameters.groups}"
#   actual: "{totals.written}"
#   remediation: Set isEnabled of the writeback configuration to false on the groups that nobody needs in the directory.
#   requires: [cloud_groups]
#   profile: audit
#   parameters:
#     groups: {type: integer, default: 500, minimum: 0, description: largest number of groups that is intended}
package controls.tenant.acme_01

applies if input.tenant.mode != "none"

undecided contains "of some groups it is not known whether they are written" if {
	applies
	input.totals.undecided > 0
	input.totals.written <= input.parameters.groups
}

findings contains {"groups": input.totals.written} if {
	applies
	input.totals.written > input.parameters.groups
}
