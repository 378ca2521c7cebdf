package controls.group.empty_copy_test

import data.controls.group.empty_copy as control
import data.fixtures

test_group_without_anyone_to_write_is_told if {
	control.findings == {{"attribute": "member"}} with input as group("yes", {})
}

test_group_with_members_is_satisfied if {
	control.applies with input as group("no", {})
	control.findings == set() with input as group("no", {})
	control.undecided == set() with input as group("no", {})
}

test_copy_of_connect_is_not_applicable if {
	every facts in [{"writeback": {"engine": "v2"}}, {"writeback": {"expected": "no"}}] {
		not control.applies with input as group("yes", facts)
		control.findings == set() with input as group("yes", facts)
		control.undecided == set() with input as group("unknown", facts)
	}
}

test_people_that_cloud_sync_leaves_out_everywhere_are_not_applicable if {
	left_out := {"tenant": {"onpremises_users": "off"}, "members": {"classes": {"synced_user": 3}}}
	not control.applies with input as group("yes", left_out)
	control.findings == set() with input as group("yes", left_out)
	count(control.findings) == 1 with input as group("yes", object.union(left_out, {"members": {"classes": {"synced_user": 0}}}))
}

test_unread_members_are_undecided if {
	control.undecided == {"whether anyone in the group is written is not known"} with input as group("unknown", {})
	control.findings == set() with input as group("unknown", {})
}

test_unknown_engine_is_undecided if {
	subject := group("yes", {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "unknown", "expected": "yes"}}})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_directory_group_without_cloud_group_is_not_applicable if {
	subject := group("unknown", {"writeback": {"expected": "unknown", "engine": "", "cloudsync": {"state": "on", "expected": "unknown"}}})
	control.undecided == set() with input as object.remove(subject, {"cloud"})
}

group(nobody, facts) := object.union(
	object.union(fixtures.security_group_written, {"writeback": {"engine": "cloudsync", "cloudsync": {"state": "on", "expected": "yes"}}, "members": {"nobody": nobody}}),
	facts,
)

test_used_copy_is_left_to_gov_16_where_that_is_judged if {
	used := {"directory": {"members": 0, "member_of": fixtures.counted(2)}}
	control.findings == set() with input as group("yes", used)
	count(control.findings) == 1 with input as group("yes", object.union(used, {"profiles": ["audit"]}))
	count(control.findings) == 1 with input as group("yes", {"directory": {"members": 0}})
}
