package controls.group.stale_name_test

import data.controls.group.stale_name as control
import data.fixtures

test_copy_of_cloud_sync_with_an_earlier_name_is_reported if {
	control.findings == {{"attribute": "cn"}} with input as copy({"name": "no"})
}

test_name_of_today_is_satisfied if {
	control.applies with input as copy({})
	control.findings == set() with input as copy({})
	control.undecided == set() with input as copy({})
}

test_copies_of_connect_are_counted_for_the_tenant if {
	subject := object.union(fixtures.security_group_written, {"directory": {"cn": {"name": "no"}}})
	not control.applies with input as subject
	control.findings == set() with input as subject
}

test_wrong_id_is_left_to_dif_09 if {
	not control.applies with input as copy({"id": "no", "name": "no"})
	control.findings == set() with input as copy({"id": "no", "name": "no"})
}

test_name_without_a_name_part_is_not_applicable if {
	not control.applies with input as copy({"format": "groupId", "name": "unknown"})
	control.undecided == set() with input as copy({"format": "groupId", "name": "unknown"})
}

test_unread_display_name_is_undecided if {
	count(control.undecided) == 1 with input as copy({"name": "unknown"})
	control.findings == set() with input as copy({"name": "unknown"})
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"writeback": {"engine": "cloudsync"}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_name_is_undecided if {
	subject := copy({"format": "unknown"})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

copy(cn) := object.union(fixtures.security_group_written, {"writeback": {"engine": "cloudsync"}, "directory": {"cn": cn}})
