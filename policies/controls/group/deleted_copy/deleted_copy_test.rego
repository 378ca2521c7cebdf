package controls.group.deleted_copy_test

import data.controls.group.deleted_copy as control
import data.fixtures

test_deleted_copy_of_a_written_group_is_reported if {
	control.findings == {{"attribute": "isDeleted"}} with input as deleted({})
	control.undecided == set() with input as deleted({})
}

test_group_with_a_copy_is_satisfied if {
	every subject in [fixtures.security_group_written, object.union(fixtures.security_group_written, {"directory_deleted": true})] {
		control.applies with input as subject
		control.findings == set() with input as subject
		control.undecided == set() with input as subject
	}
}

test_absent_copy_without_tombstone_is_left_to_dif_01 if {
	control.findings == set() with input as deleted({"directory_deleted": false})
	control.undecided == set() with input as deleted({"directory_deleted": false})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as deleted({"writeback": {"expected": "no"}})
	control.findings == set() with input as deleted({"writeback": {"expected": "no"}})
	control.undecided == set() with input as deleted({"writeback": {"expected": "no"}})
}

test_several_candidates_are_left_to_dif_14 if {
	not control.applies with input as deleted({"directory_candidates": 2})
	control.undecided == set() with input as deleted({"directory_candidates": 2, "directory_absent": "unknown"})
}

test_what_is_not_known_is_undecided if {
	every facts in [{"writeback": {"expected": "unknown"}}, {"writeback": {"confidence": "low"}}, {"directory_absent": "unknown"}] {
		count(control.undecided) == 1 with input as deleted(facts)
		control.findings == set() with input as deleted(facts)
	}
}

deleted(facts) := object.union(
	object.union(object.remove(fixtures.security_group_written, ["directory"]), {"directory_absent": "yes", "directory_deleted": true}),
	facts,
)
