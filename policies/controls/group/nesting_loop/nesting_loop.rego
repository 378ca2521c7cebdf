# METADATA
# title: Written group contains itself
# description: >-
#   The group is a member of itself, directly or through other written groups. The directory accepts it, and everyone in
#   the loop gets the access of every group in it; tools that walk memberships do not end, and migration waves cannot be
#   ordered. Loops through groups that are not written do not count. A child that is not written is CFG-19 or CFG-20, a
#   domain-local one DIF-26.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
# custom:
#   id: CFG-28
#   severity: medium
#   message: "{target} contains itself through written groups"
#   expected: no group inside itself
#   actual: a loop of written groups
#   remediation: >-
#     Find the loop on the sheet Nesting of the workbook, or in the page's view of the group, save the members of one of
#     its groups with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file>, and take the next one out of it with
#     Remove-MgGroupMemberByRef -GroupId <id> -DirectoryObjectId <child>; whoever had access only through that edge loses it.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.nesting_loop

applies if {
	input.writeback.expected == "yes"
	input.nesting.children > 0
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
	_may_loop
}

undecided contains "whether a nested group contains this one is not known: its members, or whether it is written, were not read" if {
	input.writeback.expected == "yes"
	input.nesting.may_loop
}

_may_loop if input.nesting.in_cycle
_may_loop if input.nesting.may_loop

undecided contains "the cloud members were not read completely" if {
	input.cloud
	input.writeback.expected != "no"
	input.members.cloud != "complete"
}

findings contains {"children": {"at_least": input.nesting.children, "exactly": _exactly}} if {
	applies
	input.nesting.in_written_loop
}

# Members that were not read may be groups too.
default _exactly := null

_exactly := input.nesting.children if count(undecided) == 0
