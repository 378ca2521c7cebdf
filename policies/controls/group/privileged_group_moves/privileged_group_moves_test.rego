package controls.group.privileged_group_moves_test

import data.controls.group.privileged_group_moves as control
import data.fixtures

test_system_group_is_reported if {
	control.findings == {{"reason": "it came with the directory or with Exchange"}} with input as group({"builtin": true, "path": {"leads": "yes"}})
}

test_path_into_a_privileged_group_is_reported if {
	facts := {"path": {"leads": "yes", "steps": 2, "group": "administrators"}}
	control.findings == {{"reason": "2 steps to administrators"}} with input as group(facts)
}

test_ordinary_group_is_satisfied if {
	control.applies with input as group({})
	control.findings == set() with input as group({})
	control.undecided == set() with input as group({})
}

test_group_that_does_not_move_is_not_applicable if {
	subject := object.union(group({"builtin": true}), {"move": {"moves": "no"}})
	not control.applies with input as subject
	control.findings == set() with input as subject
	control.undecided == set() with input as subject
}

test_unread_facts_are_undecided if {
	every gap in ["member_of", "parent", "sid", "domain", "tier0"] {
		count(control.undecided) == 1 with input as group({"path": {"leads": "unknown", "gap": gap}})
	}
	control.undecided == {"whether the group moves is not known (CS-32)"} with input as object.union(group({}), {"move": {"moves": "unknown"}})
	control.undecided == {"the directory group was not read: export it"} with input as fixtures.directory_unread
}

group(copy) := object.union(fixtures.security_group_written, {"move": {"object": copy}})
