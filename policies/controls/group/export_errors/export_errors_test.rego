package controls.group.export_errors_test

import data.controls.group.export_errors as control
import data.fixtures

test_permission_error_is_reported if {
	control.findings == {{"errors": 2, "reason": "permission"}} with input as failing({"count": 2, "permission": 2})
}

test_every_reason_is_said if {
	errors := {"count": 4, "local_member": 1, "duplicate": 1, "referral": 1, "other": 1}
	control.findings == {{
		"errors": 4,
		"reason": "another error, duplicate, local group as a member, referral",
	}} with input as failing(errors)
}

test_objects_outside_the_scope_are_left_to_dif_30 if {
	control.findings == set() with input as failing({"count": 1, "phantom": 1})
	control.findings == {{"errors": 1, "reason": "permission"}} with input as failing({"count": 2, "permission": 1, "phantom": 1})
}

test_missing_copy_is_reported_too if {
	absent := object.remove(failing({"count": 1, "permission": 1}), ["directory"])
	count(control.findings) == 1 with input as absent
}

test_group_is_undecided_while_an_error_names_no_group if {
	written := object.union(failing({"count": 0}), {"tenant": {"connect": {"unplaced": 1}}})
	count(control.undecided) == 1 with input as written
	count(control.undecided) == 1 with input as object.remove(written, ["directory"])
	control.undecided == set() with input as object.union(written, {"export_errors": {"count": 1, "other": 1}})
}

test_copy_that_nobody_writes_is_reported_too if {
	left := object.union(failing({"count": 1, "other": 1}), {"writeback": {"expected": "no"}})
	count(control.findings) == 1 with input as left
}

test_copy_without_errors_is_satisfied if {
	control.applies with input as fixtures.security_group_written
	control.findings == set() with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_other_groups_are_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as fixtures.orphan
	not control.applies with input as object.union(fixtures.security_group_written, {"cloud": {"kind": "synced"}})
}

test_export_of_the_wrong_server_is_undecided if {
	staging := object.union(failing({}), {"tenant": {"connect": {"active": 0}}})
	not control.applies with input as staging
	control.undecided == {"the server that writes was not exported"} with input as staging
}

test_missing_export_is_not_applicable if {
	without := object.union(failing({}), {"tenant": {"connect": {"active": 0, "staging": 0, "servers": []}}})
	not control.applies with input as without
	control.undecided == set() with input as without
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := object.union(fixtures.directory_unread, {"writeback": {"expected": "no"}, "export_errors": {"count": 2, "phantom": 0}})
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

failing(errors) := object.union(fixtures.security_group_written, {"export_errors": errors})
