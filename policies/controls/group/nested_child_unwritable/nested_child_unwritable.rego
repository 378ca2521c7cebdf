# METADATA
# title: Written group contains cloud groups of a kind that is never written
# description: >-
#   Mail-enabled security groups and distribution groups of the cloud get no copy from any engine in use, nor does a
#   kind whose engine is off. Everyone who is a member through such a child has access in the cloud and none
#   on-premises. Children that only have to be enabled are CFG-19, domain-local ones DIF-26.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CFG-20
#   severity: medium
#   message: "{target} contains {evidence.unwritable|cloud group|cloud groups} of a kind that no engine writes"
#   expected: only child groups that an engine can write
#   actual: "{evidence.unwritable|such child|such children}"
#   remediation: >-
#     Replace the child by a security group with the same members, enabled for writeback or in the scope of the job;
#     its members then reach this copy. A distribution group cannot be changed into one.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.nested_child_unwritable

applies if {
	input.writeback.expected == "yes"
	input.nesting.children > 0
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.nesting.children_unwritable + input.nesting.children_undecided > 0
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

findings contains {"unwritable": {"at_least": input.nesting.children_unwritable, "exactly": _exactly.unwritable}, "children": {"at_least": input.nesting.children, "exactly": _exactly.children}} if {
	applies
	input.nesting.children_unwritable > 0
}

# Members that were not read may be such groups too.
default _exactly := {"unwritable": null, "children": null}

_exactly := {"unwritable": input.nesting.children_unwritable, "children": input.nesting.children} if count(undecided) == 0
