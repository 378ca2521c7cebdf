# METADATA
# title: Directory group is of another category than writeback asks for
# description: |
#   A security group written as a distribution group grants nothing.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/groupwritebackconfiguration
# custom:
#   id: TST-06
#   severity: high
#   message: "{target} is a {actual}, writeback asks for a {expected}"
#   expected: "{writeback.category}"
#   actual: "{directory.category}"
#   remediation: Find out who changed it.
#   requires: [cloud_groups, directory_groups, sync_configuration]
#   profile: audit
package controls.group.category_drift

applies if {
	input.writeback.expected == "yes"
	input.directory
}

undecided contains "the engines in use ask for different types" if input.writeback.conflicting

findings contains {"attribute": "group_type"} if {
	applies
	input.directory.category != input.writeback.category
}
