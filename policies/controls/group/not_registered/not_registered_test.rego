package controls.group.not_registered_test

import data.controls.group.not_registered as control
import data.fixtures

test_group_without_a_row_is_reported_where_each_is if {
	control.findings == {{"attribute": "id"}} with input as group(false, {})
}

test_registered_group_satisfies if {
	control.applies with input as group(true, {})
	control.findings == set() with input as group(true, {})
	control.undecided == set() with input as group(true, {})
}

test_one_count_or_a_group_that_is_not_written_is_not_applicable if {
	every facts in [{"parameters": {"each_group": false}}, {"writeback": {"expected": "no"}}] {
		not control.applies with input as group(false, facts)
		control.findings == set() with input as group(false, facts)
		control.undecided == set() with input as group(false, facts)
	}
}

test_missing_register_and_unknown_writeback_are_undecided if {
	missing := {"tenant": {"governance": {"register": false}}}
	control.undecided == {"no register was given: name its CSV file with --register"} with input as group(false, missing)
	control.findings == set() with input as group(false, missing)
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as group(false, unknown)
	control.findings == set() with input as group(false, unknown)
	control.undecided == set() with input as group(true, unknown)
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"governance": {"register": false}}}
	count(control.undecided) > 0 with input as group(false, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(false, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(false, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(registered, facts) := object.union(
	object.union(fixtures.security_group_written, {"governance": {"registered": registered}, "parameters": {"each_group": true}}),
	facts,
)
