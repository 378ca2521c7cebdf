package controls.tenant.no_review_test

import data.controls.tenant.no_review as control
import data.fixtures

test_groups_are_counted_with_their_share if {
	control.findings == {{"groups": fixtures.counted(5), "secured": 20, "percent": 25}} with input as tenant(5, 0, {})
}

test_tenant_without_such_groups_is_satisfied if {
	control.applies with input as tenant(0, 0, {})
	control.findings == set() with input as tenant(0, 0, {})
	control.undecided == set() with input as tenant(0, 0, {})
}

test_each_group_leaves_the_groups_to_speak if {
	each := {"parameters": {"each_group": true}}
	not control.applies with input as tenant(5, 2, each)
	control.findings == set() with input as tenant(5, 2, each)
	control.undecided == set() with input as tenant(5, 2, each)
}

test_tenant_that_grants_nothing_is_not_applicable if {
	none := {"totals": {"governance": {"secured": 0}}}
	not control.applies with input as tenant(0, 0, none)
}

test_groups_that_may_be_such_are_undecided if {
	count(control.undecided) == 1 with input as tenant(0, 2, {})
	control.findings == set() with input as tenant(0, 2, {})
}

test_reviews_that_were_read_are_not_asked_for_again if {
	every read, word in {"yes": "that was read", "no": "export accessReviews", "unknown": "export accessReviews"} {
		reasons := control.undecided with input as tenant(0, 2, {"tenant": {"governance": {"reviews": read}}})
		count(reasons) == 1
		some reason in reasons
		contains(reason, word)
	}
}

test_others_that_are_open_make_it_at_least if {
	control.findings == {{"groups": fixtures.at_least(4), "secured": 20, "percent": "unknown"}} with input as tenant(4, 3, {})
}

tenant(groups, undecided, facts) := object.union(
	object.union(fixtures.tenant, {
		"totals": {"governance": {"unreviewed": {"groups": counted(groups, undecided), "undecided": undecided}}},
		"parameters": {"each_group": false},
	}),
	facts,
)

counted(groups, 0) := fixtures.counted(groups)

counted(groups, undecided) := fixtures.at_least(groups) if undecided > 0
