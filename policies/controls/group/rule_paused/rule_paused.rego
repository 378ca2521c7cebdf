# METADATA
# title: Membership rule of a written group is paused
# description: >-
#   The rule no longer adds or removes anyone, so the copy keeps people who should have left. The two sides agree, which
#   is why no difference shows it. Rules are paused by hand or by Microsoft, for example after a mistake in many of
#   them. Members that do differ are DIF-23 and DIF-24, a rule by attributes that people set themselves is GOV-05.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/identity/users/groups-dynamic-membership
#   - ref: https://learn.microsoft.com/graph/api/resources/group?view=graph-rest-beta
# custom:
#   id: CFG-09
#   severity: medium
#   message: The membership rule of {target} is paused
#   expected: membershipRuleProcessingState On
#   actual: Paused
#   remediation: >-
#     Find out who paused it, then run Update-MgGroup -GroupId <id> -MembershipRuleProcessingState On: the service
#     evaluates the rule for everyone, and the next cycle writes the changes.
#   requires: [cloud_groups]
#   partial: judge
#   profile: audit
#   frameworks: {NIST SP 800-53r5: [AC-2], ISO/IEC 27001:2022: [A.5.18]}
package controls.group.rule_paused

applies if {
	input.writeback.expected == "yes"
	input.cloud.dynamic
}

undecided contains "the state of the membership rule was not collected" if {
	_may_apply
	not input.tenant.collected.rule_state
}

undecided contains "whether the group is written is not known" if {
	input.writeback.expected == "unknown"
	_found
}

undecided contains "groupTypes, which says whether the rule makes the members, was not collected: export it of every group" if {
	input.writeback.expected != "no"
	not input.tenant.collected.group_types
	_found
}

findings contains {"attribute": "membershipRuleProcessingState"} if {
	applies
	_found
}

_found if input.cloud.marks.rule_paused

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.cloud
	input.writeback.expected != "no"
	_may_be_dynamic
}

_may_be_dynamic if input.cloud.dynamic
_may_be_dynamic if not input.tenant.collected.group_types
