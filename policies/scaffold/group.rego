# METADATA
# title: Group that is written back has a short description
# description: >-
#   Replace this by cause and consequence: what goes wrong where the control finds something, and how it differs from
#   its neighbours. As it stands: administrators of the directory see the description of the copy and nothing else,
#   and cannot tell what the group is for.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/resources/group
# custom:
#   id: ACME-01
#   severity: low
#   message: "{target} is written back with a description of {evidence.characters|character|characters}"
#   remediation: Say in the description of the cloud group what it grants; the next cycle copies it to the directory.
#   requires: [cloud_groups]
#   profile: audit
#   parameters:
#     characters: {type: integer, default: 10, minimum: 1, maximum: 1024, description: shortest description that says something}
package controls.group.acme_01

applies if {
	input.cloud
	input.writeback.expected == "yes"
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
}

undecided contains "descriptions were not collected" if {
	applies
	not input.tenant.collected.description
}

findings contains {"attribute": "description", "characters": input.cloud.description_runes} if {
	applies
	input.tenant.collected.description
	input.cloud.description_runes < input.parameters.characters
}
