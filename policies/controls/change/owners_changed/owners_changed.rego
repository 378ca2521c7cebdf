# METADATA
# title: Owners of a written group changed
# description: >-
#   Owners add members, and members have what the copy grants: who owns a written group decides about access on premises.
#   Medium when nobody of the earlier owners is left, else low. A group that has no accountable owner at any time is
#   GOV-01.
# related_resources:
#   - ref: https://learn.microsoft.com/graph/api/group-list-owners
# custom:
#   id: DRF-12
#   severity: medium
#   message: "Owners of {target} changed: {evidence.added} came, {evidence.removed} went"
#   expected: the owners of the earlier snapshot
#   actual: "{group.owners.after|owner|owners} now"
#   remediation: >-
#     Have whoever is accountable for the group confirm its owners and enter them into the register. Save the owners
#     with (Get-MgGroupOwner -GroupId <id> -All).Id | Set-Content <file> and take wrong ones away with
#     Remove-MgGroupOwnerByRef; they can no longer add members then.
#   requires: [cloud_groups, cloud_owners]
#   previous: [cloud_groups, cloud_owners]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.5.9, A.5.18], NIST SP 800-53r5: [AC-2]}
package controls.change.owners_changed

applies if {
	input.object == "group"
	input.change in {"changed", "notCompared"}
	input.group.written_after != "no"
}

undecided contains "the owners were not read to the end in both snapshots" if {
	applies
	not input.group.owners.read
}

undecided contains "whether the group is written is not known" if {
	_moved
	input.group.written_after == "unknown"
}

findings contains {"severity": _severity, "added": input.group.owners.added, "removed": input.group.owners.removed} if {
	_moved
	input.group.written_after == "yes"
}

_moved if {
	applies
	input.group.owners.added + input.group.owners.removed > 0
}

default _severity := "low"

_severity := "medium" if {
	input.group.owners.before > 0
	input.group.owners.removed == input.group.owners.before
}
