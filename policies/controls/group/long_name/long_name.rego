# METADATA
# title: Display name is cut in the common name
# description: >-
#   The common name has room for 51 characters of the display name; the id that follows keeps it unique. People who look
#   for the group by name do not find all of it. Told once for the tenant unless each_group. Characters that names
#   should not have are CFG-17, equal names CFG-18; a common name that is stale is DIF-10.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: CFG-16
#   severity: low
#   message: The display name of {target} has more than the 51 characters that fit its common name
#   expected: at most 51 characters
#   actual: "{cloud.display_name_runes} characters"
#   remediation: >-
#     Shorten the display name with Update-MgGroup -GroupId <id> -DisplayName; the common name follows where the
#     engine renames copies.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.long_name

applies if {
	input.parameters.each_group
	input.writeback.expected == "yes"
	input.directory.cn.format == "displayName"
}

undecided contains "the display name was not collected" if {
	_may_apply
	not input.tenant.collected.display_name
}

undecided contains "whether the group is written, or how its copy is named, is not known" if {
	input.parameters.each_group
	input.writeback.expected != "no"
	input.cloud.marks.long_name
	input.directory.cn.format in {"displayName", "unknown"}
	"unknown" in {input.writeback.expected, input.directory.cn.format}
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
	input.cloud.marks.long_name
	input.directory_absent == "unknown"
}

findings contains {"attribute": "displayName"} if {
	applies
	input.cloud.marks.long_name
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.parameters.each_group
	input.writeback.expected != "no"
	_may_be_named
}

_may_be_named if input.directory.cn.format in {"displayName", "unknown"}
_may_be_named if input.directory_absent == "unknown"
