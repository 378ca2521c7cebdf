package controls.group.role_assignable_written_test

import data.controls.group.role_assignable_written as control
import data.fixtures

test_role_assignable_group_is_reported if {
	control.findings == {{"attribute": "isAssignableToRole"}} with input as group({"cloud": {"role_assignable": true}}, {})
	control.undecided == set() with input as group({"cloud": {"role_assignable": true}}, {})
}

test_other_group_is_satisfied if {
	control.applies with input as group({}, {})
	control.findings == set() with input as group({}, {})
	control.undecided == set() with input as group({}, {})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group({"cloud": {"role_assignable": true}}, {"writeback": {"expected": "no"}})
	control.findings == set() with input as group({"cloud": {"role_assignable": true}}, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group({"cloud": {"role_assignable": true}}, {"writeback": {"expected": "no"}})
}

test_unread_engine_is_undecided_where_it_matters if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as group({"cloud": {"role_assignable": true}}, unknown)
	control.findings == set() with input as group({"cloud": {"role_assignable": true}}, unknown)
	control.undecided == set() with input as group({}, unknown)
}

test_missing_data_is_undecided if {
	control.undecided == {"isAssignableToRole was not collected"} with input as group({}, {"tenant": {"collected": {"role_assignable": false}}})
	control.findings == set() with input as group({}, {"tenant": {"collected": {"role_assignable": false}}})
	control.undecided == set() with input as object.union(group({}, {"tenant": {"collected": {"role_assignable": false}}}), {"writeback": {"expected": "no"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	not control.applies with input as fixtures.orphan
	control.undecided == set() with input as fixtures.orphan
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"role_assignable": false}}}
	count(control.undecided) > 0 with input as group({"cloud": {"role_assignable": false}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group({"cloud": {"role_assignable": false}}, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group({"cloud": {"role_assignable": false}}, object.union(unread, {"writeback": {"expected": "no"}}))
}

group(own, facts) := object.union(object.union(fixtures.security_group_written, own), facts)
