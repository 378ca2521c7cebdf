package controls.group.long_description_test

import data.controls.group.long_description as control
import data.fixtures

test_description_that_is_cut_is_reported if {
	control.findings == {{"attribute": "description"}} with input as group("yes", true)
}

test_short_description_is_satisfied if {
	control.applies with input as group("yes", false)
	control.findings == set() with input as group("yes", false)
	control.undecided == set() with input as group("yes", false)
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group("no", true)
	control.findings == set() with input as group("no", true)
	control.undecided == set() with input as group("no", true)
}

test_unread_engine_is_undecided_where_something_is_cut if {
	control.undecided == {"whether the group is written is not known"} with input as group("unknown", true)
	control.undecided == set() with input as group("unknown", false)
}

test_description_that_was_not_collected_is_undecided if {
	subject := object.union(group("yes", false), {"tenant": {"collected": {"description": false}}})
	control.undecided == {"the description was not collected"} with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"description": false}}}
	count(control.undecided) > 0 with input as object.union(group("yes", false), object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as object.union(group("yes", false), object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as object.union(group("yes", false), object.union(unread, {"writeback": {"expected": "no"}}))
}

group(expected, long) := object.union(fixtures.security_group_written, {
	"writeback": {"expected": expected},
	"cloud": {"marks": {"long_description": long}},
})
