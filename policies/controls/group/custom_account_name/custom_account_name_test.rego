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

test_copy_found_by_name_is_undecided_while_anchors_were_not_read if {
	facts := {
		"writeback": {"expected": "yes"},
		"directory": {"match": "cnSuffix"}, "tenant": {"anchors_read": "no"},
	}
	subject := object.union(fixtures.security_group_written, facts)
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_name_of_a_copy_of_an_unknown_engine_is_undecided if {
	unknown := {"writeback": {"expected": "unknown", "engine": ""}}
	custom := copy(object.union(unknown, {"directory": {"standing": {"sam": "custom"}}}))
	control.undecided == {"whether the group is written is not known"} with input as custom
	control.findings == set() with input as custom
	engine := {"writeback": {"v2": {"state": "unknown"}}}
	control.undecided == {"which engine writes the group is not known: export onPremisesSynchronization and synchronizationJobs"} with input as object.union(custom, engine)
	control.undecided == set() with input as copy(unknown)
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"directory": {"standing": {"sam": "unknown"}}}
	count(control.undecided) > 0 with input as copy(object.union(unread, {"writeback": {"expected": "unknown", "engine": ""}}))
	control.findings == set() with input as copy(object.union(unread, {"writeback": {"expected": "unknown", "engine": ""}}))
	control.undecided == set() with input as copy(object.union(unread, {"writeback": {"expected": "no", "engine": ""}}))
}

copy(facts) := object.union(fixtures.security_group_written, facts)
