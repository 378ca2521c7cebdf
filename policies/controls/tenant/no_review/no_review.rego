# METADATA
# custom:
#   aggregate_of: GOV-06
#   severity: medium
#   message: Nobody reviews the members of {evidence.groups|group that grants|groups that grant} access on-premises
#   expected: a review of every group that grants access
#   actual: "{evidence.groups} of {evidence.secured|group|groups}, {evidence.percent} %"
#   requires: [cloud_groups]
#   partial: judge
package controls.tenant.no_review

applies if {
	not input.parameters.each_group
	input.totals.governance.secured > 0
}

undecided contains "whether a review covers every group is not known: export accessReviews with AccessReview.Read.All, or give dates in a register" if {
	not input.parameters.each_group
	input.totals.governance.unreviewed.undecided > 0
	input.tenant.governance.reviews != "yes"
}

undecided contains "whether every group that grants access is reviewed is not known: a review that was read may be over, since its last occurrence is, its scope says nothing certain, or it is open which groups grant access; look at the reviews in Identity Governance, Access reviews, or give dates in a register" if {
	not input.parameters.each_group
	input.totals.governance.unreviewed.undecided > 0
	input.tenant.governance.reviews == "yes"
}

findings contains {
	"groups": input.totals.governance.unreviewed.groups,
	"secured": input.totals.governance.secured,
	"percent": _percent,
} if {
	applies
	input.totals.governance.unreviewed.groups.at_least > 0
}

default _percent := "unknown"

_percent := round((100 * input.totals.governance.unreviewed.groups.exactly) / input.totals.governance.secured) if {
	input.totals.governance.unreviewed.groups.exactly > 0
	input.totals.governance.secured > 0
}
