# METADATA
# title: Nobody reviews who has access through the group
# description: >-
#   The group grants access on-premises, is in the scope of no active access review of all its members, and the register
#   has no date of a review within review_max_age, so access that is no longer needed stays. Reviews of guests only, or
#   of people who do not sign in, look at a part of the members and do not count. Told once for the tenant unless
#   each_group. Copies that nobody uses are GOV-09.
# related_resources:
#   - ref: https://learn.microsoft.com/entra/id-governance/access-reviews-overview
#   - ref: https://learn.microsoft.com/graph/api/resources/accessreviewscheduledefinition
# custom:
#   id: GOV-06
#   severity: medium
#   message: Nobody reviews the members of {target}
#   expected: an active access review, or a date in the register
#   actual: neither
#   remediation: >-
#     Add the group to a recurring review (Identity Governance, Access reviews, New access review), or review its members
#     and write the date into the column reviewed of the register. A review removes nobody by itself unless it is told to.
#   requires: [cloud_groups]
#   partial: judge
#   profile: governance
#   frameworks:
#     NIST SP 800-53r5: [AC-2, AC-6(7)]
#     ISO/IEC 27001:2022: [A.5.18]
#     SOX section 404: [user access review]
#   parameters:
#     each_group: {type: boolean, default: false, description: report each group instead of one count}
package controls.group.no_review

applies if {
	input.parameters.each_group
	input.governance.secured == "yes"
}

undecided contains "whether the group is written as a security group is not known" if {
	input.parameters.each_group
	input.governance.secured == "unknown"
	input.governance.review.current == "no"
}

undecided contains "whether a review covers the group is not known: export accessReviews with AccessReview.Read.All, or give its date in a register" if {
	_may_apply
	input.governance.review.current == "unknown"
	input.tenant.governance.reviews != "yes"
}

undecided contains "a review that was read may cover the group, but may be over, since its last occurrence is, or its scope says nothing certain: look at it in Identity Governance, Access reviews, or give the date in a register" if {
	_may_apply
	input.governance.review.current == "unknown"
	input.governance.review.definition == "unknown"
	input.tenant.governance.reviews == "yes"
}

undecided contains "how old the register's date is cannot be said without a time to count to: give --now" if {
	_may_apply
	input.governance.review.current == "unknown"
	input.governance.review.definition != "unknown"
	input.tenant.governance.reviews == "yes"
}

findings contains {"attribute": "members"} if {
	applies
	input.governance.review.current == "no"
}

# Whether it applies may be unknown as well as what was not read.
_may_apply if {
	input.parameters.each_group
	input.governance.secured != "no"
}
