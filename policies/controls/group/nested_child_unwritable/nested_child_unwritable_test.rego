package controls.group.nested_child_unwritable_test

import data.controls.group.nested_child_unwritable as control
import data.fixtures

test_child_of_an_unwritable_kind_is_reported if {
	control.findings == {{"unwritable": 2, "children": 3}} with input as group({"nesting": {"children_unwritable": 2}})
}

test_other_children_are_left_to_their_own_controls if {
	facts := {"nesting": {"children_not_written": 1, "children_domain_local": 1}}
	control.applies with input as group(facts)
	control.findings == set() with input as group(facts)
	control.undecided == set() with input as group(facts)
}

test_group_without_children_or_copy_is_not_applicable if {
	every facts in [{"nesting": {"children": 0}}, {"writeback": {"expected": "no"}, "nesting": {"children_unwritable": 2}}] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_unread_facts_are_undecided if {
	unknown := {"writeback": {"expected": "unknown"}}
	control.undecided == {"whether the group is written is not known"} with input as group(object.union(unknown, {"nesting": {"children_unwritable": 1}}))
	control.undecided == set() with input as group(unknown)
	control.undecided == {"the cloud members were not read completely"} with input as group({"members": {"cloud": "partial"}})
	control.undecided == set() with input as group({"members": {"cloud": "partial"}, "writeback": {"expected": "no"}})
	undecided := {"whether some child groups are written is not known"}
	control.undecided == undecided with input as group({"nesting": {"children_undecided": 1}})
}

group(facts) := object.union(object.union(fixtures.security_group_written, {"nesting": {"children": 3}}), facts)
