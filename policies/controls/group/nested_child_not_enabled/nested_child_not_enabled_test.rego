package controls.group.nested_child_not_enabled_test

import data.controls.group.nested_child_not_enabled as control
import data.fixtures

test_child_that_is_not_written_is_reported if {
	control.findings == {{"not_written": fixtures.counted(2), "children": fixtures.counted(5)}} with input as group("yes", {"children_not_written": 2})
}

test_children_that_are_written_are_satisfied if {
	control.applies with input as group("yes", {})
	control.findings == set() with input as group("yes", {})
	control.undecided == set() with input as group("yes", {})
}

test_children_of_other_controls_are_left_to_them if {
	others := {"children_unwritable": 1, "children_domain_local": 1, "children_synced": 1}
	control.findings == set() with input as group("yes", others)
	control.undecided == set() with input as group("yes", others)
}

test_group_without_children_is_not_applicable if {
	not control.applies with input as fixtures.security_group_written
	control.undecided == set() with input as fixtures.security_group_written
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group("no", {"children_not_written": 2})
	control.findings == set() with input as group("no", {"children_not_written": 2})
	control.undecided == set() with input as group("no", {"children_undecided": 2})
}

test_undecided_children_never_pass if {
	count(control.undecided) == 1 with input as group("yes", {"children_undecided": 1})
	control.findings == set() with input as group("yes", {"children_undecided": 1})
}

test_unknown_writeback_is_undecided_only_with_such_children if {
	count(control.undecided) == 1 with input as group("unknown", {"children_not_written": 1})
	control.undecided == set() with input as group("unknown", {})
}

test_unread_members_are_undecided if {
	every expected in ["yes", "unknown"] {
		subject := object.union(group(expected, {"children": 0}), {"members": {"cloud": "absent"}})
		control.undecided == {"the cloud members were not read completely"} with input as subject
	}
}

test_unread_members_do_not_matter_where_nothing_is_written if {
	control.undecided == set() with input as object.union(group("no", {}), {"members": {"cloud": "absent"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	subject := object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_children_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"nesting": {"children_undecided": 1}}] {
		some finding in control.findings with input as object.union(group("yes", {"children_not_written": 2}), open)
		finding.not_written.exactly == null
		finding.children.exactly == null
	}
}

group(expected, nesting) := object.union(fixtures.security_group_written, {
	"writeback": {"expected": expected},
	"nesting": object.union({"children": 5}, nesting),
})
