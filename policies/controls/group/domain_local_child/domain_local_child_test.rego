package controls.group.domain_local_child_test

import data.controls.group.domain_local_child as control
import data.fixtures

test_domain_local_child_is_reported if {
	control.findings == {{"children": fixtures.counted(1)}} with input as group("yes", {"children_domain_local": 1})
}

test_universal_children_are_satisfied if {
	control.applies with input as group("yes", {})
	control.findings == set() with input as group("yes", {})
	control.undecided == set() with input as group("yes", {})
}

test_group_with_cloud_children_only_is_not_applicable if {
	not control.applies with input as group("yes", {"children_synced": 0, "children_not_written": 2})
	control.findings == set() with input as group("yes", {"children_synced": 0, "children_not_written": 2})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group("no", {"children_domain_local": 1})
	control.findings == set() with input as group("no", {"children_domain_local": 1})
	control.undecided == set() with input as group("no", {"children_scope_unknown": 1})
}

test_unread_scope_never_passes if {
	control.undecided == {"the scope of some child groups was not read"} with input as group("yes", {"children_scope_unknown": 1})
	control.findings == set() with input as group("yes", {"children_scope_unknown": 1})
}

test_unknown_writeback_is_undecided_only_with_such_children if {
	count(control.undecided) == 1 with input as group("unknown", {"children_domain_local": 1})
	control.findings == set() with input as group("unknown", {"children_domain_local": 1})
	control.undecided == set() with input as group("unknown", {})
}

test_unread_members_are_undecided if {
	subject := object.union(group("yes", {"children": 0, "children_synced": 0}), {"members": {"cloud": "partial"}})
	control.undecided == {"the cloud members were not read completely"} with input as subject
}

test_unread_members_do_not_matter_where_nothing_is_written if {
	control.undecided == set() with input as object.union(group("no", {}), {"members": {"cloud": "absent"}})
}

test_unclaimed_directory_group_is_not_applicable if {
	subject := object.union(fixtures.orphan, {"writeback": {"expected": "unknown"}})
	not control.applies with input as subject
	control.undecided == set() with input as subject
}

test_child_that_may_be_synced_is_undecided if {
	subject := group("yes", {"children_synced": 0, "children_scope_unknown": 1})
	count(control.undecided) == 1 with input as subject
	control.findings == set() with input as subject
}

test_children_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"nesting": {"children_scope_unknown": 1}}] {
		some finding in control.findings with input as object.union(group("yes", {"children_domain_local": 1}), open)
		finding.children.exactly == null
	}
}

group(expected, nesting) := object.union(fixtures.security_group_written, {
	"writeback": {"expected": expected},
	"nesting": object.union({"children": 3, "children_synced": 3}, nesting),
})
