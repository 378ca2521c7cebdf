package controls.group.nesting_loop_test

import data.controls.group.nesting_loop as control
import data.fixtures

test_loop_of_written_groups_is_reported if {
	control.findings == {{"children": fixtures.counted(1)}} with input as group({"in_written_loop": true, "in_cycle": true}, {})
}

test_loop_through_a_group_that_is_not_written_is_satisfied if {
	control.applies with input as group({"in_cycle": true}, {})
	control.findings == set() with input as group({"in_cycle": true}, {})
	control.undecided == set() with input as group({"in_cycle": true}, {})
}

test_group_without_children_or_copy_is_not_applicable if {
	not control.applies with input as group({"children": 0}, {})
	not control.applies with input as group({"in_cycle": true}, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group({"in_cycle": true}, {"writeback": {"expected": "no"}, "members": {"cloud": "absent"}})
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether a nested group contains this one is not known: its members, or whether it is written, were not read"} with input as group({"may_loop": true}, {})
	unknown := {"writeback": {"expected": "unknown"}}
	every nesting in [{"in_cycle": true}, {"may_loop": true}] {
		control.undecided == {"whether the group is written is not known"} with input as group(nesting, unknown)
		control.undecided == set() with input as group(nesting, {"writeback": {"expected": "no"}})
	}
	control.undecided == set() with input as group({}, unknown)
	control.undecided == {"the cloud members were not read completely"} with input as group({}, {"members": {"cloud": "partial"}})
}

test_members_that_were_not_read_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}] {
		some finding in control.findings with input as group({"in_written_loop": true, "in_cycle": true}, open)
		finding.children.exactly == null
	}
}

group(nesting, facts) := object.union(
	object.union(fixtures.security_group_written, {"nesting": object.union({"children": 1}, nesting)}),
	facts,
)
