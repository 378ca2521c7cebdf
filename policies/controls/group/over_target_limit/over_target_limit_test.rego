package controls.group.over_target_limit_test

import data.controls.group.over_target_limit as control
import data.fixtures

test_group_over_the_limit_is_reported if {
	control.findings == {{"members": 50001, "limit": 50000}} with input as group({"over_limit": "yes"})
	control.findings == {{"members": 50001, "limit": "a limit that depends on its version"}} with input as group({"over_limit": "yes", "limit": null})
	count(control.findings) == 1 with input as group({"candidate": "unknown", "over_limit": "yes"})
}

test_group_within_the_limit_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	every facts in [{"candidate": "no", "over_limit": "yes"}, {"takes": "no", "over_limit": "yes"}] {
		not control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_unknown_limit_or_count_is_undecided if {
	control.undecided == {"how many members the group has, or what the target writes at most, is not known"} with input as group({"over_limit": "unknown"})
}

group(move) := object.union(fixtures.security_group_written, {"members": {"known_count": 50001}, "move": move})
