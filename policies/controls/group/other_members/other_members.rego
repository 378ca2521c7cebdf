# METADATA
# title: Written group has members of kinds that are never written
# description: >-
#   Service principals and contacts of the cloud have no object in the directory, so they are missing in the copy by
#   design and count as no difference. An application that relies on the group on-premises has no access. People
#   without an account are CFG-12, devices CFG-21, child groups CFG-20.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-group-writeback-v2
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CFG-22
#   severity: low
#   message: >-
#     {target} has {evidence.members|service principal or contact, which is|service principals or contacts, which are}
#     never written
#   expected: people, devices and groups only
#   actual: "{evidence.members|other member|other members}"
#   remediation: >-
#     Give the application an account in the directory (New-ADServiceAccount -Name <name> -DNSHostName <host>) and put
#     that into a group there (Add-ADGroupMember <group> -Members <name>$). If nothing in the cloud needs the service
#     principal, save the members with (Get-MgGroupMember -GroupId <id> -All).Id | Set-Content <file> and take it out
#     with Remove-MgGroupMemberByRef -GroupId <id> -DirectoryObjectId <id>.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
package controls.group.other_members

applies if input.writeback.expected == "yes"

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	input.members.excluded_others > 0
}

undecided contains "the cloud members were not read completely" if {
	_may_apply
	input.members.cloud != "complete"
}

findings contains {"members": {"at_least": input.members.excluded_others, "exactly": _exactly}} if {
	applies
	input.members.excluded_others > 0
}

# Members that were not read may be others too.
default _exactly := null

_exactly := input.members.excluded_others if count(undecided) == 0

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
}
