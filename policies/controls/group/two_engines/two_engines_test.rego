package controls.group.two_engines_test

import data.controls.group.two_engines as control
import data.fixtures

test_group_of_both_engines_is_reported if {
	control.findings == {{"v2_row": "1.3/12", "cloudsync_row": "1.5/security"}} with input as group("yes", "yes", "on")
	control.undecided == set() with input as group("yes", "yes", "on")
}

test_group_of_one_engine_is_satisfied if {
	every pair in [["yes", "no"], ["no", "yes"]] {
		control.applies with input as group(pair[0], pair[1], "on")
		control.findings == set() with input as group(pair[0], pair[1], "on")
		control.undecided == set() with input as group(pair[0], pair[1], "on")
	}
}

test_group_of_no_engine_is_not_applicable if {
	not control.applies with input as group("no", "no", "on")
	control.undecided == set() with input as group("no", "no", "on")
}

test_tenant_without_cloud_sync_is_not_applicable if {
	not control.applies with input as group("yes", "yes", "off")
	control.findings == set() with input as group("yes", "yes", "off")
	control.undecided == set() with input as group("yes", "yes", "off")
}

test_unread_scope_or_switch_is_undecided if {
	every subject in [group("yes", "unknown", "on"), group("unknown", "yes", "on"), group("yes", "yes", "unknown")] {
		control.undecided == {"whether both engines write the group is not known"} with input as subject
		control.findings == set() with input as subject
	}
}

test_unclaimed_directory_group_is_not_applicable if {
	subject := object.union(fixtures.orphan, {"writeback": {"v2": {"state": "on"}, "cloudsync": {"state": "on"}}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

group(v2, cloudsync, state) := object.union(fixtures.security_group_written, {"writeback": {
	"v2": {"expected": v2, "row": "1.3/12"},
	"cloudsync": {"state": state, "expected": cloudsync, "row": "1.5/security"},
}})
