# METADATA
# title: Copy vanished from the directory
# description: >-
#   The access that the copy granted is gone with it, and a copy that is written anew has another SID: nothing that was
#   granted comes back. High while the cloud group asks for the copy, else medium. Many at once are DRF-05, a copy that
#   is missing at any time is DIF-01, one in Deleted Objects DIF-04.
# related_resources:
#   - ref: https://learn.microsoft.com/windows-server/identity/ad-ds/get-started/adac/active-directory-recycle-bin
#   - ref: https://learn.microsoft.com/powershell/module/activedirectory/restore-adobject
# custom:
#   id: DRF-10
#   severity: high
#   message: "The copy {target} is no longer in the directory"
#   expected: the copy of the earlier snapshot
#   actual: "no such object; asked for by the cloud: {directory.wanted}"
#   remediation: >-
#     Restore it with Get-ADObject -IncludeDeletedObjects and Restore-ADObject before the engine writes it anew; it keeps
#     SID and members. If it was meant, remove what was granted to its SID.
#   requires: [directory_groups]
#   previous: [directory_groups]
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.5.18], NIST SP 800-53r5: [AC-2, CP-10]}
package controls.change.copy_vanished

applies if {
	input.object == "directory_group"
	input.directory.copy != "no"
}

undecided contains "whether the directory group was a copy is not known" if {
	applies
	input.change == "removed"
	input.directory.copy == "unknown"
}

undecided contains "the later snapshot did not look where the copy lies, so that whether it is gone is not known" if {
	applies
	"whether it came or went" in input.not_compared
	input.directory.held_before
	not input.directory.held_after
}

findings contains {"severity": severity, "wanted": input.directory.wanted, "members": input.directory.members.before} if {
	applies
	input.change == "removed"
	input.directory.copy == "yes"
	severity := {"yes": "high", "unknown": "high", "no": "medium"}[input.directory.wanted]
}
