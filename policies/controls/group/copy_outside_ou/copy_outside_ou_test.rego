package controls.group.copy_outside_ou_test

import data.controls.group.copy_outside_ou as control
import data.fixtures

test_stray_copy_is_reported if {
	control.findings == {{"attribute": "distinguishedName"}} with input as copy({})
}

test_copy_in_the_ou_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_copy_in_one_of_several_ous_is_left_to_str_01 if {
	control.findings == set() with input as copy({"directory": {"standing": {"in_split_ou": true}}})
}

test_doubtful_ou_is_left_to_str_02 if {
	control.undecided == {"the writeback OU is in doubt (STR-02)"} with input as copy({"tenant": {"ou": {"agrees": "no"}}})
	control.findings == set() with input as copy({"tenant": {"ou": {"agrees": "no"}}})
}

test_copies_of_cloud_sync_and_groups_not_written_are_not_applicable if {
	every facts in [
		{"writeback": {"engine": "cloudsync"}}, {"directory": {"match": "externalDirectoryObjectId"}},
		{"writeback": {"expected": "no"}},
	] {
		not control.applies with input as copy(facts)
		control.findings == set() with input as copy(facts)
		control.undecided == set() with input as copy(facts)
	}
}

test_unknown_ou_is_undecided if {
	control.undecided == {"the writeback OU is not known"} with input as copy({"directory": {"in_ou": "unknown"}})
	control.findings == set() with input as copy({"directory": {"in_ou": "unknown"}})
}

test_unknown_writeback_is_undecided_for_a_stray if {
	unknown := {"writeback": {"expected": "unknown", "engine": ""}}
	control.undecided == {"whether the group is written is not known"} with input as copy(unknown)
	control.findings == set() with input as copy(unknown)
	control.undecided == set() with input as object.union(fixtures.security_group_written, unknown)
	control.undecided == set() with input as copy(object.union(unknown, {"directory": {"match": "cnSuffix"}}))
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

test_unknown_ou_is_undecided_of_groups_that_may_be_written if {
	subject := copy({"writeback": {"expected": "unknown"}, "directory": {"in_ou": "unknown"}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

copy(facts) := object.union(object.union(fixtures.security_group_written, {"directory": {"in_ou": "no"}}), facts)
