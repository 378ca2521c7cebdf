package controls.group.nested_child_unwritable_test

import data.controls.group.nested_child_unwritable as control
import data.fixtures

test_child_of_an_unwritable_kind_is_reported if {
	control.findings == {{"unwritable": fixtures.counted(2), "children": fixtures.counted(3)}} with input as group({"nesting": {"children_unwritable": 2}})
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

test_children_that_are_open_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}, {"nesting": {"children_undecided": 1}}] {
		some finding in control.findings with input as object.union(group({"nesting": {"children_unwritable": 2}}), open)
		finding.unwritable.exactly == null
		finding.children.exactly == null
	}
}

group(facts) := object.union(object.union(fixtures.security_group_written, {"nesting": {"children": 3}}), facts)
