# METADATA
# title: Copy of cloud sync is empty by design
# description: >-
#   No member of the cloud group can be written: all are guests, people of the cloud, service principals, or groups
#   that are not in scope, or there is none. Cloud sync provisions the copy nevertheless, without members, which looks
#   like a failure. Where people from the directory are left out altogether CS-10 speaks instead, and an empty copy
#   that other groups contain is GOV-16 where the governance profile is chosen.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-provisioning-to-active-directory-works
# custom:
#   id: CS-21
#   severity: info
#   message: Cloud sync writes {target} without any member
#   expected: at least one member that cloud sync writes
#   actual: "{members.cloud_count|cloud member|cloud members}, none of which is written"
#   remediation: >-
#     If nothing on-premises needs the group, save the scope with Get-MgServicePrincipalAppRoleAssignedTo
#     -ServicePrincipalId <id> -All | Export-Csv <file> and take the group out of it with
#     Remove-MgServicePrincipalAppRoleAssignedTo, or by the attribute filter (Entra admin center, Entra Connect, Cloud
#     sync, Scoping filters); else give its members accounts in the directory. The copy can stay: it grants nothing.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   engines: [cloudsync]
package controls.group.empty_copy

applies if {
	input.writeback.expected == "yes"
	input.writeback.engine == "cloudsync"
	not _left_out
}

undecided contains "whether anyone in the group is written is not known" if {
	applies
	input.members.nobody == "unknown"
}

undecided contains "whether cloud sync writes the group is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
	input.writeback.cloudsync.state != "off"
	input.writeback.cloudsync.expected != "no"
	input.members.nobody != "no"
}

findings contains {"attribute": "member"} if {
	applies
	input.members.nobody == "yes"
	not _used
}

# GOV-16: then owners believe that access is granted.
_used if {
	"governance" in input.profiles
	input.governance.secured == "yes"
	input.directory.members == 0
	input.directory.standing.primary_holders == 0
	input.directory.member_of.at_least > 0
}

# CS-10: they are left out in every copy.
_left_out if {
	input.tenant.onpremises_users == "off"
	input.members.classes.synced_user > 0
}
