# METADATA
# title: More than a job for all groups takes
# description: >-
#   By the document of 08/2026 a job for all groups with an attribute filter takes up to 20,000 groups with 500,000
#   memberships, in a tenant with fewer than 200,000 people, 40,000 groups and 1,000,000 memberships; parameters hold
#   newer numbers. People are counted as far as they are members of something, so that the number of all is stated by
#   a parameter. The limits of a job for selected groups are CS-03.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/concept-deployment-options-provision-to-active-directory
# custom:
#   id: CS-04
#   severity: high
#   message: "A job for all groups is over its limits: {evidence.what} {evidence.count}"
#   expected: within every limit
#   actual: "{evidence.what} {evidence.count}"
#   remediation: >-
#     Set the job to selected groups and assign them with New-MgServicePrincipalAppRoleAssignedTo, state
#     cloudsync.scope, and reduce what is in scope until every number fits; the numbers of the tenant cannot be helped
#     by a filter.
#   requires: []
#   profile: migration
#   readiness: blocker
#   targets: [cloudsync, soa]
#   frameworks: {NIST SP 800-53r5: [CM-3, SC-5], ISO/IEC 27001:2022: [A.8.6, A.8.32]}
#   parameters:
#     people: {type: integer, default: 0, minimum: 0, description: people in the tenant; 0 when not said}
#     groups:
#       type: integer
#       default: 20000
#       minimum: 1
#       description: groups that a job for all groups takes
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
#     memberships:
#       type: integer
#       default: 500000
#       minimum: 1
#       description: memberships that it takes
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
#     below_groups:
#       type: integer
#       default: 40000
#       minimum: 1
#       description: groups of the tenant below which it may be used
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
#     below_memberships:
#       type: integer
#       default: 1000000
#       minimum: 1
#       description: memberships of the tenant below which it may be used
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
#     below_people:
#       type: integer
#       default: 200000
#       minimum: 1
#       description: people of the tenant below which it may be used
#       revision: concept-deployment-options-provision-to-active-directory of 08/2026
package controls.tenant.over_all_limits

applies if input.move.any != "no"

undecided contains "the mode of the job is not known: state cloudsync.scope" if {
	applies
	input.tenant.job.scope == "unknown"
	count(_over) > 0
}

undecided contains "not every group or membership was counted" if {
	applies
	input.tenant.job.scope != "selected"
	not _counted
}

undecided contains "how many people the tenant has is in no export: set the parameter people" if {
	applies
	input.tenant.job.scope != "selected"
	input.parameters.people == 0
}

findings contains {"part": what, "what": _words[what], "count": number} if {
	applies
	input.tenant.job.scope == "all"
	some what, number in _over
}

_over := {what: number |
	some what, number in _counts
	number >= _first_over[what]
}

_counts := {
	"groups": input.move.groups, "memberships": input.move.memberships, "all_groups": input.totals.cloud_groups,
	"all_memberships": input.move.all_memberships, "all_people": max([input.parameters.people, input.move.people]),
}

_counted if {
	input.move.whole
	input.move.gaps == 0
}

# The least number of each that is too many.
_first_over := {
	"groups": input.parameters.groups + 1, "memberships": input.parameters.memberships + 1,
	"all_groups": input.parameters.below_groups, "all_memberships": input.parameters.below_memberships,
	"all_people": input.parameters.below_people,
}

_words := {
	"groups": "groups in scope:", "memberships": "memberships in scope:", "all_groups": "groups of the tenant:",
	"all_memberships": "memberships of the tenant:", "all_people": "people of the tenant:",
}
