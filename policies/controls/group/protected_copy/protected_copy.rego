# METADATA
# title: Copy is protected by AdminSDHolder
# description: >-
#   adminCount 1 means that the group is, or was, in a privileged group: the directory replaces its access list every
#   hour, so the account of the engine may not write it and members stop changing, while whoever the cloud adds gains
#   administrative rights. Where the governance profile is chosen and the path is known, GOV-03 speaks in its place; foreign members with adminCount 1 are DIF-34.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/appendix-c--protected-accounts-and-groups-in-active-directory
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-configure-ad-ds-connector-account
# custom:
#   id: DIF-22
#   severity: high
#   message: "The copy of {target} is protected by AdminSDHolder"
#   expected: adminCount 0 or not set
#   actual: adminCount 1
#   remediation: >-
#     Save the members of the privileged group with (Get-ADGroup <group> -Properties member).member | Set-Content
#     <file> -Encoding UTF8 and the access list of the copy with (Get-Acl "AD:<copy>").Sddl | Set-Content <file>. Take
#     the copy out of the privileged group with Remove-ADGroupMember, which ends the rights of its members, then run
#     Set-ADGroup <copy> -Clear adminCount, which was 1, and enable inheritance of its access list again.
#   requires: [cloud_groups, directory_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-6], ISO/IEC 27001:2022: [A.8.2], CIS Controls v8: ["5.4"]}
package controls.group.protected_copy

applies if {
	input.writeback.expected == "yes"
	input.directory
}

undecided contains "whether the group is written is not known" if {
	input.cloud
	input.writeback.expected == "unknown"
	input.directory.admin_count == 1
}

undecided contains "adminCount was not read" if {
	_may_apply
	not input.tenant.directory_read.admin_count
}

undecided contains "no copy was found where not every directory group and anchor was read: export adminDescription of all groups" if {
	input.cloud
	input.writeback.expected != "no"
	input.directory_absent == "unknown"
}

findings contains {"attribute": "adminCount"} if {
	applies
	input.directory.admin_count == 1
	not _told
}

# GOV-03 names the privileged group behind it.
_told if {
	"governance" in input.profiles
	input.governance.path.leads == "yes"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.directory
	input.writeback.expected != "no"
}
