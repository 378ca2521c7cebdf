package controls.group.other_members_test

import data.controls.group.other_members as control
import data.fixtures

test_members_of_other_kinds_are_reported if {
	control.findings == {{"members": fixtures.counted(2)}} with input as group(2, {})
}

test_group_without_them_is_satisfied if {
	control.applies with input as group(0, {})
	control.findings == set() with input as group(0, {})
	control.undecided == set() with input as group(0, {})
}

test_group_that_is_not_written_is_not_applicable if {
	not control.applies with input as group(2, {"writeback": {"expected": "no"}})
	control.findings == set() with input as group(2, {"writeback": {"expected": "no"}})
	control.undecided == set() with input as group(2, {"writeback": {"expected": "no"}, "members": {"cloud": "absent"}})
}

test_unread_facts_are_undecided if {
	control.undecided == {"whether the group is written is not known"} with input as group(2, {"writeback": {"expected": "unknown"}})
	control.undecided == set() with input as group(0, {"writeback": {"expected": "unknown"}})
	control.undecided == {"the cloud members were not read completely"} with input as group(0, {"members": {"cloud": "partial"}})
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"members": {"cloud": "partial"}}
	count(control.undecided) > 0 with input as group(0, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(0, object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(0, object.union(unread, {"writeback": {"expected": "no"}}))
}

test_members_that_were_not_read_make_it_at_least if {
	every open in [{"members": {"cloud": "partial"}}] {
		some finding in control.findings with input as group(2, open)
		finding.members.exactly == null
	}
}

group(others, facts) := object.union(object.union(fixtures.security_group_written, {"members": {"excluded_others": others}}), facts)
