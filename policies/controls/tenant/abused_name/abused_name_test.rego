package controls.tenant.abused_name_test

import data.controls.tenant.abused_name as control
import data.fixtures

test_names_are_counted_with_their_share if {
	control.findings == {{"groups": fixtures.counted(10), "written": 40, "percent": 25}} with input as tenant(10, 0, {})
}

test_names_in_the_convention_satisfy if {
	control.applies with input as tenant(0, 0, {})
	control.findings == set() with input as tenant(0, 0, {})
	control.undecided == set() with input as tenant(0, 0, {})
}

test_each_group_no_convention_or_no_copy_is_not_applicable if {
	every facts in [
		{"parameters": {"each_group": true}}, {"tenant": {"governance": {"convention": false}}}, {"totals": {"governance": {"written": 0}}},
	] {
		not control.applies with input as tenant(10, 0, facts)
		control.findings == set() with input as tenant(10, 0, facts)
	}
	control.undecided == set() with input as tenant(0, 3, {"parameters": {"each_group": true}})
}

test_unread_names_are_undecided if {
	count(control.undecided) == 1 with input as tenant(0, 3, {})
	control.findings == set() with input as tenant(0, 3, {})
}

test_others_that_are_open_make_it_at_least if {
	control.findings == {{"groups": fixtures.at_least(4), "written": 40, "percent": "unknown"}} with input as tenant(4, 3, {})
}

tenant(groups, undecided, facts) := object.union(
	object.union(fixtures.tenant, {
		"totals": {"governance": {"outside": {"groups": counted(groups, undecided), "undecided": undecided}}},
		"parameters": {"each_group": false},
	}),
	facts,
)

counted(groups, 0) := fixtures.counted(groups)

counted(groups, undecided) := fixtures.at_least(groups) if undecided > 0
