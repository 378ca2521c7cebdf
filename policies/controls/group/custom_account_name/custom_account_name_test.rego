package controls.group.custom_account_name_test

import data.controls.group.custom_account_name as control
import data.fixtures

test_name_that_was_not_generated_is_reported if {
	control.findings == {{"attribute": "sAMAccountName"}} with input as copy({"directory": {"standing": {"sam": "custom"}}})
}

test_generated_name_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_name_that_occurs_twice_is_left_to_dif_20 if {
	control.findings == set() with input as copy({"directory": {"standing": {"sam": "custom", "sam_twins": 1}}})
}

test_cloud_sync_and_adopted_groups_are_not_applicable if {
	every facts in [
		{"writeback": {"engine": "cloudsync"}}, {"cloud": {"soa_converted": "yes"}}, {"directory": {"match": "takenOver"}},
	] {
		subject := copy(object.union({"directory": {"standing": {"sam": "custom"}}}, facts))
		not control.applies with input as subject
		control.findings == set() with input as subject
	}
	not control.applies with input as fixtures.not_written
}

test_unread_name_is_undecided if {
	control.undecided == {"sAMAccountName was not read"} with input as copy({"directory": {"standing": {"sam": "unknown"}}})
	control.findings == set() with input as copy({"directory": {"standing": {"sam": "unknown"}}})
}

copy(facts) := object.union(fixtures.security_group_written, facts)
