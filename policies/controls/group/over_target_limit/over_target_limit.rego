# METADATA
# title: Group has more members than the target writes
# description: >-
#   The target skips a group whose direct members exceed its limit: the copy stays as it is on the day of the move, and
#   nobody who leaves or joins afterwards reaches it. Judges the limit of the target (member_limit in the
#   configuration); that of the engine in use is CFG-13 and CFG-14, the sums over all groups CS-03 and CS-04.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CS-02
#   severity: high
#   message: "{target} has {evidence.members|member|members}, the target writes up to {evidence.limit}"
#   expected: at most the limit of the target
#   actual: "{evidence.members|member|members}"
#   remediation: >-
#     Divide the group: create child groups with New-MgGroup, move members into them, and add the children to it and to
#     the scope of the job. A nested group counts as one member, and cloud sync writes nested cloud groups that are in
#     scope.
#   requires: [cloud_groups]
#   profile: migration
#   readiness: blocker
#   frameworks: {NIST SP 800-53r5: [CM-3], ISO/IEC 27001:2022: [A.8.32]}
package controls.group.over_target_limit

applies if {
	input.move.candidate in {"yes", "unknown"}
	input.move.takes != "no"
}

undecided contains "how many members the group has, or what the target writes at most, is not known" if {
	applies
	input.move.over_limit == "unknown"
}

findings contains {"members": input.members.known_count, "limit": _limit} if {
	applies
	input.move.over_limit == "yes"
}

default _limit := "a limit that depends on its version"

_limit := input.move.limit if input.move.limit != null
