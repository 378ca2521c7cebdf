# METADATA
# title: Copy came to lead to a privileged group
# description: >-
#   A copy was put into a group that administers the directory, directly or through others: whoever the cloud adds to the
#   group from now on is an administrator on premises, past every control of the directory. Tells that the way opened
#   since the earlier snapshot, on copies whose own record changed; a way that is there at any time is GOV-01.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/plan/security-best-practices/appendix-b--privileged-accounts-and-groups-in-active-directory
#   - ref: https://learn.microsoft.com/entra/architecture/protect-m365-from-on-premises-attacks
# custom:
#   id: DRF-11
#   severity: critical
#   message: "The copy {target} leads to {directory.privileged.group} since the earlier snapshot"
#   expected: no way to a privileged group
#   actual: "a way to {directory.privileged.group}"
#   remediation: >-
#     Save the members of the group that leads there with (Get-ADGroup <group> -Properties member).member |
#     Set-Content <file> -Encoding UTF8, then remove the copy from it with Remove-ADGroupMember, which takes the
#     rights of its members away at their next sign-in, and find out who nested it. Grant administration to groups
#     that only the directory manages.
#   requires: [directory_groups]
#   previous: [directory_groups]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.8.2], NIST SP 800-53r5: ["AC-6(5)", AC-2], CIS Controls v8: ["5.4"]}
package controls.change.privileged_path_opened

applies if {
	input.object == "directory_group"
	input.change in {"added", "changed", "notCompared"}
	input.directory.copy != "no"
}

undecided contains "whether the copy led to a privileged group before is not known" if {
	applies
	input.directory.privileged.after == "yes"
	input.directory.privileged.before == "unknown"
}

undecided contains "whether the copy leads to a privileged group is not known" if {
	applies
	input.directory.privileged.after == "unknown"
	_may_have_opened
}

undecided contains "whether the directory group is a copy is not known" if {
	_opened
	input.directory.copy == "unknown"
}

findings contains {"group": input.directory.privileged.group} if {
	_opened
	input.directory.copy == "yes"
}

_opened if {
	applies
	input.directory.privileged.before == "no"
	input.directory.privileged.after == "yes"
}

_may_have_opened if input.directory.privileged.before != "unknown"
_may_have_opened if input.directory.parents_added > 0
_may_have_opened if not input.directory.parents_read
