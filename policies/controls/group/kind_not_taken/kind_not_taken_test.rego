package controls.group.kind_not_taken_test

import data.controls.group.kind_not_taken as control
import data.fixtures

test_group_that_nobody_would_write_is_reported if {
	control.findings == {{"kind": "security"}} with input as group({"takes": "no"})
}

test_group_that_the_target_takes_or_v1_keeps_is_satisfied if {
	every facts in [{}, {"takes": "no", "stays": "yes"}, {"stays": "unknown"}] {
		control.applies with input as group(facts)
		control.findings == set() with input as group(facts)
		control.undecided == set() with input as group(facts)
	}
}

test_group_that_does_not_move_is_not_applicable if {
	not control.applies with input as group({"candidate": "no", "takes": "no"})
	control.findings == set() with input as group({"candidate": "no", "takes": "no"})
	control.undecided == set() with input as group({"candidate": "no", "takes": "no"})
}

test_unread_facts_are_undecided if {
	kind := {"the kind of the group, or whether V1 is on, was not read"}
	control.undecided == kind with input as group({"takes": "unknown"})
	control.undecided == kind with input as group({"takes": "no", "stays": "unknown"})
	control.undecided == {"whether the move is about the group is not known (CS-32)"} with input as group({"candidate": "unknown", "takes": "no"})
}

group(move) := object.union(fixtures.security_group_written, {"move": move})
