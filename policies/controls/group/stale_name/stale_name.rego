# METADATA
# title: Copy is named after a name that its group no longer has
# description: >-
#   The group was renamed in the cloud and the common name kept the old name. Who may enter by it reads a wrong name.
#   What Connect does on a rename is not documented, so its copies are counted once for the tenant; cloud sync maps the
#   name anew, so there it is reported per group. Judges the name part only, cut at 51 as the engines do; DIF-09 the id.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/migrate-group-writeback
# custom:
#   id: DIF-10
#   severity: low
#   message: "The copy of {target} still has an earlier name"
#   expected: the first 51 characters of displayName
#   actual: another name
#   remediation: >-
#     Use Provision on demand for the group, which writes the name of today; its DN changes, its SID stays. Scripts
#     should look for the SID or adminDescription instead.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {ISO/IEC 27001:2022: [A.8.9]}
#   settling: true
package controls.group.stale_name

applies if {
	input.writeback.engine == "cloudsync"
	input.directory.cn.format == "displayName"
	input.directory.cn.id == "yes"
}

undecided contains "cn was not read" if {
	input.writeback.engine == "cloudsync"
	input.directory.cn.format == "unknown"
}

undecided contains "whether the name is that of the group is not known" if {
	applies
	input.directory.cn.name == "unknown"
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	not input.writeback.engine in {"v1", "v2"}
	input.directory_absent == "unknown"
}

findings contains {"attribute": "cn"} if {
	applies
	input.directory.cn.name == "no"
}
