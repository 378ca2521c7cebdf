# METADATA
# title: Written groups have the same display name
# description: >-
#   The directory tells the copies apart by their ids, people do not: access is given to the wrong one. Compared
#   without regard to case and outer blanks. Told once for the tenant unless each_group. Two copies of one group are
#   DIF-14.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-18
#   severity: low
#   message: "{target} shares its display name with another written group"
#   expected: a display name of its own
#   actual: a display name that another written group has too
#   remediation: >-
#     Rename one of the groups with Update-MgGroup -GroupId <id> -DisplayName, and check who was given access to which
#     copy.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.shared_name

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
	input.cloud.marks.shared_name
}

findings contains {"attribute": "displayName"} if {
	applies
	input.cloud.marks.shared_name
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
}
