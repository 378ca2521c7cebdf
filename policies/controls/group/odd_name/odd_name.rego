# METADATA
# title: Display name has characters that are hard to see
# description: >-
#   Blanks at an end, a leading #, control characters, and marks that turn the direction of text: scripts and people
#   read such names wrongly, and a name can look like another one. Told once for the tenant unless each_group. Length
#   is CFG-16, equal names CFG-18; commas are harmless.
# related_resources:
#   - ref: https://www.rfc-editor.org/rfc/rfc4514#section-2.4
# custom:
#   id: CFG-17
#   severity: low
#   message: The display name of {target} has blanks at an end or characters that are hard to see
#   expected: a name without blanks at its ends and invisible characters
#   actual: such a name
#   remediation: >-
#     Rename the group with Update-MgGroup -GroupId <id> -DisplayName; scripts that look for the old name have to
#     follow.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.odd_name

applies if {
	input.parameters.each_group
	input.writeback.expected == "yes"
}

undecided contains "the display name was not collected" if {
	_may_apply
	not input.tenant.collected.display_name
}

undecided contains "whether the group is written is not known" if {
	input.parameters.each_group
	input.writeback.expected == "unknown"
	input.cloud.marks.odd_name
}

findings contains {"attribute": "displayName"} if {
	applies
	input.cloud.marks.odd_name
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
}
