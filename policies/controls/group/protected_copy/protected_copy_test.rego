package controls.group.protected_copy_test

import data.controls.group.protected_copy as control
import data.fixtures

test_protected_copy_is_reported if {
	control.findings == {{"attribute": "adminCount"}} with input as copy({"directory": {"admin_count": 1}})
}

test_copy_without_protection_is_satisfied if {
	every value in [null, 0] {
		control.applies with input as copy({"directory": {"admin_count": value}})
		control.findings == set() with input as copy({"directory": {"admin_count": value}})
		control.undecided == set() with input as copy({"directory": {"admin_count": value}})
	}
}

test_group_without_copy_or_not_written_is_not_applicable if {
	not control.applies with input as fixtures.not_written
	not control.applies with input as copy({"writeback": {"expected": "no"}, "directory": {"admin_count": 1}})
	not control.applies with input as object.union(fixtures.orphan, {"directory": {"admin_count": 1}})
	control.undecided == set() with input as object.union(fixtures.orphan, {"directory": {"admin_count": 1}})
}

test_unknown_writeback_is_undecided_for_a_protected_copy if {
	unknown := {"writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as copy(object.union(unknown, {"directory": {"admin_count": 1}}))
	control.undecided == set() with input as copy(unknown)
}

test_unread_attribute_is_undecided if {
	unread := {"tenant": {"directory_read": {"admin_count": false}}}
	control.undecided == {"adminCount was not read"} with input as copy(unread)
	control.findings == set() with input as copy(unread)
}

test_group_whose_copy_may_be_unread_is_undecided if {
	subject := fixtures.directory_unread
	"no copy was found where not every directory group and anchor was read: export adminDescription of all groups" in control.undecided with input as subject
	control.findings == set() with input as subject
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"directory_read": {"admin_count": false}}}
	count(control.undecided) > 0 with input as copy(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as copy(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as copy(object.union(unread, {"writeback": {"expected": "no"}}))
}

copy(facts) := object.union(fixtures.security_group_written, facts)

test_known_path_is_left_to_gov_03_where_that_is_judged if {
	path := {"directory": {"admin_count": 1}, "governance": {"path": {"leads": "yes", "steps": 1, "group": "administrators"}}}
	control.findings == set() with input as copy(path)
	count(control.findings) == 1 with input as copy(object.union(path, {"profiles": ["audit"]}))
	count(control.findings) == 1 with input as copy(object.union(path, {"governance": {"path": {"leads": "unknown"}}}))
}
