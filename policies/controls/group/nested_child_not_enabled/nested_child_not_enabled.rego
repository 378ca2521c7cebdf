# METADATA
# title: Written group contains cloud groups that are not written
# description: >-
#   A copy can only hold children that are in the directory. Everyone who is a member through such a child has access
#   in the cloud and none on-premises. Counts children that their kind allows to be written; children of a kind that
#   never is are CFG-20, children from the directory with domain-local scope DIF-26.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CFG-19
#   severity: medium
#   message: "{target} contains {evidence.not_written|cloud group|cloud groups} that no engine writes"
#   expected: every nested cloud group is written too
#   actual: "{evidence.not_written|child group|child groups} not written"
#   remediation: >-
#     Enable the children too: Update-MgBetaGroup -GroupId <child> -WritebackConfiguration @{isEnabled=$true} for V2, or
#     add them to the scope of the cloud sync job. Each child gets a copy, and its members reach this one.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.nested_child_not_enabled

applies if {
	input.writeback.expected == "yes"
	input.nesting.children > 0
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.nesting.children_not_written + input.nesting.children_undecided > 0
}

undecided contains "the cloud members were not read completely" if {
	input.cloud
	input.writeback.expected != "no"
	input.members.cloud != "complete"
}

undecided contains "whether some child groups are written is not known" if {
	applies
	input.nesting.children_undecided > 0
}

findings contains {"not_written": {"at_least": input.nesting.children_not_written, "exactly": _exactly.not_written}, "children": {"at_least": input.nesting.children, "exactly": _exactly.children}} if {
	applies
	input.nesting.children_not_written > 0
}

# Members that were not read may be such groups too.
default _exactly := {"not_written": null, "children": null}

_exactly := {"not_written": input.nesting.children_not_written, "children": input.nesting.children} if count(undecided) == 0
