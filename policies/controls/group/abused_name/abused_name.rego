# METADATA
# title: Name of a written group misleads
# description: >-
#   The display name is, to a hurried eye, that of a group that comes with the directory or administers it: its copy is
#   called Administrators_<12 hex> and gets into access lists and requests in its place. Or, with a naming convention in
#   governance.naming, the name is outside it; told once for the tenant unless each_group. Case, blanks, punctuation and
#   letters of other scripts that look alike make no difference. Names with odd characters are CFG-17, shared ones CFG-18.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-naming-policy
# custom:
#   id: GOV-13
#   severity: high
#   message: The name of {target} misleads ({evidence.defect})
#   expected: a name inside the convention that is no other group's
#   actual: "{evidence.defect}"
#   remediation: >-
#     Rename the group with Update-MgGroup -GroupId <id> -DisplayName, and tell its owner; the common name of the copy
#     follows where the engine renames copies, its SID and what it grants stay.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks: {NIST SP 800-53r5: [IA-4], ISO/IEC 27001:2022: [A.5.16]}
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group outside the convention instead of one count}
package controls.group.abused_name

applies if input.writeback.expected == "yes"

undecided contains "the display name was not read: export displayName from /beta/groups" if {
	_may_apply
	not input.tenant.collected.display_name
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.governance.imitates
}

undecided contains "whether the group is written, or whether its name follows the convention, is not known" if {
	input.parameters.each_group
	input.writeback.expected != "no"
	input.governance.in_convention != "yes"
	"unknown" in {input.writeback.expected, input.governance.in_convention}
}

findings contains {"part": "imitation", "defect": "name_of_a_privileged_or_built_in_group"} if {
	applies
	input.governance.imitates
}

findings contains {"part": "convention", "severity": "low", "defect": "outside_the_convention"} if {
	applies
	input.parameters.each_group
	input.governance.in_convention == "no"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
}
