package controls.group.abused_name_test

import data.controls.group.abused_name as control
import data.fixtures

test_name_of_a_privileged_group_is_reported if {
	control.findings == {imitation} with input as group({"governance": {"imitates": true}})
}

test_name_outside_the_convention_is_low_where_each_is_told if {
	outside := {"governance": {"in_convention": "no"}, "parameters": {"each_group": true}}
	control.findings == {{"part": "convention", "severity": "low", "defect": "outside_the_convention"}} with input as group(outside)
	count(control.findings) == 2 with input as group(object.union(outside, {"governance": {"imitates": true}}))
	control.findings == set() with input as group(object.union(outside, {"parameters": {"each_group": false}}))
}

test_plain_name_satisfies if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_is_not_written_is_not_applicable if {
	no := {"writeback": {"expected": "no"}, "governance": {"imitates": true}}
	not control.applies with input as group(no)
	control.findings == set() with input as group(no)
	control.undecided == set() with input as group(no)
}

test_unread_facts_are_undecided if {
	count(control.undecided) == 1 with input as group({"tenant": {"collected": {"display_name": false}}})
	unknown := {"writeback": {"expected": "unknown"}}
	count(control.undecided) == 1 with input as group(object.union(unknown, {"governance": {"imitates": true}}))
	control.undecided == set() with input as group(unknown)
}

test_unknown_writeback_or_convention_is_undecided if {
	every facts in [
		{"writeback": {"expected": "unknown"}, "governance": {"in_convention": "no"}},
		{"governance": {"in_convention": "unknown"}},
	] {
		subject := group(object.union(facts, {"parameters": {"each_group": true}}))
		count(control.undecided) == 1 with input as subject
		control.findings == set() with input as subject
	}
}

test_unread_fact_of_a_group_that_may_be_written_is_undecided if {
	unread := {"tenant": {"collected": {"display_name": false}}}
	count(control.undecided) > 0 with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.findings == set() with input as group(object.union(unread, {"writeback": {"expected": "unknown"}}))
	control.undecided == set() with input as group(object.union(unread, {"writeback": {"expected": "no"}}))
}

imitation := {"part": "imitation", "defect": "name_of_a_privileged_or_built_in_group"}

group(facts) := object.union(
	object.union(fixtures.security_group_written, {"parameters": {"each_group": false}}),
	facts,
)
