# METADATA
# title: Much of a membership changed at once
# description: >-
#   A rule, a script or a wrong import exchanged members by the dozen, and each of them got or lost what the copy grants.
#   Judged are written groups, and copies whose cloud group kept its members, by the share of those who came or went in
#   all who were members before or are now; few people are never many. A copy that changed alone is DRF-04 as well, which
#   tells that it was edited; groups that came or went are DRF-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
#   - ref: https://learn.microsoft.com/entra/id-governance/access-reviews-overview
# custom:
#   id: DRF-06
#   severity: high
#   message: "{evidence.percent} % of the members of {target} changed: {evidence.added} came, {evidence.removed} went"
#   expected: "less than {parameters.share} % changed"
#   actual: "{evidence.percent} % changed"
#   remediation: >-
#     Ask the owner whether the change was meant, and compare the list of wbaudit diff with the register. If it was not,
#     correct the rule or the source and let the engine run; the members come back with the next cycle.
#   requires: [cloud_groups, cloud_memberships]
#   previous: [cloud_groups, cloud_memberships]
#   partial: judge
#   profile: drift
#   frameworks: {ISO/IEC 27001:2022: [A.5.18], NIST SP 800-53r5: [AC-2, AU-6], CIS Controls v8: ["6.8"]}
#   parameters:
#     share: {type: integer, default: 30, minimum: 1, maximum: 100, description: share in percent from which it is reported}
#     least: {type: integer, default: 10, minimum: 1, description: fewer members than this are never reported}
package controls.change.membership_swing

applies if {
	_exists
	"yes" in {input.group.written_before, input.group.written_after}
}

undecided contains "the members were not read to the end in both snapshots" if {
	applies
	not input.group.members.read
}

undecided contains "whether the group is written is not known" if {
	_exists
	not "yes" in {input.group.written_before, input.group.written_after}
	"unknown" in {input.group.written_before, input.group.written_after}
	_many
}

findings contains {
	"part": "cloud", "percent": input.group.members.percent,
	"added": input.group.members.added, "removed": input.group.members.removed, "before": input.group.members.before,
} if {
	applies
	_swung
}

_exists if {
	input.object == "group"
	input.change in {"changed", "notCompared"}
}

_swung if {
	input.group.members.read
	input.group.members.percent >= input.parameters.share
	input.group.members.added + input.group.members.removed >= input.parameters.least
}

_many if _swung
_many if not input.group.members.read
