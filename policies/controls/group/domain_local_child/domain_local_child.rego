# METADATA
# title: Written group contains a domain-local group
# description: >-
#   Copies are universal, and a universal group cannot contain a domain-local one: the export fails with that text, and
#   everyone who is a member through the child has no access through the copy. Found by the scope of the child's own
#   directory group. Cloud children that are not written are CFG-19; single missing members DIF-24.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/manage/understand-security-groups
# custom:
#   id: DIF-26
#   severity: high
#   message: "{target} contains {actual}, which its universal copy cannot hold"
#   expected: only universal and global child groups
#   actual: "{evidence.children|domain-local group|domain-local groups}"
#   remediation: >-
#     Run Set-ADGroup <child> -GroupScope Universal, which keeps SID and members and fails while the child contains
#     domain-local groups itself. Or take the child out of the cloud group: save its members with (Get-MgGroupMember
#     -GroupId <id> -All).Id | Set-Content <file>, then run Remove-MgGroupMemberByRef -GroupId <id> -DirectoryObjectId
#     <child>.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.domain_local_child

applies if {
	input.writeback.expected == "yes"
	input.nesting.children_synced > 0
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.nesting.children_domain_local + input.nesting.children_scope_unknown > 0
}

undecided contains "the cloud members were not read completely" if {
	input.cloud
	input.writeback.expected != "no"
	input.members.cloud != "complete"
}

undecided contains "the scope of some child groups was not read" if {
	input.writeback.expected == "yes"
	input.nesting.children_scope_unknown > 0
}

findings contains {"children": {"at_least": input.nesting.children_domain_local, "exactly": _exactly}} if {
	applies
	input.nesting.children_domain_local > 0
}

# Children that were not read, or whose scope was not, may be domain-local too.
default _exactly := null

_exactly := input.nesting.children_domain_local if count(undecided) == 0
