package controls.group.no_review_test

import data.controls.group.no_review as control
import data.fixtures

test_group_without_review_is_reported_where_each_is if {
	control.findings == {{"attribute": "members"}} with input as group("no", {})
}

test_reviewed_group_satisfies if {
	control.applies with input as group("yes", {})
	control.findings == set() with input as group("yes", {})
	control.undecided == set() with input as group("yes", {})
}

test_one_count_or_a_group_that_grants_nothing_is_not_applicable if {
	every facts in [{"parameters": {"each_group": false}}, {"governance": {"secured": "no"}}] {
		not control.applies with input as group("no", facts)
		control.findings == set() with input as group("no", facts)
		control.undecided == set() with input as group("unknown", facts)
	}
}

test_unread_reviews_are_undecided if {
	count(control.undecided) == 1 with input as group("unknown", {})
	control.findings == set() with input as group("unknown", {})
	count(control.undecided) == 1 with input as group("no", {"governance": {"secured": "unknown"}})
	control.undecided == set() with input as group("yes", {"governance": {"secured": "unknown"}})
}

test_what_is_open_is_said_by_its_cause if {
	every facts, word in {
		{"tenant": {"governance": {"reviews": "no"}}}: "export accessReviews",
		{"tenant": {"governance": {"reviews": "unknown"}}, "governance": {"review": {"definition": "unknown"}}}: "export accessReviews",
		{"governance": {"review": {"definition": "unknown"}}}: "its last occurrence",
		{"governance": {"review": {"definition": "no"}}}: "--now",
	} {
		reasons := control.undecided with input as group("unknown", facts)
		count(reasons) == 1
		some reason in reasons
		contains(reason, word)
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"governance": {"review": {"current": "unknown"}}}
	count(control.undecided) > 0 with input as group("unknown", object.union(unread, {"governance": {"secured": "unknown"}}))
	control.findings == set() with input as group("unknown", object.union(unread, {"governance": {"secured": "unknown"}}))
	control.undecided == set() with input as group("unknown", object.union(unread, {"governance": {"secured": "no"}}))
}

group(current, facts) := object.union(
	object.union(fixtures.security_group_written, {"governance": {"review": {"current": current}}, "parameters": {"each_group": true}}),
	facts,
)
